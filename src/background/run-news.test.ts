import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { isLong, newsOf } from './run-news.ts';
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
