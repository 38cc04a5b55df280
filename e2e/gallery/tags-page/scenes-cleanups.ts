import type { Task } from '../../../src/cleanups/model/types.ts';
import { cleanupOf, offerFrom, tasksFrom, type ToldStep } from '../../../src/tags-page/testing/made-cleanups.ts';
import { CONNECTION, NOW } from '../../../src/tags-page/testing/made-tags.ts';
import type { TagModule, TagRow } from '../../../src/tags/model/types.ts';
import { appeared } from '../settled.ts';
import type { Scene } from './scene.ts';

async function details(): Promise<void> {
  const button = await appeared<HTMLButtonElement>('.job [aria-expanded]');
  button.click();
}

/** Clean-ups that retire a tag, from the search for its records to the end of their undo. */
export function cleanupScenes(modules: readonly TagModule[], rows: readonly TagRow[]): readonly Scene[] {
  const full = { modules, rows, offer: offerFrom(rows) } as const;
  const idOf = (module: string): string =>
    rows.find((row) => row.module === module && row.name === 'Trade show 2025')?.id ?? '';
  const leads = { module: 'Leads', counted: 900, tagId: idOf('Leads') };
  const contacts = { module: 'Contacts', counted: 340, tagId: idOf('Contacts') };
  const deals = { module: 'Deals', counted: 44, tagId: idOf('Deals') };
  const planned = { state: 'planned', startedAt: null, endedAt: null, chosen: [] } as const;
  const working = { state: 'running', endedAt: null } as const;
  const job = (told: Parameters<typeof cleanupOf>[0]) => ({ ...full, cleanups: [cleanupOf(told)] });
  const find: Task = { do: 'find', step: 0, isBegun: true };
  const second: Task = { do: 'remove', step: 1 };
  const part: readonly ToldStep[] = [
    { ...leads, counts: { removed: 896, failed: 4 } },
    { ...contacts, counts: { removed: 300, pending: 40 }, run: working },
    { ...deals, counts: { pending: 44 }, run: planned },
  ];
  const locked = { reason: 'locked', zohoCode: null, zohoMessage: null, first: [], continued: 0 } as const;
  const ended: readonly ToldStep[] = [
    { ...leads, counts: { removed: 892, failed: 8 } },
    { ...contacts, counts: { removed: 336, failed: 4 } },
    { ...deals, counts: { removed: 44 } },
  ];
  const failures = {
    'clean-0': [
      { ...locked, records: 7, retried: 7 },
      { ...locked, reason: 'gone', records: 1, retried: 0 },
    ],
    'clean-1': [{ ...locked, reason: 'not-approved', records: 4, retried: 4 }],
  } as const;
  const done: readonly ToldStep[] = ended.map(({ counts, ...told }) => ({
    ...told,
    counts: { removed: (counts?.removed ?? 0) + (counts?.failed ?? 0) },
  }));

  return [
    {
      ...job({
        steps: [{ ...leads, counts: { pending: 760 }, run: { ...planned, state: 'reading' } }, contacts, deals],
        tasks: tasksFrom(3, find),
      }),
      name: '50-finding',
      act: details,
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { pending: 897 }, run: planned },
          { ...contacts, counts: { pending: 338 }, run: planned },
          { ...deals, counts: { pending: 44 }, run: planned },
        ],
        tasks: tasksFrom(3, { do: 'ask' }),
        change: { state: 'asking' },
      }),
      found: [[897], [338], [44]],
      name: '51-fewer',
    },
    {
      ...job({
        steps: [{ ...deals, counts: { pending: 44 }, run: planned }],
        tasks: tasksFrom(1, { do: 'ask' }),
        change: { state: 'asking', asksFirst: true },
      }),
      found: [[44]],
      name: '51b-asks-first',
    },
    { ...job({ steps: part, tasks: tasksFrom(3, second) }), name: '52-running' },
    { ...job({ steps: part, tasks: tasksFrom(3, second) }), name: '52b-running-details', act: details },
    {
      ...job({
        steps: part.map((step, place) =>
          place === 1
            ? { ...step, run: { state: 'waiting', why: 'rate-limit', until: NOW + 42_000, endedAt: null } as const }
            : step,
        ),
        tasks: tasksFrom(3, second),
      }),
      name: '53-waiting',
    },
    {
      ...job({
        steps: part.map((step, place) =>
          place === 1 ? { ...step, run: { state: 'waiting', why: 'sign-in', endedAt: null } as const } : step,
        ),
        tasks: tasksFrom(3, second),
      }),
      name: '53b-waiting-for-sign-in',
    },
    { ...job({ steps: part, tasks: tasksFrom(3, second), change: { isStopping: true } }), name: '54-stopping' },
    {
      ...job({
        steps: [
          { ...leads, counts: { removed: 896, failed: 4 } },
          { ...contacts, counts: { removed: 300, 'not-sent': 40 }, run: { state: 'stopped', stopReason: 'user' } },
          { ...deals, counts: { pending: 44 }, run: planned },
        ],
        change: { left: tasksFrom(3, second) },
      }),
      name: '55-stopped',
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { pending: 400 }, run: { ...planned, state: 'stopped', stopReason: 'user' } },
          contacts,
        ],
        change: { left: tasksFrom(2, find) },
      }),
      name: '55b-stopped-while-finding',
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { removed: 400, 'not-sent': 500 }, run: { state: 'stopped', stopReason: 'no-credits' } },
          { ...contacts, counts: { pending: 340 }, run: planned },
        ],
        change: { left: [{ do: 'remove', step: 0 }, second] },
      }),
      name: '55c-stopped-for-credits',
    },
    { ...job({ steps: done }), name: '56-done' },
    { ...job({ steps: [{ ...deals, counts: { removed: 44 } }] }), name: '56b-done-one-module' },
    { ...job({ steps: ended }), failures, name: '57-failed' },
    {
      ...job({
        steps: [
          {
            ...leads,
            counts: {},
            run: { ...planned, state: 'stopped', stopReason: 'error', error: { code: 'no-permission', details: {} } },
          },
          { ...contacts, counts: { removed: 340 } },
        ],
      }),
      name: '57b-module-not-searched',
    },
    {
      ...job({ steps: [{ ...leads, counts: { removed: 896, unknown: 3, partly: 1 } }] }),
      name: '57c-unclear',
    },
    {
      ...job({ steps: ended }),
      failures,
      name: '58-undo-asked',
      act: (tags) => void (tags.cleaning.undoing.value = 'clean'),
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { removed: 900 } },
          { ...contacts, counts: { removed: 340 }, undone: { removed: 200, pending: 140 }, undo: working },
        ],
        tasks: [
          { do: 'undo', step: 1 },
          { do: 'undo', step: 0 },
        ],
        change: { isUndo: true, undoneAt: NOW - 20_000 },
      }),
      name: '59-undoing',
      act: details,
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { removed: 900 }, undone: { removed: 896, 'had-none': 3, failed: 1 } },
          { ...contacts, counts: { removed: 340 }, undone: { removed: 340 } },
        ],
        change: { isUndo: true, undoneAt: NOW - 90_000 },
      }),
      failures: { 'clean-0u': [{ ...locked, reason: 'gone', records: 1, retried: 0 }] },
      name: '60-undone',
    },
    {
      ...job({
        steps: [
          { ...leads, counts: { removed: 900 }, run: { cameBack: { records: 14, tag: 'Trade show 2025' } } },
          { ...contacts, counts: { removed: 340 } },
        ],
        change: { isSeen: true },
      }),
      name: '61-came-back',
    },
    {
      ...full,
      cleanups: [
        cleanupOf({
          steps: part,
          tasks: tasksFrom(3, second),
          change: { connectionId: 'us-production-30091160077-581200000000000001' },
        }),
      ],
      connections: [CONNECTION, { ...CONNECTION, id: 'us-production-30091160077-581200000000000001' }],
      name: '62-other-org',
    },
    {
      ...job({
        tag: 'W'.repeat(60),
        steps: part,
        tasks: tasksFrom(3, second),
      }),
      name: '63-long-names',
      act: details,
    },
  ];
}
