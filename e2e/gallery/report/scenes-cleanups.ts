import { recordsOf } from '../../../src/report/testing/stored-cleanup.ts';
import { idOf, runOf, type TestRecord } from '../../../src/report/testing/stored-run.ts';
import { appeared } from '../settled.ts';
import { DONE, EARLIER, type Scene } from './scenes.ts';

const AT = { kind: 'cleanup', id: 'clean' } as const;
const LEADS = [...recordsOf('removed', 1_092), ...recordsOf('failed', 12)];
const CONTACTS = recordsOf('removed', 168);
const DEALS = recordsOf('removed', 12);
const DONE_STEPS = [{ records: LEADS }, { records: CONTACTS }, { records: DEALS }] as const;
const CLEAN = { id: 'clean', steps: DONE_STEPS } as const;
const HALF: readonly TestRecord[] = [...recordsOf('removed', 64), ...recordsOf('pending', 104)];
const RUNNING = { state: 'running', endedAt: null } as const;
const PLANNED = { state: 'planned', startedAt: null, endedAt: null } as const;
const LIVE = { state: 'working', endedAt: null, isSeen: false } as const;
/** A change of tags that waits for credits. */
const CREDITS = {
  why: 'credits',
  until: Date.now() + 3_600_000,
  error: null,
  rounds: { misses: 0, throttles: 0 },
  idleMs: 0,
  at: Date.now(),
  askedMs: 3_600_000,
} as const;
const UNDONE = [
  { records: LEADS, undo: [...recordsOf('removed', 1_088), ...recordsOf('had-none', 4)] },
  { records: CONTACTS, undo: [...recordsOf('removed', 160), ...recordsOf('failed', 8)] },
  { records: DEALS, undo: recordsOf('removed', 12) },
] as const;
const STOPPED: readonly TestRecord[] = [...recordsOf('removed', 60), ...recordsOf('not-sent', 108)];

/** 30 leads that got the new tag, 5 that had it, 3 at their limit; the first 30 of the removal likewise. */
const PUT: readonly TestRecord[] = [
  ...Array.from({ length: 30 }, (): TestRecord => ({ outcome: 'removed', before: [2], lost: [3] })),
  ...Array.from({ length: 5 }, (): TestRecord => ({ outcome: 'had-none', before: [2, 3] })),
  ...Array.from({ length: 3 }, (): TestRecord => ({
    outcome: 'failed',
    before: [0, 1, 2],
    left: [3],
    reason: 'tag-limit',
  })),
];
const OLD_GONE: readonly TestRecord[] = [
  ...Array.from({ length: 35 }, (): TestRecord => ({ outcome: 'removed', before: [2, 3], lost: [2] })),
  ...Array.from({ length: 3 }, (): TestRecord => ({
    outcome: 'failed',
    before: [0, 1, 2],
    left: [2],
    reason: 'tag-limit',
    needs: [3],
  })),
];
const OLD = { id: '581200000000000002', name: 'Trade show 2026', colour: '#F48435' };
const MERGED = {
  id: 'clean',
  steps: [{ records: OLD_GONE, put: PUT, tags: { kept: [{ tag: OLD, why: 'carried', records: 3 }] } }],
  more: { kind: 'replace', isMerge: true, isDeleting: true },
} as const;
const DELETED = {
  id: 'clean',
  steps: [
    { records: [], tags: { deleted: [OLD] } },
    { records: [], tags: { kept: [{ tag: OLD, why: 'used', places: ['Fair visitors'] }] } },
  ],
  more: { kind: 'delete' },
} as const;
const RENAMED = {
  id: 'clean',
  steps: [
    { records: [], tags: { from: OLD, renaming: { kind: 'done' } } },
    { records: [], tags: { from: OLD, renaming: { kind: 'taken', id: null } } },
  ],
  more: { kind: 'rename' },
} as const;

function found(record: string, tag: string) {
  return { kind: 'find', question: { record, tag } } as const;
}

/** Clean-ups in the history, and the search over all of it. */
export const CLEANUPS: readonly Scene[] = [
  { name: '30-clean-up', runs: [DONE, ...EARLIER], cleanups: [CLEAN], place: AT },
  {
    name: '30b-clean-up-in-one-module',
    runs: [DONE],
    cleanups: [{ id: 'clean', steps: [{ records: DEALS }] }],
    place: AT,
  },
  {
    name: '31-clean-up-of-one-module-shown',
    runs: [DONE],
    cleanups: [CLEAN],
    place: AT,
    act: (report) => {
      report.cleanup.module.value = 'Contacts';
    },
  },
  {
    name: '32-clean-up-undo-asked',
    runs: [DONE],
    cleanups: [CLEAN],
    place: AT,
    act: (report) => {
      report.asking.value = 'undo';
    },
  },
  { name: '33-clean-up-undone', runs: [DONE], cleanups: [{ id: 'clean', steps: UNDONE }], place: AT },
  {
    name: '34-clean-up-running',
    runs: [DONE],
    cleanups: [
      {
        id: 'clean',
        steps: [
          { records: LEADS },
          { records: HALF, run: RUNNING },
          { records: recordsOf('pending', 12), run: PLANNED },
        ],
        more: {
          ...LIVE,
          tasks: [
            { do: 'remove', step: 1 },
            { do: 'remove', step: 2 },
          ],
        },
      },
    ],
    place: AT,
  },
  {
    name: '35-clean-up-asks',
    runs: [DONE],
    cleanups: [
      {
        id: 'clean',
        steps: [
          { records: recordsOf('pending', 1_104), run: PLANNED },
          { records: recordsOf('pending', 168), run: PLANNED },
        ],
        more: { ...LIVE, state: 'asking', tasks: [{ do: 'ask' }, { do: 'remove', step: 0 }] },
      },
    ],
    place: AT,
  },
  {
    name: '36-clean-up-stopped',
    runs: [DONE],
    cleanups: [
      {
        id: 'clean',
        steps: [
          { records: LEADS },
          { records: STOPPED, run: { state: 'stopped', stopReason: 'user' } },
          { records: recordsOf('pending', 12), run: PLANNED },
        ],
        more: {
          left: [
            { do: 'remove', step: 1 },
            { do: 'remove', step: 2 },
          ],
        },
      },
    ],
    place: AT,
  },
  {
    name: '37-clean-up-delete-asked',
    runs: [DONE],
    cleanups: [CLEAN],
    place: AT,
    act: (report) => void (report.asking.value = 'delete'),
  },
  { name: '39-merged', runs: [DONE, ...EARLIER], cleanups: [MERGED], place: AT },
  {
    name: '39b-merge-undo-asked',
    runs: [DONE],
    cleanups: [MERGED],
    place: AT,
    act: (report) => void (report.asking.value = 'undo'),
  },
  {
    name: '39c-merge-undone',
    runs: [DONE],
    cleanups: [
      {
        ...MERGED,
        steps: [
          {
            records: OLD_GONE,
            put: PUT,
            undo: [
              ...Array.from({ length: 34 }, (): TestRecord => ({ outcome: 'removed', before: [3], lost: [2] })),
              ...recordsOf('failed', 1),
            ],
            takeBack: Array.from({ length: 30 }, (): TestRecord => ({ outcome: 'removed', before: [2, 3], lost: [3] })),
          },
        ],
      },
    ],
    place: AT,
  },
  {
    name: '39d-merging',
    runs: [DONE],
    cleanups: [
      {
        id: 'clean',
        steps: [{ records: [], put: [...PUT.slice(0, 20), ...recordsOf('pending', 18)], putRun: RUNNING }],
        more: {
          ...LIVE,
          kind: 'replace',
          tasks: [
            { do: 'put', step: 0 },
            { do: 'remove', step: 0 },
          ],
        },
      },
    ],
    place: AT,
  },
  { name: '39e-deleted', runs: [DONE], cleanups: [DELETED], place: AT },
  { name: '39f-renamed', runs: [DONE], cleanups: [RENAMED], place: AT },
  {
    name: '39g-deleting',
    runs: [DONE],
    cleanups: [
      {
        ...DELETED,
        steps: [{ records: [], tags: { deleted: [OLD] } }, { records: [] }],
        more: {
          ...LIVE,
          kind: 'delete',
          tasks: [{ do: 'delete', step: 1 }],
        },
      },
    ],
    place: AT,
  },
  {
    name: '39i-deleting-waits-for-credits',
    runs: [DONE],
    cleanups: [
      {
        ...DELETED,
        steps: [{ records: [], tags: { deleted: [OLD] } }, { records: [] }],
        more: { ...LIVE, kind: 'delete', tasks: [{ do: 'delete', step: 1 }], wait: CREDITS },
      },
    ],
    place: AT,
  },
  {
    name: '39h-retired-and-deleted-undo-asked',
    runs: [DONE],
    cleanups: [{ id: 'clean', steps: [{ records: DEALS, tags: { deleted: [OLD] } }] }],
    place: AT,
    act: (report) => void (report.asking.value = 'undo'),
  },
  {
    name: '38-find',
    runs: [DONE, ...EARLIER],
    cleanups: [CLEAN],
    place: found('', ''),
  },
  {
    name: '38b-found',
    runs: [DONE, ...EARLIER, { run: runOf('deals', DEALS, { chosen: [2] }), records: DEALS }],
    cleanups: [CLEAN],
    place: found(idOf(3), ''),
    act: async () => void (await appeared('.hits tbody tr')),
  },
  {
    name: '38c-found-by-tag',
    runs: [DONE, ...EARLIER],
    cleanups: [CLEAN],
    place: found('', 'Trade show'),
    act: async () => void (await appeared('.hits tbody tr')),
  },
  {
    name: '38d-nothing-found',
    runs: [DONE],
    cleanups: [CLEAN],
    place: found('581200000009999999', 'Prime'),
    act: async () => void (await appeared('.find-page .empty')),
  },
];
