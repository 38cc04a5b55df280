import type { FailureGroup } from '../../../src/runs/queries/failures.ts';
import type { RecordReason } from '../../../src/runs/model/types.ts';
import type { Counts, RunSummary } from '../../../src/shared/run-summary.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import {
  BRIGHTSIDE,
  cleanupOf,
  COLD,
  NOW,
  previewOf,
  PRIME,
  runOf,
  stepOf,
  tickedPage,
  unfinishedOf,
  WHOLE_VIEW,
} from '../../../src/popup/testing/world.ts';

const HALF: Partial<Counts> = { removed: 600, 'had-none': 136, failed: 4, pending: 500 };
const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;

function running(name: string, facts: Partial<RunSummary>, act?: Scene['act']): Scene {
  const run = runOf({ source: WHOLE_VIEW, ...facts, counts: HALF });
  return { ...LIST, name, runs: [run], ...(act === undefined ? {} : { act }) };
}

function group(reason: RecordReason, names: readonly string[], records = names.length): FailureGroup {
  const first = names.map((name, n) =>
    unfinishedOf({ n, id: String(581200000001234001n + BigInt(n)), name, outcome: 'failed', reason }),
  );
  return {
    reason,
    zohoCode: null,
    zohoMessage: null,
    records,
    first,
    retried: reason === 'gone' ? 0 : records,
    continued: 0,
  };
}

function ended(name: string, facts: Parameters<typeof runOf>[0], more: Partial<Scene> = {}): Scene {
  return { ...LIST, name, runs: [runOf({ state: 'done', endedAt: NOW, ...facts })], ...more };
}

const show = (popup: Parameters<NonNullable<Scene['act']>>[0]): void => popup.showRun('run');

/** States of a run that works or waits, and of an ended one, in the order of the mock. */
export const RUNNING: readonly Scene[] = [
  running('25-running', { timeLeftMs: 5_000 }),
  running('25b-undo-running', { kind: 'undo', undoes: 'before', timeLeftMs: 5_000 }),
  { ...LIST, name: '25c-clean-up', cleanups: [cleanupOf({})], runs: [stepOf({})] },
  {
    ...LIST,
    name: '25d-clean-up-finding',
    cleanups: [
      cleanupOf({
        phase: 'finding',
        steps: cleanupOf({}).steps.map((step, n) => ({ ...step, all: n === 0 ? 1_104 : 0, done: 0 })),
      }),
    ],
    runs: [stepOf({ state: 'reading', startedAt: null, counts: { pending: 70 } })],
  },
  {
    ...LIST,
    name: '25e-clean-up-waits',
    cleanups: [cleanupOf({})],
    runs: [stepOf({ state: 'waiting', why: 'rate-limit', until: NOW + 42_000 })],
  },
  {
    ...LIST,
    name: '25f-clean-up-asks',
    cleanups: [cleanupOf({ phase: 'asking', step: null })],
    preview: previewOf(12, [
      [PRIME, 8],
      [COLD, 3],
    ]),
  },
  {
    ...LIST,
    name: '25g-clean-up-ended',
    cleanups: [cleanupOf({ phase: 'ended', step: null, endedAt: NOW })],
    preview: previewOf(12, [
      [PRIME, 8],
      [COLD, 3],
    ]),
  },
  {
    ...LIST,
    name: '25h-clean-up-merges',
    cleanups: [
      cleanupOf({
        kind: 'replace',
        newName: 'VIP',
        tags: ['vip', 'V.I.P.'],
        tagCount: 2,
        isMerge: true,
        work: 'put',
        steps: cleanupOf({}).steps.map((step, n) => ({ ...step, all: 2 * step.all, done: n === 0 ? step.all : 0 })),
      }),
    ],
    runs: [stepOf({ kind: 'put', counts: { removed: 60, 'had-none': 4, pending: 104 } })],
  },
  {
    ...LIST,
    name: '25i-clean-up-deletes',
    cleanups: [
      cleanupOf({
        kind: 'delete',
        work: 'delete',
        tags: ['Event 2017', 'Event 2018', 'Event 2019'],
        tagCount: 20,
        step: 0,
        steps: cleanupOf({})
          .steps.slice(0, 1)
          .map((step) => ({ ...step, runId: null, all: 20, done: 8 })),
      }),
    ],
  },
  {
    ...LIST,
    name: '25j-clean-up-rename-waits',
    cleanups: [
      cleanupOf({
        kind: 'rename',
        work: 'rename',
        newName: 'Lead, cold',
        tags: ['Cold-Lead'],
        step: 0,
        wait: { why: 'rate-limit', until: NOW + 42_000 },
        steps: cleanupOf({})
          .steps.slice(0, 1)
          .map((step) => ({ ...step, runId: null, all: 1, done: 0 })),
      }),
    ],
  },
  {
    ...LIST,
    name: '25k-clean-up-rename-waits-for-credits',
    cleanups: [
      cleanupOf({
        kind: 'rename',
        work: 'rename',
        newName: 'Lead, cold',
        tags: ['Cold-Lead'],
        step: 0,
        wait: { why: 'credits', until: NOW + 3_600_000 },
        steps: cleanupOf({})
          .steps.slice(0, 1)
          .map((step) => ({ ...step, runId: null, all: 1, done: 0 })),
      }),
    ],
  },
  running('26-rate-limit', { state: 'waiting', why: 'rate-limit', until: NOW + 42_000 }),
  running('27-offline', { state: 'waiting', why: 'offline' }),
  running('28-sign-in', { state: 'waiting', why: 'sign-in' }),
  running('29-credits', { state: 'waiting', why: 'credits', until: NOW + 3_600_000, creditsLeft: 480 }),
  running('29b-zoho', { state: 'waiting', why: 'zoho', until: NOW + 15_000, tries: { n: 2, of: 5 } }),
  running('29c-checking', { state: 'waiting', why: 'checking', until: NOW + 28_000, inFlight: 100 }),
  running('29d-other-org', { state: 'waiting', why: 'org' }),
  running('29f-other-user', { state: 'waiting', why: 'user' }),
  running('29g-store-holds-up', { error: { code: 'storage-broken', details: {} } }),
  {
    ...LIST,
    name: '29h-store-holds-reading-up',
    preview: null,
    reading: { error: { code: 'storage-broken', details: {} } },
  },
  running('30-stopping', { inFlight: 200 }, (popup) => popup.runs.stop('run')),
  running('30c-stopping-look', { state: 'waiting', why: 'checking', until: NOW + 28_000, isStopping: true }),
  ended(
    '31-stopped',
    {
      state: 'stopped',
      stopReason: 'user',
      source: WHOLE_VIEW,
      counts: { removed: 796, 'had-none': 136, failed: 8, 'not-sent': 300 },
    },
    { act: show, failures: [group('locked', ['Ada Byron', 'Bo Tran', 'נועה לוי'], 6), group('gone', ['Carla'], 2)] },
  ),
  ended(
    '31b-refused',
    {
      state: 'stopped',
      stopReason: 'error',
      error: { code: 'url-unknown', details: { zohoCode: 'INVALID_URL_PATTERN' } },
      counts: { 'had-none': 3, 'not-sent': 9 },
    },
    { act: show },
  ),
  ended(
    '31c-no-person',
    { state: 'stopped', stopReason: 'no-person', counts: { removed: 4, 'had-none': 3, 'not-sent': 5 } },
    { act: show },
  ),
  ended(
    '31d-no-credits',
    { state: 'stopped', stopReason: 'no-credits', counts: { removed: 4, 'had-none': 3, 'not-sent': 5 } },
    { act: show },
  ),
  ended(
    '31e-refused-together',
    { counts: { removed: 3, 'had-none': 3, failed: 6 } },
    { act: show, failures: [group('refused-together', ['Ada Byron', 'Bo Tran', 'Carla Mendes'], 6)] },
  ),
  ended('32-done', { counts: { removed: 9, 'had-none': 3 } }, { act: show }),
  ended(
    '32b-came-back',
    {
      counts: { removed: 9, 'had-none': 3 },
      cameBack: { records: 2, tag: 'Prime', by: [{ kind: 'workflow', name: 'Score over 80' }] },
    },
    { act: show },
  ),
  ended(
    '33-failures',
    { counts: { removed: 6, 'had-none': 3, failed: 3 } },
    {
      act: show,
      failures: [group('locked', ['Ada Byron']), group('not-approved', ['Bo Tran']), group('gone', ['נועה לוי'])],
    },
  ),
  ended(
    '33b-all-failed',
    { counts: { failed: 9, 'had-none': 3 } },
    { act: show, failures: [group('no-edit', ['Ada Byron', 'Bo Tran', 'Carla Mendes'], 9)] },
  ),
  ended(
    '34-unknown',
    {
      source: WHOLE_VIEW,
      counts: { removed: 1086, 'had-none': 138, partly: 2, failed: 4, 'not-sent': 8, unknown: 2 },
    },
    { act: show, failures: [group('locked', ['Ada Byron', 'Bo Tran', 'Carla Mendes'], 4)] },
  ),
  ended('34b-unknown-lost', { counts: { unknown: 3, 'had-none': 3 }, changed: 2 }, { act: show }),
  ended(
    '35-undone',
    { kind: 'undo', undoes: 'before', undoUntil: null, counts: { removed: 7, 'had-none': 1, failed: 1 } },
    { act: show, failures: [group('tag-limit', ['Carla Mendes'])] },
  ),
  ended(
    '35b-undo-confirm',
    { counts: { removed: 9, 'had-none': 3 } },
    {
      act: (popup) => {
        show(popup);
        popup.isUndoing.value = true;
      },
    },
  ),
  ended('35c-undo-undated', { counts: { removed: 9, 'had-none': 3 }, undoUntil: NOW - 1 }, { act: show }),
  ended('35d-undone-before', { counts: { removed: 9, 'had-none': 3 }, undoneBy: 'later' }, { act: show }),
  {
    ...LIST,
    name: '36-crash',
    runs: [runOf({ counts: HALF })],
    act: (popup) => {
      const [run] = popup.runs.all.peek();
      const broken = { ...run, module: undefined } as unknown as RunSummary;
      popup.runs.byId.value = new Map([['run', broken]]);
    },
  },
  {
    ...LIST,
    name: '37-other-org-running',
    runs: [runOf({ id: 'other', connectionId: 'elsewhere', orgName: 'Northgate', counts: HALF })],
    preview: null,
  },
  {
    ...LIST,
    name: '37b-other-org-ended',
    runs: [
      runOf({
        id: 'other',
        connectionId: 'elsewhere',
        orgName: 'Northgate',
        state: 'done',
        endedAt: NOW,
        counts: HALF,
      }),
    ],
    preview: null,
  },
];
