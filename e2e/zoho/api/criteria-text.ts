/** One `(field:comparator:value)`. Values are unescaped; several only where the comparator takes them. */
export interface Criterion {
  field: string;
  comparator: string;
  values: string[];
}

/** Criteria joined by `and` and `or`. */
export type Criteria = Criterion | { join: 'and' | 'or'; parts: Criteria[] };

class Malformed extends Error {}

/** Splits at unescaped separators; a backslash takes the next character as it is. */
function split(text: string, separator: string, most = Infinity): string[] {
  const parts = [''];
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place] ?? '';
    if (letter === '\\') {
      parts.push(`${parts.pop() ?? ''}${letter}${text[(place += 1)] ?? ''}`);
    } else if (letter === separator && parts.length < most) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return parts;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** Reads criteria from their text. */
class Reader {
  private place = 0;
  count = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Criteria {
    const found = this.joined();
    this.skip();
    if (this.place < this.text.length) throw new Malformed();
    return found;
  }

  private skip(): void {
    while (this.text[this.place] === ' ') this.place += 1;
  }

  private joined(): Criteria {
    const parts = [this.part()];
    let join: 'and' | 'or' | undefined;
    for (;;) {
      const word = /^\s*(and|or)(?=\s*\()/.exec(this.text.slice(this.place));
      if (!word) break;
      const found = word[1] === 'or' ? 'or' : 'and';
      if (join !== undefined && join !== found) throw new Malformed();
      join = found;
      this.place += word[0].length;
      parts.push(this.part());
    }
    const [first] = parts;
    return join === undefined && first ? first : { join: join ?? 'and', parts };
  }

  private part(): Criteria {
    this.skip();
    if (this.text[this.place] !== '(') throw new Malformed();
    this.place += 1;
    this.skip();
    const inside = this.text[this.place] === '(' ? this.joined() : this.criterion();
    this.skip();
    if (this.text[this.place] !== ')') throw new Malformed();
    this.place += 1;
    return inside;
  }

  private criterion(): Criterion {
    const from = this.place;
    while (this.place < this.text.length && this.text[this.place] !== ')') {
      if (this.text[this.place] === '(') throw new Malformed();
      this.place += this.text[this.place] === '\\' ? 2 : 1;
    }
    const [field = '', comparator = '', value] = split(this.text.slice(from, this.place), ':', 3);
    if (value === undefined || field === '' || comparator === '') throw new Malformed();
    this.count += 1;
    const values = split(value, ',').map(unescaped);
    return { field, comparator, values };
  }
}

/**
 * The criteria in the text of a search, and their number; undefined where it is malformed. Source: Zoho docs v8,
 * search-records.
 */
export function readCriteria(text: string): { criteria: Criteria; count: number } | undefined {
  const reader = new Reader(text);
  try {
    return { criteria: reader.whole(), count: reader.count };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
