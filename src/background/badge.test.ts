import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { workBadge } from './badge.ts';
import { cleanupOf } from './testing/cleanup.ts';
import { END, runOf } from './testing/run.ts';

describe('what runs say on the toolbar button', () => {
  it('is nothing while there is nothing to say', () => {
    expect(workBadge([], [], END)).toBeNull();
    expect(workBadge([runOf({ state: 'planned', counts: { pending: 9 } })], [], END)).toBeNull();
  });

  it('shows progress over the records that carry the tags, rounded down and never 100 before the end', () => {
    const counts = { removed: 600, failed: 4, 'had-none': 136, pending: 500 };
    expect(workBadge([runOf({ state: 'running', counts })], [], END)).toMatchObject({
      text: '54%',
      title: 'Untag: 604 of 1,104 leads',
    });
    expect(workBadge([runOf({ state: 'running', counts: { removed: 9 } })], [], END)?.text).toBe('99%');
  });

  it('tells waits that end by themselves from those that need the user', () => {
    const waiting = { state: 'waiting', counts: { pending: 9 } } as const;
    const paused = workBadge([runOf({ ...waiting, why: 'rate-limit', until: END })], [], END);
    expect(paused?.text).toBe('II');
    expect(paused?.title).toMatch(/^Untag: paused, continues at \d/);
    expect(workBadge([runOf({ ...waiting, why: 'offline' })], [], END)).toHaveProperty(
      'title',
      'Untag: paused, continues automatically',
    );
    for (const why of ['sign-in', 'org'] as const)
      expect(workBadge([runOf({ ...waiting, why })], [], END)?.text).toBe('!');
  });

  it('shows a tick for ten seconds, in the words of a removal or of an undo', () => {
    const done = runOf({ counts: { removed: 9, 'had-none': 3 } });
    expect(workBadge([done], [], END + 9_000)).toMatchObject({ text: '✓', title: 'Untag: removed from 9 leads' });
    expect(workBadge([done], [], END + 11_000)).toBeNull();
    expect(workBadge([{ ...done, kind: 'undo' }], [], END)?.title).toBe('Untag: restored on 9 leads');
  });

  it('keeps failures and stops in sight until the run was seen', () => {
    const failed = runOf({ counts: { removed: 6, failed: 3 } });
    expect(workBadge([failed], [], END + 86_400_000)).toMatchObject({
      text: '3',
      title: 'Untag: 3 of 9 leads failed',
    });
    expect(workBadge([{ ...failed, isSeen: true }], [], END)).toBeNull();
    const stopped = runOf({ state: 'stopped', stopReason: 'no-progress', counts: { 'not-sent': 9 } });
    expect(workBadge([stopped], [], END)).toMatchObject({ text: '!', title: 'Untag: stopped, open Untag to continue' });
    expect(workBadge([{ ...stopped, stopReason: 'user' }], [], END)).toBeNull();
  });

  it('is of the run that needs the user most: one that waits, one at work, one that has ended', () => {
    const ended = runOf({ id: 'ended', createdAt: END, counts: { failed: 3 } });
    const running = runOf({ id: 'running', state: 'running', counts: { removed: 1, pending: 1 } });
    const waiting = runOf({ id: 'waiting', createdAt: 1, state: 'waiting', why: 'sign-in', counts: { pending: 1 } });
    expect(workBadge([ended, running, waiting], [], END)?.text).toBe('!');
    expect(workBadge([ended, running], [], END)?.text).toBe('50%');
    expect(workBadge([ended], [], END)?.text).toBe('3');
  });
});

describe('what a clean-up of tags says on the toolbar button', () => {
  const live = { phase: 'removing', work: 'delete', step: 0, endedAt: null } as const;
  const steps = cleanupOf({})
    .steps.slice(0, 1)
    .map((step) => ({ ...step, runId: null, all: 20, done: 5 }));

  it('is its part, and why it waits', () => {
    const deleting = cleanupOf({ kind: 'delete', ...live, steps });
    expect(workBadge([], [deleting], END)).toMatchObject({ text: '25%', title: 'Untag: clean-up, 25% done' });
    const held = { ...deleting, wait: { why: 'sign-in', until: null } as const };
    expect(workBadge([], [held], END)).toMatchObject({ text: '!', title: 'Untag: sign in to Zoho to continue' });
  });

  it('is its end in its own words, and how many tags stay', () => {
    const over = { kind: 'rename', newName: 'VIP', tags: ['vip'], tagsChanged: 1, undoable: 1 } as const;
    const renamed = cleanupOf({ ...over, tags: ['vip'], steps });
    expect(workBadge([], [renamed], END)).toMatchObject({ text: '✓', title: 'Untag: “vip” is now “VIP”' });
    const kept = cleanupOf({ kind: 'delete', tagsChanged: 18, tagsKept: 2, steps });
    expect(workBadge([], [kept], END)).toMatchObject({ text: '2', title: 'Untag: 2 tags stay as they were' });
  });

  it('is how many deleted tags its undo has made again, where it could not make all', () => {
    for (const kind of ['delete', 'retire'] as const) {
      const part = cleanupOf({ kind, isUndo: true, tagsChanged: 18, tagsKept: 2, steps });
      expect(workBadge([], [part], END)).toMatchObject({ text: '2', title: 'Untag: Created 18 of 20 tags again' });
    }
  });
});

describe('what a clean-up says on the toolbar button', () => {
  const steps = cleanupOf({}).steps.map((step) => ({ ...step, done: 0 }));
  const atWork = (step: number | null, done: readonly number[]) =>
    cleanupOf({
      phase: 'removing',
      endedAt: null,
      step,
      steps: steps.map((one, n) => ({ ...one, done: done[n] ?? 0 })),
    });
  const runOfStep = (n: number, facts: Parameters<typeof runOf>[0]) =>
    runOf({ id: `clean-${n}`, cleanupId: 'clean', ...facts });

  it('is progress over all modules, and none of its runs speaks for itself', () => {
    const first = runOfStep(0, { state: 'running', counts: { removed: 40, pending: 60 } });
    const second = runOfStep(1, { state: 'planned', counts: { pending: 60 } });
    expect(workBadge([first, second], [atWork(0, [])], END)).toMatchObject({
      text: '25%',
      title: 'Untag: 40 of 160 records',
    });
    const done = runOfStep(0, { counts: { removed: 96, failed: 4 } });
    expect(workBadge([done, second], [atWork(null, [100])], END)?.text).toBe('62%');
    const running = runOfStep(1, { state: 'running', counts: { removed: 30, pending: 30 } });
    expect(workBadge([done, running], [atWork(1, [100])], END)?.text).toBe('81%');
    expect(workBadge([done], [], END)).toBeNull();
  });

  it('tells finding from removing, and its question from a wait', () => {
    const found = runOfStep(1, { state: 'reading', counts: { pending: 12 } });
    const finding = {
      ...atWork(1, []),
      phase: 'finding' as const,
      steps: [
        { ...steps[0]!, all: 100 },
        { ...steps[1]!, all: 0 },
      ],
    };
    expect(workBadge([found], [finding], END)).toMatchObject({ text: '…', title: 'Untag: 112 records found so far' });
    expect(workBadge([], [{ ...finding, phase: 'asking', step: null }], END)).toMatchObject({
      text: '!',
      title: 'Untag: the clean-up waits for your answer',
    });
    const waiting = runOfStep(0, { state: 'waiting', why: 'sign-in', counts: { pending: 100 } });
    expect(workBadge([waiting], [atWork(0, [])], END)?.title).toBe('Untag: sign in to Zoho to continue');
  });

  it('is how it ended, once, in the numbers of all modules', () => {
    expect(workBadge([], [cleanupOf({ counts: { removed: 160 } })], END + 9_000)).toMatchObject({
      text: '✓',
      title: 'Untag: removed from 160 records',
    });
    expect(workBadge([], [cleanupOf({ counts: { removed: 160 } })], END + 11_000)).toBeNull();
    expect(workBadge([], [cleanupOf({ counts: { removed: 148, failed: 12 } })], END + 86_400_000)).toMatchObject({
      text: '12',
      title: 'Untag: 12 of 160 records failed',
    });
    expect(workBadge([], [cleanupOf({ isStopped: true, isCut: true, counts: { 'not-sent': 9 } })], END)?.text).toBe(
      '!',
    );
    expect(workBadge([], [cleanupOf({ isStopped: true, counts: { 'not-sent': 9 } })], END)).toBeNull();
  });
});
