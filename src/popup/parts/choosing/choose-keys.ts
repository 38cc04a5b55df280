/** Where the focus is while a key is pressed. */
export type KeyPlace = 'filter' | 'row';

export interface KeyFacts {
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly isCommand: boolean;
  /** Alt, or another modifier that makes it no letter. */
  readonly isOther: boolean;
  readonly isRepeated: boolean;
  readonly place: KeyPlace;
  readonly hasText: boolean;
  /** Milliseconds since Enter last ticked a tag. */
  readonly sinceTick: number;
}

/** `type`: the letter belongs into the filter. `guard`: the key is swallowed. Null: the browser does what it does. */
export type KeyAction = 'remove' | 'tick' | 'down' | 'up' | 'clear' | 'type' | 'guard' | null;

/** A second Enter so soon after one that ticked was meant for the first. */
const GUARD_MS = 400;

/** What a key does while tags are being picked. Enter never removes while it repeats or right after it ticked. */
export function keyAction(facts: KeyFacts): KeyAction {
  const { key, isCommand, isOther, isRepeated, place, hasText, sinceTick } = facts;
  if (key === 'Enter') {
    if (isRepeated) return 'guard';
    if (isCommand) return 'remove';
    if (hasText) return 'tick';
    return sinceTick < GUARD_MS ? 'guard' : 'remove';
  }
  if (isCommand || isOther) return null;
  if (key === 'ArrowDown') return 'down';
  if (key === 'ArrowUp') return 'up';
  if (key === 'Escape') return hasText ? 'clear' : null;
  return place === 'row' && key.length === 1 && key !== ' ' ? 'type' : null;
}
