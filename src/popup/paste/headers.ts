/**
 * Known column names for the records' own ids: Zoho's export in English and Japanese, Zoho's API and its bulk export,
 * Untag's own CSV in each of its languages. In Zoho's other languages the shape of the export shows the column: see
 * `id-column.ts`.
 */
const OWN = new Set(['record id', 'データid', 'id', 'recordid', 'datensatz-id', 'レコードid', 'معرف السجل']);

/** Names of tag columns: Zoho's export, and Untag's own CSV. */
const TAGS =
  /^(?:tags?|tags? (?:before|removed|restored|put back|after|vorher|nachher)|(?:entfernte|wiederhergestellte) tags|.*タグ|(?:ال)?وسوم\b.*)$/i;

/** Names of columns with other records' ids in Zoho's export ("Account Owner.id") and API ("Owner.id"). */
const NEIGHBOUR = /\.id$/i;

function plain(header: string): string {
  const bare = header
    .normalize('NFKC')
    .replaceAll(/[\u064b-\u0652]/g, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
  return bare.replace(/^["'[]+|["'\]]+$/g, '');
}

/** The name of a column with the rows' own ids. */
export function isIdHeader(header: string): boolean {
  return OWN.has(plain(header));
}

/** "Lead ID" above records of Leads. */
export function isIdOfModule(header: string, labels: readonly string[]): boolean {
  return labels.some((label) => plain(header) === `${plain(label)} id`);
}

/** The name of a column with the ids of other records. */
export function isNeighbour(header: string): boolean {
  return NEIGHBOUR.test(plain(header));
}

/** The name of a column with the tags of records. */
export function isTagHeader(header: string): boolean {
  return TAGS.test(plain(header));
}
