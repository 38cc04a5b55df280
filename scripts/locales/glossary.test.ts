import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BANNED, BANNED_IN, glossaryFaults, sentencesOf, USER_PAGES } from './glossary.ts';
import { readMessages, ROOT, TRANSLATIONS } from './messages-file.ts';

test('no English text has a word that people do not use', () => {
  expect(glossaryFaults(readMessages('en'))).toEqual([]);
});

test.each(TRANSLATIONS)('%s has the words of its glossary', (language) => {
  expect(glossaryFaults(readMessages(language), BANNED_IN[language])).toEqual([]);
});

test.each([
  ['de', 'Ein Durchlauf geht weiter', 'Vorgang, Verlauf'],
  ['ja', '3件のレコード', 'データ'],
  ['ja', '12件のデータからタグを削除', '外す'],
  ['de', 'Richten Sie Untag ein, dann verbinden Sie erneut', 'verbinden Sie sich erneut'],
  ['de', 'Löschen Sie ein unbenutztes Tag', 'nicht verwendet'],
  ['de', 'Umbenannt in {n} von {modules}', 'davon'],
  ['de', 'Jener Tab gehört zu einer anderen Organisation', 'Ihr CRM-Tab'],
  ['de', '{n} haben es schon wieder.', 'bereits wieder'],
  ['de', '{new} ist darauf', 'hinzugefügt'],
  ['de', 'Die alten sind weg.', 'entfernt'],
  ['de', 'In Zoho CRM erstellte Tags', 'angelegte'],
  ['de', '{records}, davon {done}', 'erledigt'],
  ['ja', '検索のコスト', '消費クレジット'],
  ['ja', '約APIクレジット{n}', '{n} APIクレジット'],
  ['ja', '一時停止：オフライン', '一時停止中'],
  ['ja', '実行中の要求', 'リクエスト'],
  ['ja', '1個ずつもう一度数えます', '集計'],
  ['ja', '使われていないタグを削除する', '未使用のタグ'],
  ['ja', '元の処理を見る', 'を表示'],
  ['ja', '{modules}中{done}件', '{n}個'],
  ['ja', '［統合］を押す', '「」'],
  ['ja', '読み取った後に分かります', 'わかる'],
  ['ja', 'その後で、他のタグを外します', 'ほかの'],
  ['ja', 'この処理を履歴から削除しますか。', 'か？'],
  ['ar', 'يتسع لـ وسم آخر', 'لوسم'],
  ['ar', 'اتصل مجددًا', 'من جديد'],
  ['ar', 'تحمله {records}', 'على {records}'],
  ['ar', 'إضافة {tags}', 'الإزالة: {tags}'],
  ['ar', 'المستخدم الذي تستعمله', 'يستخدم'],
  ['ar', 'لم يُقرأ أو يُغيَّر شيء', 'لم يُقرأ شيء'],
  ['ar', 'يمكنك تغيير اسم الوسم', 'إعادة التسمية'],
  ['ar', 'تنظيف في {org} متوقف مؤقتًا', 'التنظيف في'],
  ['ar', 'يحتاج Untag إلى معرّف العميل', 'معرّف التطبيق (Client ID)'],
  ['ar', 'يحاول مجددًا عند {time}.', 'الساعة {time}'],
] as const)('a word of %s that its glossary avoids is caught: %s', (language, message, instead) => {
  expect(glossaryFaults(new Map([['go', message]]), BANNED_IN[language]).join('')).toContain(instead);
});

test.each(USER_PAGES)('%s speaks to users in their words', (file, end) => {
  const sentences = sentencesOf(readFileSync(join(ROOT, file), 'utf8'), end);
  expect(sentences.size).toBeGreaterThan(10);
  expect(glossaryFaults(sentences)).toEqual([]);
});

test.each(TRANSLATIONS)('the store’s text in %s has the words of its glossary', (language) => {
  const page = readFileSync(join(ROOT, 'docs/store/listing', `${language}.md`), 'utf8');
  const sentences = sentencesOf(page, null);
  expect(sentences.size).toBeGreaterThan(10);
  expect(glossaryFaults(sentences, BANNED_IN[language])).toEqual([]);
});

test('of a page code and quoted words of Zoho’s are left out, and a part that is not there is a fault', () => {
  const page = 'Press `npm run`.\nTick **for the entire session**.\nTick rows.\n## Ours\nA run.';
  expect(glossaryFaults(sentencesOf(page, '## Ours'))).toEqual(['line 3 has “Tick” for select, choose']);
  expect(() => sentencesOf(page, '## Theirs')).toThrow('No line “## Theirs”');
});

/** A sentence for each of the words, in the order of the list. */
const CAUGHT = [
  'Two past runs are left',
  '3 carry neither and stay untouched',
  'Tick the rows, then it goes on',
  'Keep these 12 in the basket',
  'Only the ticks on this page are read',
  'Pick tags to remove',
  'You may not change tags in Leads',
  'Put {n} tags back on {records}?',
  'Which removal took a tag off a record?',
  'Read the view anew',
  'Zoho refused them together',
  '2 rows are left out',
  'Take in again',
  'Goes by itself',
  'Retry {n} failed',
  'This tab is in another data centre',
  'Replace by another tag',
  'Merge with another tag',
  'Untag needs a client id',
  '480 credits left in the last 24 hours',
  'Try again in some minutes',
  'Zoho has not told what uses it',
  'What workflows did when the tags went is not undone',
];

test('each word of the list is caught', () => {
  expect(CAUGHT).toHaveLength(BANNED.length);
  const missed = CAUGHT.filter((sentence, place) => BANNED[place]?.word.test(sentence) !== true);
  expect(missed).toEqual([]);
});

test('a fault names the text, the word and what stands for it', () => {
  expect(glossaryFaults(new Map([['go_none', 'Pick tags to remove']]))).toEqual(['go_none has “Pick” for choose']);
});

test('words that only look like them are left alone', () => {
  const fine = ['This code has run out or was used before', 'Bring the list back', 'A rule can add {tag} back.'];
  expect(glossaryFaults(new Map(fine.map((message, n) => [`fine_${n}`, message])))).toEqual([]);
  expect(glossaryFaults(new Map([['consent_session', 'Tick “for the entire session”']]))).toEqual([]);
});
