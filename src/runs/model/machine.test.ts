import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLive } from '../../shared/run-facts.ts';
import { advance, newRun, type RunEvent } from './machine.ts';
import { LEADS, TICKED } from '../testing/world.ts';
import type { Run } from './types.ts';

const ORG = {
  zgid: '1',
  domainName: 'o',
  name: 'O',
  dataCentre: 'us',
  environment: 'production',
  edition: null,
} as const;
const WHO = { connectionId: 'c', org: ORG, user: { id: '1', name: 'P' }, module: LEADS, source: TICKED } as const;

function run(kind: Run['kind'] = 'removal'): Run {
  return newRun({ ...WHO, id: 'run', kind, undoes: null, at: 1 });
}

const READ: RunEvent = { kind: 'read' };
const START: RunEvent = { kind: 'start', chosen: [0], at: 2 };
const WAIT: RunEvent = { kind: 'wait', why: 'rate-limit', until: 9, error: null, tries: null };
const WORK: RunEvent = { kind: 'work' };
const STOP: RunEvent = { kind: 'stop', reason: 'user', records: 'not-sent-stop', error: null };
const END: RunEvent = { kind: 'end', at: 5 };
const REOPEN: RunEvent = { kind: 'reopen', what: 'not-sent' };

const after = (events: readonly RunEvent[], from = run()) => events.reduce(advance, from);

test.each([
  ['a preview', [READ], 'planned'],
  ['a start', [READ, START], 'running'],
  ['a wait', [READ, START, WAIT], 'waiting'],
  ['the end of a wait', [READ, START, WAIT, WORK], 'running'],
  ['the end', [READ, START, END], 'done'],
  ['a stop that is asked for', [READ, START, STOP], 'running'],
  ['a stop', [READ, START, STOP, END], 'stopped'],
  ['going on', [READ, START, STOP, END, REOPEN], 'running'],
  ['a start before the preview', [START], 'reading'],
  ['an end before the start', [READ, END], 'planned'],
  ['a stop while reading', [STOP, END], 'stopped'],
  ['going on with what never began', [STOP, END, REOPEN], 'stopped'],
  ['going on with what is done', [READ, START, END, REOPEN], 'done'],
] as const)('%s', (_name, events, state) => {
  expect(after(events).state).toBe(state);
});

test('an undo runs as soon as its records are copied', () => {
  expect(after([READ], { ...run('undo'), startedAt: 1 }).state).toBe('running');
});

test('an undo that was stopped while it copied copies on; a preview never goes on', () => {
  const copying = (kind: Run['kind'], startedAt: number | null): Run => {
    const made = run(kind);
    return { ...made, startedAt, work: { ...made.work, copy: { from: 'other', next: 500 } } };
  };
  expect(after([STOP, END, REOPEN], copying('undo', 2)).state).toBe('reading');
  expect(after([STOP, END, REOPEN, READ], copying('undo', 2)).state).toBe('running');
  expect(after([STOP, END, REOPEN], copying('removal', null)).state).toBe('stopped');
});

test('an event that comes twice changes nothing more', () => {
  const events = fc.array(fc.constantFrom(READ, START, WAIT, WORK, STOP, END, REOPEN), { maxLength: 12 });
  const law = fc.property(events, (all) => {
    const once = all.reduce(advance, run());
    const twice = all.reduce((now, event) => advance(advance(now, event), event), run());
    expect(twice).toEqual(once);
    expect(once.why !== null).toBe(once.state === 'waiting' || (once.state === 'reading' && once.why !== null));
  });
  expect(() => fc.assert(law)).not.toThrow();
});

test('a run that was stopped stays one that can go on, even after a retry', () => {
  const stopped = { ...after([READ, START, STOP, END]), counts: { ...run().counts, 'not-sent': 3, failed: 1 } };
  const retried = after([{ kind: 'reopen', what: 'failed' }, END], stopped);
  expect(retried).toMatchObject({ state: 'stopped', stopReason: 'user' });
  expect(isLive(after([REOPEN], retried))).toBe(true);
});

test('looks after the end only where tags were taken off', () => {
  const counts = { ...run().counts, unknown: 1 };
  expect(after([END], { ...after([READ, START]), counts, changed: 1 }).work.checkAt).toBe(120_005);
  expect(after([END], { ...after([READ, START]), counts }).work.checkAt).toBeNull();
  expect(after([READ, START, END]).work.checkAt).toBeNull();
});
