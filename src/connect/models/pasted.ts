/** The kind of text in the field for the client ID. */
export type Pasted =
  | { readonly kind: 'empty' | 'secret' | 'part' | 'other' }
  /** A whole id, which can be tried at once. */
  | { readonly kind: 'id'; readonly clientId: string };

/** Zoho shows ids of "1000." and thirty or more letters or digits. */
const WHOLE = /^1000\.[0-9A-Za-z]{30,}$/;
/** A whole id among other words, for example with the second line of Zoho's page. */
const WITHIN = /(?<![\w.])1000\.[0-9A-Za-z]{30,}(?![\w.])/g;
/** Zoho's client secrets are 42 hexadecimal digits. */
const SECRET = /^[0-9a-f]{42}$/i;

/** Tells what kind of text was pasted for the client ID. An id is also found among other words if it is the only one. */
export function pastedAs(text: string): Pasted {
  const given = text.trim();
  if (given === '') return { kind: 'empty' };
  if (WHOLE.test(given)) return { kind: 'id', clientId: given };
  if (SECRET.test(given)) return { kind: 'secret' };
  const [only, ...others] = given.match(WITHIN) ?? [];
  if (only !== undefined && others.length === 0) return { kind: 'id', clientId: only };
  return { kind: /^1000\.[0-9A-Za-z]*$/.test(given) ? 'part' : 'other' };
}
