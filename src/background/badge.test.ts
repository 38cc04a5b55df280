import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { runBadge } from './badge.ts';
import { END, runOf } from './testing/run.ts';

describe('what runs say on the toolbar button', () => {
  it('is nothing while there is nothing to say', () => {
    expect(runBadge([], END)).toBeNull();
    expect(runBadge([runOf({ state: 'planned', counts: { pending: 9 } })], END)).toBeNull();
  });

  it('shows progress over the records that carry the tags, rounded down and never 100 before the end', () => {
    const counts = { removed: 600, failed: 4, 'had-none': 136, pending: 500 };
    expect(runBadge([runOf({ state: 'running', counts })], END)).toMatchObject({
      text: '54%',
      title: 'Untag: 604 of 1,104 leads',
    });
    expect(runBadge([runOf({ state: 'running', counts: { removed: 9 } })], END)?.text).toBe('99%');
  });

  it('tells waits that end by themselves from those that need the user', () => {
    const waiting = { state: 'waiting', counts: { pending: 9 } } as const;
    const paused = runBadge([runOf({ ...waiting, why: 'rate-limit', until: END })], END);
    expect(paused?.text).toBe('II');
    expect(paused?.title).toMatch(/^Untag: paused, continues at \d/);
    expect(runBadge([runOf({ ...waiting, why: 'offline' })], END)).toHaveProperty(
      'title',
      'Untag: paused, continues automatically',
    );
    for (const why of ['sign-in', 'org'] as const) expect(runBadge([runOf({ ...waiting, why })], END)?.text).toBe('!');
  });

  it('shows a tick for ten seconds, in the words of a removal or of an undo', () => {
    const done = runOf({ counts: { removed: 9, 'had-none': 3 } });
    expect(runBadge([done], END + 9_000)).toMatchObject({ text: '✓', title: 'Untag: removed from 9 leads' });
    expect(runBadge([done], END + 11_000)).toBeNull();
    expect(runBadge([{ ...done, kind: 'undo' }], END)?.title).toBe('Untag: restored on 9 leads');
  });

  it('keeps failures and stops in sight until the run was seen', () => {
    const failed = runOf({ counts: { removed: 6, failed: 3 } });
    expect(runBadge([failed], END + 86_400_000)).toMatchObject({
      text: '3',
      title: 'Untag: 3 of 9 leads failed',
    });
    expect(runBadge([{ ...failed, isSeen: true }], END)).toBeNull();
    const stopped = runOf({ state: 'stopped', stopReason: 'no-progress', counts: { 'not-sent': 9 } });
    expect(runBadge([stopped], END)).toMatchObject({ text: '!', title: 'Untag: stopped, open Untag to continue' });
    expect(runBadge([{ ...stopped, stopReason: 'user' }], END)).toBeNull();
  });

  it('is of the run that needs the user most: one that waits, one at work, one that has ended', () => {
    const ended = runOf({ id: 'ended', createdAt: END, counts: { failed: 3 } });
    const running = runOf({ id: 'running', state: 'running', counts: { removed: 1, pending: 1 } });
    const waiting = runOf({ id: 'waiting', createdAt: 1, state: 'waiting', why: 'sign-in', counts: { pending: 1 } });
    expect(runBadge([ended, running, waiting], END)?.text).toBe('!');
    expect(runBadge([ended, running], END)?.text).toBe('50%');
    expect(runBadge([ended], END)?.text).toBe('3');
  });
});
