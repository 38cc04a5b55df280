/** Languages of the pages. A reader of the page must never depend on words. */
export type Language = 'en' | 'de' | 'ja';

const EN = {
  actions: 'Actions',
  allRecords: 'Select all {n} records in this view',
  approval: 'Waiting for approval',
  clear: 'Clear',
  columns: 'Columns',
  create: 'Create {module}',
  filter: 'Filter {module} by',
  filterSystem: 'System filters',
  filterFields: 'Fields',
  limit: 'You can select up to {n} records at a time.',
  locked: 'Locked record',
  more: '{n} More',
  moreTo: 'and',
  next: 'next',
  none: 'No {module} found',
  notFound: 'The page you are looking for is not here.',
  of: '{from} - {to} of {total}',
  owner: 'Owner',
  perPage: '{n} Records Per Page',
  previous: 'previous',
  search: 'Search',
  selected: '{n} records selected',
  sendEmail: 'Send Email',
  createTask: 'Create Task',
  massUpdate: 'Mass Update',
  massDelete: 'Mass Delete',
  massTransfer: 'Change Owner',
  exportRows: 'Export',
  tag: 'Tag',
  total: 'Total Records',
  views: 'Views',
};

/** Every visible word of the app's frame. `{n}` and the like are filled in by `say`. */
export type Words = typeof EN;

const DE: Words = {
  actions: 'Aktionen',
  allRecords: 'Alle {n} Datensätze dieser Ansicht auswählen',
  approval: 'Wartet auf Genehmigung',
  clear: 'Auswahl aufheben',
  columns: 'Spalten',
  create: '{module} erstellen',
  filter: '{module} filtern nach',
  filterSystem: 'Systemfilter',
  filterFields: 'Felder',
  limit: 'Sie können höchstens {n} Datensätze auf einmal auswählen.',
  locked: 'Gesperrter Datensatz',
  more: '{n} weitere',
  moreTo: 'und',
  next: 'next',
  none: 'Keine {module} gefunden',
  notFound: 'Die gesuchte Seite gibt es nicht.',
  of: '{from} - {to} von {total}',
  owner: 'Besitzer',
  perPage: '{n} Datensätze pro Seite',
  previous: 'previous',
  search: 'Suchen',
  selected: '{n} Datensätze ausgewählt',
  sendEmail: 'E-Mail senden',
  createTask: 'Aufgabe erstellen',
  massUpdate: 'Massenaktualisierung',
  massDelete: 'Massenlöschung',
  massTransfer: 'Besitzer ändern',
  exportRows: 'Exportieren',
  tag: 'Tag',
  total: 'Datensätze insgesamt',
  views: 'Ansichten',
};

const JA: Words = {
  actions: '操作',
  allRecords: 'このビューの{n}件をすべて選択',
  approval: '承認待ち',
  clear: 'クリア',
  columns: '列',
  create: '{module}を作成',
  filter: '{module}の絞り込み',
  filterSystem: 'システムフィルター',
  filterFields: '項目',
  limit: '一度に選択できるのは{n}件までです。',
  locked: 'ロック中',
  more: '他{n}件',
  moreTo: 'と',
  next: 'next',
  none: '{module}はありません',
  notFound: 'お探しのページは見つかりません。',
  of: '{total}件中 {from} - {to}',
  owner: '担当者',
  perPage: '{n}件ずつ表示',
  previous: 'previous',
  search: '検索',
  selected: '{n}件を選択中',
  sendEmail: 'メールを送信',
  createTask: 'タスクを作成',
  massUpdate: '一括更新',
  massDelete: '一括削除',
  massTransfer: '担当者の変更',
  exportRows: 'エクスポート',
  tag: 'タグ',
  total: '総件数',
  views: 'ビュー',
};

const WORDS: Readonly<Record<Language, Words>> = { en: EN, de: DE, ja: JA };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Fills the holes of a sentence, e.g. `say('{n} More', { n: 2 })`. */
export function say(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
