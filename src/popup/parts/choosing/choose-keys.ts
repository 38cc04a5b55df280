/** Where the focus is while a key is pressed. */
export type KeyPlace = 'filter' | 'row';

export interface KeyFacts {
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly isCommand: boolean;
  /** Alt, or a key that belongs to an input method: it makes no letter, and ends no search. */
  readonly isOther: boolean;
  readonly isRepeated: boolean;
  readonly place: KeyPlace;
  readonly hasText: boolean;
}

/**
 * `choose`: the highlighted tag. `toggle`: the tag of the row. `type`: the letter belongs into the filter. `guard`: the key is
 * swallowed. Null: the browser does what it does.
 */
export type KeyAction = 'remove' | 'choose' | 'toggle' | 'down' | 'up' | 'clear' | 'type' | 'guard' | null;

/**
 * What a key does while tags are being chosen. Enter only chooses: one that was meant for a search must never remove. Without
 * text no tag is highlighted in the filter, so that it does nothing there.
 */
export function keyAction(facts: KeyFacts): KeyAction {
  const { key, isCommand, isOther, isRepeated, place, hasText } = facts;
  if (key === 'Enter' && !isOther) {
    if (isRepeated) return 'guard';
    if (isCommand) return 'remove';
    if (place === 'row') return 'toggle';
    return hasText ? 'choose' : 'guard';
  }
  if (isCommand || isOther) return null;
  if (key === 'ArrowDown') return 'down';
  if (key === 'ArrowUp') return 'up';
  if (key === 'Escape') return hasText ? 'clear' : null;
  return place === 'row' && key.length === 1 && key !== ' ' ? 'type' : null;
}
