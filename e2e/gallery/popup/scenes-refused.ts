import type { FailureGroup } from '../../../src/runs/queries/failures.ts';
import { AppError, type ErrorCode } from '../../../src/shared/errors.ts';
import type { ErrorData } from '../../../src/shared/errors.ts';
import type { RequestName } from '../../../src/shared/messages.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';
import type { Popup } from '../../../src/popup/models/PopupModel.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import { appeared } from '../settled.ts';
import {
  BRIGHTSIDE,
  NOW,
  previewOf,
  PRIME,
  unfinishedOf,
  runOf,
  tickedPage,
} from '../../../src/popup/testing/world.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const PICKABLE = { ...LIST, preview: previewOf(12, [[PRIME, 8]]) } as const;

function refusing(wanted: RequestName, code: ErrorCode): NonNullable<Scene['onRequest']> {
  return (name) => {
    if (name === wanted) throw new AppError(code);
  };
}

function reading(name: string, facts: Partial<RunSummary>, more: Partial<Scene> = {}): Scene {
  return { ...LIST, name, preview: null, reading: facts, ...more };
}

function failing(name: string, readError: ErrorData): Scene {
  return { ...LIST, name, readError };
}

function notStarted(name: string, startError: ErrorData): Scene {
  return {
    ...PICKABLE,
    name,
    startError,
    act: async (popup) => {
      popup.preview.toggle(PRIME.id);
      await popup.remove();
    },
  };
}

/** An ended run with a request that the worker refuses. */
function refused(
  name: string,
  { run, request, code }: { run: Parameters<typeof runOf>[0]; request: RequestName; code: ErrorCode },
  act: (popup: Popup) => Promise<void>,
  failures: readonly FailureGroup[] = [],
): Scene {
  return {
    ...LIST,
    name,
    runs: [runOf({ state: 'done', endedAt: NOW, ...run })],
    failures,
    onRequest: refusing(request, code),
    act: async (popup) => {
      popup.showRun('run');
      await act(popup);
    },
  };
}

const LOCKED: FailureGroup = {
  reason: 'locked',
  zohoCode: null,
  zohoMessage: null,
  records: 3,
  first: ['Ada Byron', 'Bo Tran', 'Carla Mendes'].map((name, n) =>
    unfinishedOf({ n, id: String(581200000001234001n + BigInt(n)), name, outcome: 'failed', reason: 'locked' }),
  ),
  retried: 3,
  continued: 0,
};
const DONE = { counts: { removed: 9, 'had-none': 3 } } as const;
const STOPPED = { state: 'stopped', stopReason: 'user', counts: { removed: 6, 'not-sent': 6 } } as const;
const LIVE = { state: 'running', endedAt: null, timeLeftMs: 5_000, counts: { removed: 600, pending: 500 } } as const;
const OUT_OF_CREDITS = { ...LIVE, state: 'waiting', why: 'credits', until: NOW + 3_600_000, creditsLeft: 480 } as const;

/** Errors during the journey, each on its screen. */
export const REFUSED: readonly Scene[] = [
  notStarted('24g-not-started-full', { code: 'storage-full', details: {} }),
  notStarted('24h-not-started-other', {
    code: 'zoho-other',
    details: { zohoCode: 'INVALID_DATA', zohoMessage: 'the given tag is invalid' },
  }),
  reading('24i-reading-signed-out', { state: 'waiting', why: 'sign-in' }),
  reading('24j-reading-credits', { state: 'waiting', why: 'credits', until: NOW + 3_600_000, creditsLeft: 480 }),
  reading('24k-reading-offline', { state: 'waiting', why: 'offline' }),
  reading(
    '24l-reading-sign-in-failed',
    { state: 'waiting', why: 'sign-in' },
    { signIn: { state: 'failed', dataCentre: 'eu', code: 'consent-closed', details: {}, at: NOW } },
  ),
  {
    ...reading('24m-reading-not-resumed', { state: 'waiting', why: 'zoho', until: NOW + 15_000 }),
    onRequest: refusing('run.goOn', 'offline'),
    act: (popup) => popup.runs.goOn('run-1'),
  },
  failing('24n-scope', { code: 'scope-missing', details: { name: 'ZohoCRM.settings.tags.READ' } }),
  failing('24o-view-changed', { code: 'view-changed', details: {} }),
  failing('24p-fault', { code: 'unexpected', details: {} }),
  failing('24q-full', { code: 'storage-full', details: {} }),
  failing('24r-no-client', { code: 'client-missing', details: {} }),
  refused('30b-not-stopped', { run: LIVE, request: 'run.stop', code: 'unexpected' }, (popup) => popup.runs.stop('run')),
  refused('29e-not-resumed', { run: OUT_OF_CREDITS, request: 'run.goOn', code: 'busy' }, (popup) =>
    popup.runs.goOn('run', true),
  ),
  refused('32c-undo-refused', { run: DONE, request: 'run.undo', code: 'undo-done' }, (popup) => popup.undo('run')),
  refused('31c-go-on-refused', { run: STOPPED, request: 'run.goOn', code: 'busy' }, (popup) => popup.runs.goOn('run')),
  refused(
    '33c-retry-refused',
    { run: { counts: { removed: 6, failed: 3 } }, request: 'run.retry', code: 'signed-out' },
    (popup) => popup.runs.retry('run'),
    [LOCKED],
  ),
  {
    ...PICKABLE,
    name: '35e-again-refused',
    runs: [
      runOf({ kind: 'undo', undoes: 'before', undoUntil: null, state: 'done', endedAt: NOW, counts: { removed: 9 } }),
    ],
    onRequest: refusing('run.again', 'run-gone'),
    act: (popup) => {
      const [undo] = popup.runs.all.peek();
      popup.showRun('run');
      popup.putRunAway('run');
      if (undo !== undefined) popup.choose({ from: 'again', undo });
    },
  },
  {
    ...LIST,
    name: '32d-not-copied',
    runs: [runOf({ state: 'done', endedAt: NOW, ...DONE })],
    act: async (popup) => {
      popup.showRun('run');
      await refuseCopies();
    },
  },
];

/** Presses the first button that copies, in a browser that refuses to copy. */
async function refuseCopies(): Promise<void> {
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: () => Promise.reject(new Error('Document is not focused.')) },
  });
  (await appeared<HTMLElement>('.tools .btn')).click();
}
