/** The focus while a key is pressed. */
export type KeyPlace = 'filter' | 'row';

export interface KeyFacts {
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly isCommand: boolean;
  /** Alt, or a key of an input method. It types no letter and ends no search. */
  readonly isOther: boolean;
  readonly isRepeated: boolean;
  readonly place: KeyPlace;
  readonly hasText: boolean;
}

/**
 * `choose`: the highlighted tag. `toggle`: the tag of the row. `type`: the letter goes to the filter. `guard`: the key
 * has no effect. Null: the browser's default.
 */
export type KeyAction = 'remove' | 'choose' | 'toggle' | 'down' | 'up' | 'clear' | 'type' | 'guard' | null;

/**
 * The effect of a key while tags are chosen. Enter only chooses, so that an Enter meant for the search never removes.
 * Without text in the filter no tag is highlighted, and Enter has no effect there.
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
