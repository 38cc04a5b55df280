import type { Messages } from './messages-file.ts';

/** A word that Untag's texts avoid, and its replacement. */
interface Banned {
  readonly word: RegExp;
  readonly instead: string;
  /** Texts in which it has another meaning, because they quote another's words. */
  readonly except?: RegExp;
}

/** The developers' words, which are not the users' words. Only whole words match. */
export const BANNED: readonly Banned[] = [
  { word: /\bruns?\b(?! out\b)/i, instead: 'removal, History' },
  { word: /\bcarr(?:y|ies|ied|ying)\b/i, instead: 'have' },
  { word: /\b(?:go|goes|going|went|gone) on\b/i, instead: 'continue' },
  { word: /\bbasket\b/i, instead: 'your list' },
  // Zoho’s window has a box to tick, and nothing else has.
  {
    word: /\btick(?:s|ed|ing)?\b/i,
    instead: 'select, choose',
    except: /^(?:consent|conn)_|^(?:err_signin_hint|connect_do)$/,
  },
  { word: /\bpick(?:s|ed|ing)?\b/i, instead: 'choose' },
  { word: /\bmay not\b/i, instead: 'can’t' },
  { word: /\bput(?:s|ting)?\b(?: [\w{}]+){0,3} back\b/i, instead: 'restore' },
  { word: /\b(?:take|takes|taken|took) (?:[\w{}“”]+ ){0,3}off\b|\bcomes? off\b/i, instead: 'remove' },
  { word: /\banew\b/i, instead: 'again' },
  { word: /\btogether\b/i, instead: 'total' },
  { word: /\b(?:leave|leaves|leaving|left) (?:it |them )?out\b/i, instead: 'skip' },
  { word: /\btake(?:s|n)? in\b/i, instead: 'include' },
  { word: /\bby (?:itself|themselves)\b/i, instead: 'automatically' },
  { word: /\bretr(?:y|ies|ied|ying)\b/i, instead: 'try again' },
  { word: /\bdata cent(?:re|er)s?\b/i, instead: 'region' },
  { word: /\breplaced? by\b/i, instead: 'replace with' },
  { word: /\bmerged? with\b/i, instead: 'merge into' },
  { word: /\bclient id\b/, instead: 'client ID' },
  { word: /\bleft in the last\b/i, instead: 'left' },
  { word: /\bin some (?:minutes|seconds|hours)\b/i, instead: 'in a few minutes' },
  { word: /\b(?:has|have) (?:not )?told\b/i, instead: 'said' },
  { word: /\b(?:tags?|records?) (?:go|goes|went)\b/i, instead: 'is removed, is deleted' },
];

/** The same for the translations: words of their first version, or words that mean something else in Zoho CRM. They match inside other words, too. */
export const BANNED_IN: Readonly<Record<'de' | 'ja' | 'ar', readonly Banned[]>> = {
  de: [
    { word: /Durchl(?:auf|äufe)/i, instead: 'Vorgang, Verlauf' },
    { word: /Korb\b/, instead: 'Merkliste' },
    { word: /Häkchen|angehakt/i, instead: 'ausgewählt', except: /^(?:consent|conn)_|^err_signin_hint$/ },
    { word: /\bfortfahren/i, instead: 'fortsetzen' },
    { word: /\bwiederholen\b/i, instead: 'erneut versuchen' },
    { word: /\b(?:trägt|tragen|getragen)\b/i, instead: 'haben' },
    { word: /Rechenzentr/i, instead: 'Region' },
    { word: /\bFirm(?:a|en)\b/i, instead: 'Unternehmen' },
    { word: /\bverbinden Sie erneut/i, instead: 'verbinden Sie sich erneut' },
    { word: /\bunbenutzt/i, instead: 'nicht verwendet' },
    { word: /\bklicken\b/i, instead: 'drücken' },
    { word: /\bangerührt\b/i, instead: 'unverändert' },
    { word: /Frist: \{days\}/, instead: '{days} lang' },
    // A number of modules has no dative.
    { word: /\bvon \{(?:records|modules)\}/, instead: '{modules}, davon {n}' },
    { word: /\bRückgängig (?:versucht|legt|lässt)\b/, instead: '„Rückgängig machen“' },
    { word: /Erstellen \(Create\)/, instead: 'Create' },
    { word: /Untag for Zoho CRM/, instead: 'Untag für Zoho CRM' },
    { word: /\bjene[mnrs]?\b/i, instead: 'Ihr CRM-Tab' },
    { word: /schon wieder/, instead: 'bereits wieder' },
    { word: /\bist darauf\b/, instead: 'ist hinzugefügt' },
    { word: /\bsind weg\b/, instead: 'sind entfernt' },
    { word: /erstellte Tags|Tags erstell/, instead: 'angelegte Tags' },
    { word: /, davon \{\w*\}$/, instead: 'davon {n} erledigt', except: /^tip_problems$/ },
  ],
  ja: [
    { word: /実行履歴/, instead: '履歴' },
    { word: /バスケット/, instead: 'リスト' },
    { word: /レコード/, instead: 'データ' },
    { word: /(?<!タブ（)モジュール/, instead: 'タブ（モジュール）' },
    { word: /データセンター/, instead: '地域' },
    // A tag on a record is removed, and a tag of the org is deleted.
    { word: /データから(?:タグを)?削除/, instead: '外す' },
    { word: /[［］]/, instead: '「」' },
    { word: /分か[らりるっ]/, instead: 'わかる' },
    { word: /(?<!その)他の/, instead: 'ほかの' },
    { word: /(?<!最)後で|その後/, instead: 'あとで、そのあと' },
    { word: /\{days\}以内/, instead: '{days}は' },
    { word: /再試行してください/, instead: 'もう一度お試しください' },
    { word: /作成（Create）/, instead: 'Create' },
    { word: /元のタグ/, instead: '古いタグ' },
    { word: /コスト/, instead: '消費クレジット' },
    // The number stands before the unit, so that 約 and 最大 stand before the number.
    { word: /APIクレジット\{/, instead: '{n} APIクレジット' },
    { word: /一時停止：/, instead: '一時停止中：' },
    { word: /要求/, instead: 'リクエスト' },
    { word: /(?<!ごとに)数え/, instead: '集計' },
    { word: /(?<!にも)使(?:って|われて)いないタグ/, instead: '未使用のタグ' },
    { word: /を見る$/, instead: 'を表示' },
    // Records are counted by 件, tags and modules by 個.
    { word: /\{(?:modules|tags)\}中\{\w*\}件/, instead: '{modules}中{n}個' },
    // A letter to an admin is prose.
    { word: /か。$/, instead: 'か？', except: /^conn_admin_/ },
  ],
  ar: [
    { word: /العميل|عميل من Zoho/, instead: 'معرّف التطبيق (Client ID)' },
    { word: /سلة/, instead: 'قائمتك' },
    { word: /ملف[كي] التعريفي/, instead: 'ملف التعريف (Profile)' },
    { word: /جواب|(?<!س)[تي]ُ?جيب|يُجب/, instead: 'استجابة، يستجيب' },
    { word: /نسختك/, instead: 'باقتك' },
    { word: /العمليات السابقة/, instead: 'السجل' },
    { word: /مركز بيانات/, instead: 'المنطقة' },
    { word: /عند \{time\}/, instead: 'الساعة {time}' },
    { word: /مجددًا/, instead: 'من جديد' },
    // A preposition of one letter is written apart only before a Latin word or a placeholder.
    { word: /[لب]ـ \p{Script=Arabic}/u, instead: 'لوسم' },
    // These placeholders stand in the genitive of a dual, or in the nominative, and nowhere else.
    { word: /(?:تحمله?|كان فيها|فشلت) \{records\}|\{records\} في قائمت/, instead: 'على {records}' },
    { word: /(?:خلال|نحو|حتى) \{duration\}/, instead: '{duration} تقريبًا' },
    { word: /(?:إزالة|إضافة|إنشاء|استعادة|حذف|من أصل) \{tags\}/, instead: 'الإزالة: {tags}' },
    { word: /«إنشاء» \(Create\)/, instead: 'Create' },
    { word: /Untag for Zoho CRM/, instead: 'Untag لـ Zoho CRM' },
    { word: /[تيا]ستعم[لا]/, instead: 'استخدام، يستخدم' },
    { word: /يُقرأ أو يُغيَّر/, instead: 'لم يُقرأ شيء ولم يتغير شيء' },
    { word: /تغيير (?:الاسم|اسم|أسما)/, instead: 'إعادة التسمية' },
    // A clean-up that is known has the article.
    { word: /^(?:يجري )?تنظيف (?:في|جارٍ)/, instead: 'التنظيف في' },
  ],
};

/**
 * Texts for users outside the messages. A page's part for admins and developers begins at the named line and has its
 * own words.
 */
export const USER_PAGES: readonly (readonly [file: string, end: string | null])[] = [
  ['README.md', '## For developers'],
  ['docs/using.md', null],
  ['docs/store/listing/en.md', null],
  ['docs/store/privacy-policy.md', null],
  ['docs/permissions.md', null],
  ['docs/connecting.md', '## For a company'],
];

/** The sentences of a page in Markdown, by line, without code and addresses. */
export function sentencesOf(page: string, end: string | null): Messages {
  const place = end === null ? page.length : page.indexOf(end);
  if (place === -1) throw new Error(`No line “${end}”`);
  const read = page.slice(0, place);
  const prose = read.replaceAll(/```[^]*?```|`[^`\n]*`|\]\([^)]*\)/g, '…');
  // Zoho's window has a box to tick, whose words are quoted.
  const lines = prose.split('\n').map((line) => line.replaceAll(/tick(?:ed)? (?=\W*for the entire)/gi, ''));
  return new Map(lines.map((line, n) => [`line ${n + 1}`, line]));
}

/** Texts that contain a word of the list, by default the English one, with the word and its replacement. Names of placeholders do not count, except `{time}`. */
export function glossaryFaults(messages: Messages, banned: readonly Banned[] = BANNED): string[] {
  return [...messages].flatMap(([key, message]) => {
    const said = message.replaceAll(/\{(?!(?:time|days|duration|records|modules|tags)\})\w+\}/g, '{}');
    return banned
      .filter(({ word, except }) => word.test(said) && except?.test(key) !== true)
      .map(({ word, instead }) => `${key} has “${word.exec(said)?.[0] ?? ''}” for ${instead}`);
  });
}
