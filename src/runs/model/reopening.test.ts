import { describe, expect, it } from 'vitest';
import { freshRow } from './outcome.ts';
import { isReopened, type Reopening } from './reopening.ts';
import type { RecordRow } from './types.ts';

const row = (facts: Partial<RecordRow>): RecordRow => ({
  ...freshRow({ id: '1', name: '', before: [0], readAt: 5 }),
  run: 'run',
  n: 0,
  ...facts,
});

describe('what is taken up again', () => {
  it.each<[string, Partial<RecordRow>, readonly Reopening[]]>([
    ['one that was removed', { outcome: 'removed' }, []],
    ['one that had none', { outcome: 'had-none' }, []],
    ['one that was not sent', { outcome: 'not-sent', reason: 'not-sent-stop' }, ['not-sent']],
    ['an unclear one', { outcome: 'unknown', reason: 'unknown' }, ['unknown']],
    ['a locked one', { outcome: 'failed', reason: 'locked' }, ['failed']],
    ['one that is gone', { outcome: 'failed', reason: 'gone' }, []],
    ['one that is partly done and locked', { outcome: 'partly', reason: 'locked' }, ['failed']],
    // Stopped half-way. Both ways finish it, so that it is not forgotten when nothing else is left to send.
    ['one that was stopped half way', { outcome: 'partly', reason: 'not-sent-stop' }, ['not-sent', 'failed']],
    [
      'a refused one that nobody has read since',
      { outcome: 'failed', reason: 'locked', readAt: 0 },
      ['not-sent', 'failed'],
    ],
  ])('%s', (_what, facts, taken) => {
    const all: readonly Reopening[] = ['not-sent', 'failed', 'unknown'];
    expect(all.filter((what) => isReopened(row(facts), what))).toEqual(taken);
  });
});
