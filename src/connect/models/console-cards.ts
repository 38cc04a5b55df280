import type { SignInWay } from '../../shared/connection.ts';
import type { ClientValue } from '../../ui/client-values.ts';

/** One task in Zoho's console. */
export type Card =
  | 'open'
  | 'kind'
  | 'name'
  | 'home'
  | 'redirect'
  | 'domain'
  | 'scope'
  | 'minutes'
  | 'create'
  /** In Untag's page: what Zoho shows afterwards. */
  | 'paste';

/** Cards with a value to copy into Zoho's form. */
export type ValueCard = ClientValue;

/** The order of Zoho's forms. Sources: Zoho accounts docs, oauth-setup; self-client. */
export const CARDS: Readonly<Record<SignInWay, readonly Card[]>> = {
  client: ['open', 'kind', 'name', 'home', 'redirect', 'domain', 'create', 'paste'],
  server: ['open', 'kind', 'name', 'home', 'redirect', 'create', 'paste'],
  self: ['open', 'kind', 'scope', 'minutes', 'paste'],
};

export function isValueCard(card: Card): card is ValueCard {
  return card === 'name' || card === 'home' || card === 'redirect' || card === 'domain' || card === 'scope';
}

/** The number of ticked cards after this one is ticked. A later card ticks all before it. */
export function doneWith(way: SignInWay, card: Card, done: number): number {
  return Math.max(done, CARDS[way].indexOf(card) + 1);
}

/** The next card, when that many are ticked. */
export function currentCard(way: SignInWay, done: number): Card {
  return CARDS[way][Math.min(done, CARDS[way].length - 1)] ?? 'paste';
}

/** The next card with a value to copy, or else the one with the fields. */
export function nextToTouch(way: SignInWay, card: Card): Card {
  const after = CARDS[way].slice(CARDS[way].indexOf(card) + 1);
  return after.find((each) => isValueCard(each)) ?? 'paste';
}
