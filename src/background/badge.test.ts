import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { Basket } from '../shared/stored-items.ts';
import { badgeFor } from './badge.ts';
import { END, runOf } from './testing/run.ts';

const { module } = runOf({});

function basketOf(count: number): Basket {
  const ids = Array.from({ length: count }, (_, n) => String(581200000001234000n + BigInt(n)));
  return { connectionId: 'c', module, ids, pages: [], keptAt: END };
}

describe('the toolbar button', () => {
  it('says nothing while there is nothing to say', () => {
    expect(badgeFor([], null, END)).toMatchObject({ text: '', title: 'Untag: remove tags' });
    expect(badgeFor([], basketOf(0), END)).toMatchObject({ text: '' });
  });

  it('counts the basket, in four characters at most', () => {
    expect(badgeFor([], basketOf(37), END)).toMatchObject({ text: '37', title: 'Untag: 37 leads in your basket' });
    expect(badgeFor([], basketOf(10_000), END)).toMatchObject({
      text: '9k+',
      title: 'Untag: 10,000 leads in your basket',
    });
  });

  it('shows progress over the records that carry the tags, rounded down and never 100 before the end', () => {
    const counts = { removed: 600, failed: 4, 'had-none': 136, pending: 500 };
    expect(badgeFor([runOf({ state: 'running', counts })], basketOf(3), END)).toMatchObject({
      text: '54%',
      title: 'Untag: 604 of 1,104 leads',
    });
    expect(badgeFor([runOf({ state: 'running', counts: { removed: 9 } })], null, END).text).toBe('99%');
  });

  it('tells waits that end by themselves from those that need the user', () => {
    const waiting = { state: 'waiting', counts: { pending: 9 } } as const;
    const paused = badgeFor([runOf({ ...waiting, why: 'rate-limit', until: END })], null, END);
    expect(paused.text).toBe('II');
    expect(paused.title).toMatch(/^Untag: paused, goes on at \d/);
    expect(badgeFor([runOf({ ...waiting, why: 'offline' })], null, END).title).toBe('Untag: paused, goes on by itself');
    for (const why of ['sign-in', 'org'] as const)
      expect(badgeFor([runOf({ ...waiting, why })], null, END).text).toBe('!');
  });

  it('shows a tick for ten seconds, in the words of a removal or of an undo', () => {
    const done = runOf({ counts: { removed: 9, 'had-none': 3 } });
    expect(badgeFor([done], null, END + 9_000)).toMatchObject({ text: '✓', title: 'Untag: removed from 9 leads' });
    expect(badgeFor([done], null, END + 11_000).text).toBe('');
    expect(badgeFor([{ ...done, kind: 'undo' }], null, END).title).toBe('Untag: put back on 9 leads');
  });

  it('keeps failures and stops in sight until the run was seen', () => {
    const failed = runOf({ counts: { removed: 6, failed: 3 } });
    expect(badgeFor([failed], null, END + 86_400_000)).toMatchObject({
      text: '3',
      title: 'Untag: 3 of 9 leads failed',
    });
    expect(badgeFor([{ ...failed, isSeen: true }], null, END).text).toBe('');
    const stopped = runOf({ state: 'stopped', stopReason: 'no-progress', counts: { 'not-sent': 9 } });
    expect(badgeFor([stopped], null, END)).toMatchObject({ text: '!', title: 'Untag: stopped, open Untag to go on' });
    expect(badgeFor([{ ...stopped, stopReason: 'user' }], null, END).text).toBe('');
  });
});
