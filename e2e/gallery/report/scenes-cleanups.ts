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
const UNDONE = [
  { records: LEADS, undo: [...recordsOf('removed', 1_088), ...recordsOf('had-none', 4)] },
  { records: CONTACTS, undo: [...recordsOf('removed', 160), ...recordsOf('failed', 8)] },
  { records: DEALS, undo: recordsOf('removed', 12) },
] as const;
const STOPPED: readonly TestRecord[] = [...recordsOf('removed', 60), ...recordsOf('not-sent', 108)];

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
