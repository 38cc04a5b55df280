import type { FailureGroup } from '../../../src/runs/queries/failures.ts';
import type { RecordReason } from '../../../src/runs/model/types.ts';
import type { ErrorData } from '../../../src/shared/errors.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import {
  BRIGHTSIDE,
  COLD,
  NOW,
  pageOf,
  PRIME,
  unfinishedOf,
  runOf,
  SANDBOX,
  tag,
  tickedPage,
  WHOLE_VIEW,
} from '../../../src/popup/testing/world.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const HALF = { removed: 600, 'had-none': 136, failed: 4, pending: 500 } as const;
const REASONS: readonly RecordReason[] = ['not-reviewed', 'blueprint', 'tag-in-use', 'other-module', 'no-answer'];

function live(name: string, facts: Partial<RunSummary>, counts: Parameters<typeof runOf>[0]['counts'] = HALF): Scene {
  return { ...LIST, name, runs: [runOf({ source: WHOLE_VIEW, ...facts, counts })] };
}

function ended(name: string, facts: Parameters<typeof runOf>[0], more: Partial<Scene> = {}): Scene {
  return {
    ...LIST,
    name,
    runs: [runOf({ state: 'done', endedAt: NOW, ...facts })],
    act: (popup) => popup.showRun('run'),
    ...more,
  };
}

function group(reason: RecordReason, names: readonly string[], said: Partial<FailureGroup> = {}): FailureGroup {
  const facts = { reason, zohoMessage: said.zohoMessage ?? null, zohoCode: said.zohoCode ?? null };
  const first = names.map((name, n) =>
    unfinishedOf({ ...facts, outcome: 'failed', n, id: String(581200000001234001n + BigInt(n)), name }),
  );
  const { length } = names;
  return { reason, zohoCode: null, zohoMessage: null, records: length, first, retried: length, continued: 0, ...said };
}

/** Records that lost one of the tags and kept the other. */
function half(reason: RecordReason, names: readonly string[]): FailureGroup {
  const whole = group(reason, names);
  return { ...whole, first: whole.first.map((row) => ({ ...row, outcome: 'partly', stillThere: ['Cold lead'] })) };
}

const STOPPED = { state: 'stopped', counts: { removed: 6, 'had-none': 3, 'not-sent': 3 } } as const;
const LAST = { kind: 'undo', undoes: 'before', undoUntil: null } as const;
const PROFILE: ErrorData = { code: 'no-permission', details: { permissions: ['Crm_Implied_Edit_Leads'] } };

/** Further states of a live run and of an ended one, in addition to the mock's states. */
export const ENDED: readonly Scene[] = [
  live('25c-begun', { timeLeftMs: null }, { removed: 0, 'had-none': 136, pending: 1104 }),
  live('25d-undo-read', { ...LAST, state: 'reading', startedAt: null }, { pending: 604 }),
  live('26b-limit-over', { state: 'waiting', why: 'rate-limit', until: NOW - 1_000 }),
  {
    ...live('28b-sign-in-failed', { state: 'waiting', why: 'sign-in' }),
    signIn: { state: 'failed', dataCentre: 'eu', code: 'consent-refused', details: {}, at: NOW },
  },
  live('29f-no-credits', { state: 'waiting', why: 'credits', until: null, creditsLeft: null }),
  live('29g-unreadable', {
    state: 'waiting',
    why: 'zoho',
    until: NOW + 15_000,
    tries: { n: 2, of: 5 },
    error: { code: 'unreadable', details: {} },
  }),
  ended('31d-full', { ...STOPPED, stopReason: 'storage-full' }),
  ended('31e-no-progress', { ...STOPPED, stopReason: 'no-progress' }),
  ended(
    '31f-signed-out',
    { ...STOPPED, stopReason: 'signed-out' },
    { connections: [{ ...BRIGHTSIDE, isSignedOut: true }] },
  ),
  ended('31g-disconnected', { ...STOPPED, stopReason: 'deleted-connection' }, { connections: [SANDBOX] }),
  ended('31h-no-permission', { state: 'stopped', stopReason: 'error', error: PROFILE, counts: { 'not-sent': 12 } }),
  ended('31l-unreadable', {
    ...STOPPED,
    stopReason: 'error',
    error: { code: 'request-refused', details: {} },
  }),
  ended('31i-tag-gone', {
    ...STOPPED,
    stopReason: 'error',
    error: { code: 'tag-gone', details: {} },
  }),
  ended('31m-undo-of-a-tag-made-again', { ...LAST, counts: { removed: 6, failed: 3 }, namesakes: ['Prime'] }),
  ended('31j-undo-stopped', { ...LAST, state: 'stopped', stopReason: 'user', counts: { removed: 6, 'not-sent': 3 } }),
  ended('31k-first-stop', { state: 'stopped', stopReason: 'user', counts: { 'not-sent': 12 } }),
  ended(
    '32e-one-record',
    {
      chosen: [PRIME],
      chosenCount: 1,
      source: { kind: 'record', viewId: null, viewName: null, pages: null },
      counts: { removed: 1 },
    },
    { page: pageOf({ view: 'record', viewId: null, recordId: '581200000001234001' }) },
  ),
  ended('32f-nothing-to-do', { counts: { 'had-none': 12 } }),
  ended('32g-many-tags', {
    chosen: [PRIME, COLD, tag('web', null), tag('VIP', '#E7A826')],
    chosenCount: 17,
    counts: { removed: 9, 'had-none': 3 },
  }),
  ended(
    '33d-grouped',
    { source: WHOLE_VIEW, counts: { removed: 40, partly: 3, failed: 14 } },
    {
      failures: [
        ...REASONS.map((reason) => group(reason, ['Ada Byron', 'Bo Tran'])),
        group('other', ['Carla Mendes', 'Dmitri Novak', 'Élodie Marchand'], {
          records: 4,
          zohoCode: 'INVALID_DATA',
          zohoMessage: 'the related id given seems to be invalid',
        }),
      ],
    },
  ),
  ended(
    '33e-partly',
    { counts: { removed: 6, partly: 2, 'had-none': 4 } },
    { failures: [half('locked', ['Ada Byron', 'Bo Tran'])] },
  ),
  ended(
    '33f-failed-and-partly',
    { counts: { removed: 3, failed: 2, partly: 1, 'had-none': 3 } },
    {
      failures: [group('locked', ['Ada Byron']), group('gone', ['Carla Mendes']), half('no-answer', ['Dmitri Novak'])],
    },
  ),
  ended('34b-only-unknown', { counts: { removed: 7, unknown: 2, 'had-none': 3 } }),
  ended('34c-not-sent', { counts: { removed: 7, 'not-sent': 2, 'had-none': 3 } }),
  ended('34d-mistake-put-back', {
    counts: { removed: 9, 'had-none': 3 },
    mistake: { tags: ['Trade show 2026'], missing: 0, restored: 4, unconfirmed: 0 },
  }),
  ended('34e-mistake-missing', {
    counts: { removed: 9, 'had-none': 3 },
    mistake: { tags: ['Trade show 2026'], missing: 1, restored: 3, unconfirmed: 0 },
  }),
  ended('34h-mistake-unconfirmed', {
    state: 'stopped',
    stopReason: 'user',
    counts: { removed: 7, 'not-sent': 2, 'had-none': 3 },
    mistake: { tags: [], missing: 0, restored: 0, unconfirmed: 2 },
  }),
  ended('35f-all-put-back', { ...LAST, counts: { removed: 9 } }),
  ended('35g-partly-put-back', { ...LAST, counts: { removed: 6, partly: 2, unknown: 1 } }),
  ended(
    '35h-undo-confirm-many',
    { chosen: [PRIME, COLD], chosenCount: 17, counts: { removed: 1, 'had-none': 3 } },
    {
      act: (popup) => {
        popup.showRun('run');
        popup.isUndoing.value = true;
      },
    },
  ),
  {
    ...LIST,
    name: '37c-two-others',
    preview: null,
    runs: [
      runOf({
        id: 'one',
        connectionId: 'elsewhere',
        orgName: 'Northgate',
        state: 'waiting',
        why: 'offline',
        counts: HALF,
      }),
      runOf({
        id: 'two',
        connectionId: 'far',
        orgName: 'Brightside Solar and Partners Holding',
        state: 'done',
        endedAt: NOW,
        counts: { removed: 9 },
      }),
    ],
  },
];
