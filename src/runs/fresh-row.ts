import type { RecordRow } from './types.ts';

/** A record of which nothing is known but what is given. */
export function freshRow(given: Pick<RecordRow, 'id' | 'name' | 'before' | 'readAt'>): Omit<RecordRow, 'run' | 'n'> {
  return {
    ...given,
    lost: [],
    left: [],
    refused: [],
    outcome: 'pending',
    reason: null,
    zohoCode: null,
    zohoMessage: null,
    doubt: null,
    tries: 0,
  };
}
