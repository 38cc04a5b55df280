import { expect, test } from 'vitest';
import { type Counts, type Holders, NO_COUNTS } from '../../shared/run-summary.ts';
import type { Cleanup, Task } from '../model/types.ts';
import {
  canContinue,
  countsOf,
  phaseOf,
  progressOf,
  type StepRun,
  type StepRuns,
  stepNow,
  undoOffer,
} from './facts.ts';

const DAY_MS = 86_400_000;

function run(counts: Partial<Counts>, change: Partial<StepRun> = {}): StepRun {
  const all = { ...NO_COUNTS, ...counts };
  const total = Object.values(all).reduce((sum, n) => sum + n, 0);
  return {
    kind: 'removal',
    state: 'done',
    total,
    counts: all,
    changed: all.removed + all.partly,
    startedAt: 1,
    endedAt: 1_000,
    ...change,
  };
}

const REMOVAL = { isUndo: false, kind: 'retire' } as const;
const UNDO = { isUndo: true, kind: 'retire' } as const;
const HOLDERS: Holders = { tags: [{ id: '1', name: 'vip', colour: null }], way: 'scan', counted: [null] };

function step(runs: Partial<StepRuns>): StepRuns {
  return {
    holders: HOLDERS,
    run: null,
    undo: null,
    put: null,
    takeBack: null,
    joined: null,
    joinedUndo: null,
    ...runs,
  };
}

const LEADS = step({ run: run({ removed: 400, failed: 9, 'had-none': 3 }) });
const CONTACTS = step({ run: run({ pending: 60, removed: 36 }, { state: 'running', endedAt: null }) });
const NOT_BEGUN = step({});

test('progress counts the records of all modules that have a tag, and those whose outcome is known', () => {
  expect(progressOf(REMOVAL, [LEADS, CONTACTS, NOT_BEGUN])).toEqual({ done: 445, all: 505 });
});

test('progress of an undo counts what was removed, also before its records are copied', () => {
  const undone = run({ removed: 100, pending: 50 }, { kind: 'undo', state: 'running', total: 150 });
  expect(progressOf(UNDO, [{ ...LEADS, undo: undone }, CONTACTS])).toEqual({ done: 100, all: 436 });
});

test('the result adds up over the modules', () => {
  const counts = countsOf(REMOVAL, [LEADS, CONTACTS, NOT_BEGUN]);
  expect(counts).toEqual({ ...NO_COUNTS, removed: 436, failed: 9, 'had-none': 3, pending: 60 });
  expect(countsOf(UNDO, [LEADS])).toEqual({ ...NO_COUNTS, pending: 400 });
});

test('an undo is offered until the first of its modules is over, and only once', () => {
  const later = step({ run: run({ removed: 7 }, { endedAt: 9_000 }) });
  const nothing = step({ run: run({ failed: 7 }) });
  const ended = { state: 'ended', isUndo: false, kind: 'retire', endedAt: 2_000 } as const;
  expect(undoOffer(ended, [later, LEADS, nothing], 30)).toEqual({
    records: 407,
    modules: 2,
    remade: [],
    renamed: 0,
    until: 1_000 + 30 * DAY_MS,
  });
  expect(undoOffer(ended, [nothing, NOT_BEGUN], 30)).toBeNull();
  expect(undoOffer({ ...ended, isUndo: true }, [LEADS], 30)).toBeNull();
  expect(undoOffer({ ...ended, state: 'working' }, [LEADS], 30)).toBeNull();
});

const REMOVE: Task = { do: 'remove', step: 1 };
test.each([
  [{ state: 'working', tasks: [{ do: 'find', step: 2, isBegun: true }, REMOVE], isUndo: false }, 'finding', 2],
  [{ state: 'working', tasks: [{ do: 'ask' }, REMOVE], isUndo: false }, 'finding', null],
  [{ state: 'asking', tasks: [{ do: 'ask' }, REMOVE], isUndo: false }, 'asking', null],
  [{ state: 'working', tasks: [REMOVE], isUndo: false }, 'removing', 1],
  [{ state: 'working', tasks: [{ do: 'retry', step: 0, isBegun: true }], isUndo: false }, 'removing', 0],
  [{ state: 'working', tasks: [{ do: 'undo', step: 3 }], isUndo: true }, 'undoing', 3],
  [{ state: 'ended', tasks: [], isUndo: true }, 'ended', null],
] as const)('%j is %s', (cleanup: Pick<Cleanup, 'state' | 'tasks' | 'isUndo'>, phase, step) => {
  expect(phaseOf(cleanup)).toBe(phase);
  expect(stepNow(cleanup)).toBe(step);
});

test('it can continue only where something is left', () => {
  expect(canContinue({ state: 'ended', left: [REMOVE] })).toBe(true);
  expect(canContinue({ state: 'ended', left: [] })).toBe(false);
  expect(canContinue({ state: 'working', left: [REMOVE] })).toBe(false);
});
