import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { cleanupNews, cleanupSoFar, isLong, newsOf } from './run-news.ts';
import { cleanupOf } from './testing/cleanup.ts';
import { END, runOf } from './testing/run.ts';

const labels = (run: Parameters<typeof newsOf>[0]) => newsOf(run)?.buttons.map(({ label }) => label);

describe('what a notification says', () => {
  it('names the tags and the org of a run that went well, and offers Undo', () => {
    const run = runOf({ counts: { removed: 1104, 'had-none': 136 } });
    expect(newsOf(run)).toMatchObject({
      title: 'Removed from 1,104 leads',
      message: 'Prime and Cold lead, Brightside Solar',
    });
    expect(labels(run)).toEqual(['Undo', 'Open report']);
  });

  it('keeps a name that runs the other way from turning the sentence around', () => {
    const tags = [{ id: '1', name: 'לקוח 12', colour: null }];
    const run = runOf({ orgName: 'Acme\u202Edloc', chosen: tags, chosenCount: 1, counts: { removed: 9 } });
    expect(newsOf(run)?.message).toBe('\u2068לקוח 12\u2069, Acme[U+202E]dloc');
  });

  it('says first how many failed', () => {
    const run = runOf({ counts: { removed: 1096, failed: 8 } });
    expect(newsOf(run)).toMatchObject({
      title: '8 of 1,104 leads failed',
      message: 'Removed from 1,096. Brightside Solar',
    });
    expect(labels(run)).toEqual(['Open report']);
  });

  it('does not call failed what was not sent or is unclear', () => {
    const run = runOf({ counts: { removed: 7, unknown: 1, 'not-sent': 1 } });
    expect(newsOf(run)?.title).toBe('Removed from 7 of 9 leads');
  });

  it('offers Undo also where all that lost a tag is unknown, and nowhere else', () => {
    expect(labels(runOf({ counts: { unknown: 3 }, changed: 2 }))).toEqual(['Undo', 'Open report']);
    expect(labels(runOf({ counts: { unknown: 3 } }))).toEqual(['Open report']);
  });

  it('counts tags when they are many', () => {
    expect(newsOf(runOf({ chosenCount: 4, counts: { removed: 9 } }))?.message).toBe('4 tags, Brightside Solar');
  });

  it('words an undo as one, and offers no undo of it', () => {
    const run = runOf({ kind: 'undo', counts: { removed: 9 } });
    expect(newsOf(run)?.title).toBe('Restored on 9 leads');
    expect(labels(run)).toEqual(['Open report']);
    expect(newsOf(runOf({ kind: 'undo', counts: { removed: 7, failed: 2 } }))?.title).toBe(
      '2 of 9 leads could not be restored',
    );
  });

  it('tells of waits that need a person, and of no others', () => {
    const counts = { removed: 604, pending: 500 };
    const waiting = { state: 'waiting', counts, endedAt: null } as const;
    expect(newsOf(runOf({ ...waiting, why: 'sign-in' }))).toMatchObject({
      title: 'Untag is paused: sign in to Zoho',
      message: '604 of 1,104 leads are done.',
      buttons: [{ label: 'Sign in', action: 'sign-in' }],
    });
    expect(newsOf(runOf({ ...waiting, why: 'credits', until: END }))?.message).toMatch(/^Tries again at \d/);
    expect(newsOf(runOf({ ...waiting, why: 'org' }))?.title).toBe('Untag is paused and waits for you');
    for (const why of ['rate-limit', 'offline', 'zoho', 'checking'] as const)
      expect(newsOf(runOf({ ...waiting, why }))).toBeNull();
  });

  it('tells of a stop that the user did not ask for', () => {
    const stopped = { state: 'stopped', counts: { removed: 4, 'not-sent': 5 } } as const;
    expect(newsOf(runOf({ ...stopped, stopReason: 'no-progress' }))?.title).toBe(
      'Untag has stopped: 5 of 9 leads to do',
    );
    expect(newsOf(runOf({ ...stopped, stopReason: 'user' }))).toBeNull();
  });

  it('takes a run for long after ten seconds', () => {
    expect(isLong(runOf({ startedAt: END - 10_000 }), END)).toBe(false);
    expect(isLong(runOf({ startedAt: END - 10_001 }), END)).toBe(true);
    expect(isLong(runOf({ startedAt: END - 60_000, endedAt: null }), END)).toBe(true);
  });
});

describe('what a notification says of a clean-up', () => {
  const [step] = cleanupOf({}).steps;
  const steps = step === undefined ? [] : [step];
  const replace = { kind: 'replace', newName: 'VIP', tags: ['vip'], steps, undoable: 5 } as const;

  it('of a replace counts a record that had the tag already as done', () => {
    const done = cleanupOf({ ...replace, tags: ['vip'], counts: { removed: 30, 'had-none': 5 } });
    expect(cleanupNews(done)).toMatchObject({
      title: 'Replaced “vip” with “VIP” on 35 leads',
      message: 'vip, Brightside Solar',
    });
    const failed = cleanupOf({ ...replace, tags: ['vip'], counts: { removed: 30, 'had-none': 5, failed: 3 } });
    expect(cleanupNews(failed)).toMatchObject({
      title: '3 of 38 leads failed',
      message: 'Done on 35. Brightside Solar',
    });
    const half = cleanupOf({ ...replace, tags: ['vip'], counts: { removed: 30, partly: 3 } });
    expect(cleanupNews(half)?.title).toBe('Tags replaced on 30 of 33 leads');
  });

  it('of a merge names the tag that stays', () => {
    const done = cleanupOf({ ...replace, tags: ['vip'], isMerge: true, counts: { removed: 30 } });
    expect(cleanupNews(done)?.title).toBe('Merged into “VIP” on 30 leads');
    const half = cleanupOf({ ...replace, tags: ['vip'], isMerge: true, counts: { removed: 30, partly: 3 } });
    expect(cleanupNews(half)?.title).toBe('Tags merged on 30 of 33 leads');
  });

  it('of a delete and a rename tells tags, and offers Undo', () => {
    const deleted = cleanupOf({
      kind: 'delete',
      tags: ['Event'],
      tagCount: 20,
      tagsChanged: 19,
      tagsKept: 1,
      undoable: 19,
    });
    expect(cleanupNews(deleted)).toMatchObject({
      title: 'Deleted 19 of 20 tags',
      message: '20 tags, Brightside Solar',
    });
    expect(cleanupNews(deleted)?.buttons.map(({ label }) => label)).toEqual(['Undo', 'Open report']);
    // The same name in two modules is two tags.
    expect(cleanupNews({ ...deleted, tagsChanged: 25 })?.message).toBe('26 tags, Brightside Solar');
    const renamed = cleanupOf({ kind: 'rename', newName: 'Lead, cold', tags: ['Cold'], tagsChanged: 2 });
    expect(cleanupNews(renamed)?.title).toBe('“Cold” is now “Lead, cold”');
    const back = cleanupOf({ kind: 'rename', newName: 'Lead, cold', tags: ['Cold'], tagsChanged: 2, isUndo: true });
    expect(cleanupNews(back)?.title).toBe('“Lead, cold” is “Cold” again');
    expect(cleanupNews(cleanupOf({ kind: 'delete', isCut: true, isStopped: true }))?.title).toBe(
      'Untag has stopped a clean-up before its end',
    );
  });

  it('of an undo without records to restore tells the tags, or that none was restored', () => {
    const undo = { isUndo: true, steps } as const;
    expect(cleanupNews(cleanupOf({ ...undo, tagsChanged: 1 }))?.title).toBe('“Trade show 2025”: created again');
    expect(cleanupNews(cleanupOf({ ...undo, counts: { 'had-none': 4 } }))?.title).toBe('Restored on 0 of 4 leads');
  });

  it('counts nothing that is left where there is nothing to count', () => {
    const unread = cleanupOf({ isCut: true, counts: { removed: 340 } });
    expect(cleanupNews(unread)?.title).toBe('Untag has stopped a clean-up before its end');
    const cut = cleanupOf({ isCut: true, isStopped: true, steps, counts: { removed: 4, 'not-sent': 5 } });
    expect(cleanupNews(cut)?.title).toBe('Untag has stopped: 5 of 9 leads to do');
  });

  it('tells progress in records only where each is counted once', () => {
    const at = { done: 40, all: 160 };
    expect(cleanupSoFar(cleanupOf({ phase: 'removing' }), at)).toBe('40 of 160 records are done.');
    expect(cleanupSoFar(cleanupOf({ ...replace, tags: ['vip'], phase: 'removing' }), at)).toBe('25% is done.');
  });
});
