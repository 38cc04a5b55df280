/** Markup that is safe to insert into a page. */
export interface Html {
  readonly markup: string;
}

/** The values that `html` accepts in a hole. Text is escaped, markup is not, and empty values stay empty. */
export type Hole = string | number | Html | readonly Hole[] | false | null | undefined;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function fill(hole: Hole): string {
  if (hole === false || hole === null || hole === undefined) return '';
  if (typeof hole === 'string') return escaped(hole);
  if (typeof hole === 'number') return String(hole);
  if ('markup' in hole) return hole.markup;
  return hole.map(fill).join('');
}

const tidied = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The template without the line breaks that only format its source. Between tags they would become text of the page. */
function tidy(strings: TemplateStringsArray): readonly string[] {
  const known = tidied.get(strings);
  if (known !== undefined) return known;
  const parts = strings.map((part) =>
    part.replace(/(^|.)\s*\n\s*(?=(.)|$)/g, (_run, before: string, after: string | undefined) => {
      const isBetweenTags =
        after === '>' || ((before === '' || before === '>') && (after === undefined || after === '<'));
      return isBetweenTags ? before : `${before} `;
    }),
  );
  tidied.set(strings, parts);
  return parts;
}

/** Template tag: builds markup, escaping every text that is put in. */
export function html(strings: TemplateStringsArray, ...holes: Hole[]): Html {
  return { markup: tidy(strings).reduce((built, part, index) => built + fill(holes[index - 1]) + part) };
}

/** JSON that can stand inside a `<script type="application/json">`. */
export function jsonBlock(value: unknown): Html {
  return { markup: JSON.stringify(value).replaceAll('<', String.raw`\u003c`) };
}
