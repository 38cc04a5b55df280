import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../shared/run-summary.ts';
import type { Run } from '../runs/model/types.ts';
import { dayAndTime, span } from './run-times.ts';
import { summaryOfRun } from '../ui/run-view.ts';
import { runOf, type TestRecord } from './testing/stored-run.ts';
import { title } from './title.ts';

function times(n: number, outcome: Outcome): TestRecord[] {
  return Array.from({ length: n }, () => ({ outcome, lost: outcome === 'removed' ? [0] : [] }));
}

function titleOf(records: readonly TestRecord[], more: Partial<Run> = {}): string {
  return title(summaryOfRun(runOf('r', records, more), null, 30));
}

describe('title', () => {
  it('says how many of those that carried a tag lost it', () => {
    expect(titleOf(times(9, 'removed'))).toBe('Removed 2 tags from 9 leads');
    expect(titleOf([...times(9, 'removed'), ...times(3, 'had-none')])).toBe('Removed 2 tags from 9 leads');
    expect(titleOf([...times(9, 'removed'), ...times(2, 'failed')])).toBe('Removed 2 tags from 9 of 11 leads');
    expect(titleOf(times(1, 'removed'), { chosen: [0] })).toBe('Removed 1 tag from 1 lead');
    expect(titleOf(times(2, 'had-none'))).toBe('Nothing to remove');
  });

  it('has words of its own for an undo and for a run that goes on', () => {
    expect(titleOf([...times(5, 'removed'), ...times(1, 'had-none')], { kind: 'undo' })).toBe(
      'Restored 2 tags on 5 of 6 leads',
    );
    expect(titleOf(times(5, 'pending'), { state: 'running' })).toBe('Removing 2 tags from 5 leads');
    expect(titleOf(times(5, 'pending'), { state: 'waiting', why: 'sign-in' })).toBe('Paused: sign in to Zoho');
  });
});

describe('summaryOfRun', () => {
  const run = runOf('r', times(3, 'removed'));

  it('follows the mirror only where that is newer', () => {
    const mirror = { ...summaryOfRun(run, null, 30), state: 'running' as const };
    expect(summaryOfRun(run, { ...mirror, revision: 6 }, 30).state).toBe('running');
    expect(summaryOfRun(run, { ...mirror, revision: 4 }, 30).state).toBe('done');
  });

  it('can be undone for the kept days, and an undo not at all', () => {
    expect(summaryOfRun(run, null, 30).undoUntil).toBe((run.endedAt ?? 0) + 30 * 86_400_000);
    expect(summaryOfRun({ ...run, kind: 'undo' }, null, 30).undoUntil).toBeNull();
    expect(summaryOfRun(runOf('r', times(3, 'unknown')), null, 30).undoUntil).toBeNull();
    const unknown = runOf('r', [{ outcome: 'unknown', lost: [0] }]);
    expect(summaryOfRun(unknown, null, 30)).toMatchObject({
      changed: 1,
      undoUntil: (unknown.endedAt ?? 0) + 30 * 86_400_000,
    });
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 23, 22, 0).getTime();
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();

  it('says near days in words', () => {
    expect(dayAndTime(at(23, 14), now)).toBe('Today 14:05');
    expect(dayAndTime(at(22, 14), now)).toBe('Yesterday 14:05');
    expect(dayAndTime(at(12, 11), now)).toBe('12 November 11:05');
  });

  it('names the day of the end only where it is another', () => {
    expect(span(at(23, 14), at(23, 15), now)).toBe('Today 14:05 to 15:05');
    expect(span(at(22, 23), at(23, 1), now)).toBe('Yesterday 23:05 to today 01:05');
    expect(span(at(23, 14), null, now)).toBe('Since today 14:05');
  });
});
