import type { TagWait, Task } from '../../../src/cleanups/model/types.ts';
import type { WaitReason } from '../../../src/shared/run-summary.ts';
import { cleanupOf, offerFrom } from '../../../src/tags-page/testing/made-cleanups.ts';
import { NOW } from '../../../src/tags-page/testing/made-tags.ts';
import type { TagModule, TagRow } from '../../../src/tags/model/types.ts';
import { appeared } from '../settled.ts';
import type { Scene } from './scene.ts';

async function details(): Promise<void> {
  const button = await appeared<HTMLButtonElement>('.job [aria-expanded]');
  button.click();
}

/** A wait of a change of tags, which has no run. */
function waitFor(why: WaitReason, ms: number): TagWait {
  const rounds = { misses: 0, throttles: 1 };
  return { why, until: NOW + ms, error: null, rounds, idleMs: 0, at: NOW, askedMs: ms };
}

const askUndo: NonNullable<Scene['act']> = (tags) => void (tags.cleaning.undoing.value = 'clean');

/** Clean-ups that replace, rename and delete, from their start to the end of their undo. */
export function bandScenes(modules: readonly TagModule[], rows: readonly TagRow[]): readonly Scene[] {
  const full = { modules, rows, offer: offerFrom(rows) } as const;
  const job = (told: Parameters<typeof cleanupOf>[0]) => ({ ...full, cleanups: [cleanupOf(told)] });
  const tagNamed = (name: string, module = 'Leads') => {
    const { id = `58120000000009000${name.length}`, colour = '#E7A826' } =
      rows.find((row) => row.name === name && row.module === module) ?? {};
    return { id, name, colour };
  };
  const merging = { tag: 'V.I.P.', others: ['vip'], newName: 'VIP' } as const;
  const replacing = { tag: 'Cold-Lead', newName: 'Cold lead' } as const;
  const renaming = { tag: 'Cold-Lead', newName: 'Lead, cold' } as const;
  const leads = { module: 'Leads', counted: 38 } as const;
  const contacts = { module: 'Contacts', counted: 12 } as const;
  const working = { state: 'running', endedAt: null } as const;
  const full3 = {
    reason: 'tag-limit',
    zohoCode: null,
    zohoMessage: null,
    first: [],
    continued: 0,
    records: 3,
    retried: 3,
  } as const;
  const replace = { kind: 'replace' } as const;
  const twoModules: readonly Task[] = [
    { do: 'put', step: 1 },
    { do: 'remove', step: 1 },
  ];
  const merged = {
    ...leads,
    put: { removed: 30, 'had-none': 5, failed: 3 },
    counts: { removed: 35, failed: 3 },
    joined: { removed: 30, 'had-none': 5, failed: 3 },
    tags: {
      deleted: [tagNamed('V.I.P.')],
      kept: [{ tag: tagNamed('vip'), why: 'carried', records: 3 }],
    },
  } as const;
  const retired = {
    module: 'Deals',
    counted: 57,
    counts: { removed: 57 },
    tags: { deleted: [tagNamed('Grant 2024', 'Deals')] },
  } as const;
  const events = Array.from({ length: 20 }, (_, n) => `Event ${2000 + n}`);
  const [first = '', ...others] = events;
  const deleted = {
    module: 'Leads',
    counted: 0,
    tags: {
      deleted: events.slice(0, 17).map((name) => ({ id: name, name, colour: null })),
      kept: [
        { tag: tagNamed('Event 2017'), why: 'carried', records: 1 },
        { tag: tagNamed('Event 2018'), why: 'used', places: ['Fair visitors', 'Came by post'] },
        { tag: tagNamed('Event 2019'), why: 'gone' },
      ],
    },
  } as const;
  return [
    {
      ...job({
        ...merging,
        steps: [{ ...leads, put: { removed: 300, 'had-none': 40, pending: 160 }, putRun: working }, contacts],
        tasks: [{ do: 'put', step: 0 }, { do: 'remove', step: 0 }, ...twoModules],
        change: replace,
      }),
      name: '70-merging-adds',
      act: details,
    },
    {
      ...job({
        ...merging,
        steps: [
          {
            ...leads,
            put: { removed: 440, 'had-none': 57, failed: 3 },
            counts: { removed: 250, failed: 3, pending: 247 },
            run: working,
          },
          { ...contacts, put: { pending: 12 }, putRun: { state: 'planned', startedAt: null } },
        ],
        tasks: [{ do: 'remove', step: 0 }, ...twoModules],
        change: replace,
      }),
      name: '70b-merging-removes',
      act: details,
    },
    {
      ...job({
        ...merging,
        steps: [{ ...leads, put: { pending: 38 }, putRun: { state: 'planned', startedAt: null } }],
        tasks: [
          { do: 'make', step: 0 },
          { do: 'put', step: 0 },
          { do: 'remove', step: 0 },
        ],
        change: {
          ...replace,
          wait: waitFor('rate-limit', 42_000),
        },
      }),
      name: '70c-making-waits',
    },
    {
      ...job({ ...merging, steps: [merged], change: { ...replace, isDeleting: true } }),
      failures: { 'clean-0p': [full3] },
      name: '71-merged',
    },
    {
      ...job({
        ...replacing,
        steps: [
          {
            ...leads,
            put: { removed: 38 },
            counts: { removed: 36, failed: 2 },
            joined: { removed: 36, partly: 2 },
          },
        ],
        change: replace,
      }),
      failures: { 'clean-0': [{ ...full3, reason: 'locked', records: 2, retried: 2 }] },
      name: '71b-replaced-half',
    },
    {
      ...job({
        ...replacing,
        steps: [
          {
            ...leads,
            put: { removed: 33, 'had-none': 5 },
            counts: { removed: 38 },
            joined: { removed: 33, 'had-none': 5 },
          },
          { ...contacts, put: { removed: 12 }, counts: { removed: 12 }, joined: { removed: 12 } },
        ],
        change: replace,
      }),
      name: '71c-replaced',
    },
    {
      ...job({
        ...merging,
        steps: [
          { ...leads, put: { removed: 30, 'had-none': 8 }, joined: { partly: 30, 'not-sent': 8 } },
          { ...contacts, put: { pending: 12 }, putRun: { state: 'planned', startedAt: null } },
        ],
        change: { ...replace, left: [{ do: 'remove', step: 0 }, ...twoModules] },
      }),
      name: '71d-merge-stopped',
    },
    {
      ...job({
        ...renaming,
        steps: [
          { ...leads, counted: 14, tags: { from: tagNamed('Cold-Lead'), renaming: { kind: 'done' } } },
          { ...contacts, counted: 4, tags: { from: tagNamed('Cold-Lead'), renaming: { kind: 'done' } } },
        ],
        change: { kind: 'rename' },
      }),
      name: '72-renamed',
    },
    {
      ...job({
        ...renaming,
        steps: [
          {
            ...leads,
            tagId: tagNamed('Cold-Lead').id,
            tags: { from: tagNamed('Cold-Lead'), renaming: { kind: 'done' } },
          },
          { ...contacts, tags: { from: tagNamed('Cold-Lead'), renaming: { kind: 'taken', id: null } } },
        ],
        change: { kind: 'rename' },
      }),
      name: '72b-renamed-in-part',
    },
    {
      ...job({ ...renaming, steps: [leads], tasks: [{ do: 'rename', step: 0 }], change: { kind: 'rename' } }),
      name: '72c-renaming',
    },
    {
      ...job({
        ...renaming,
        steps: [leads, contacts],
        tasks: [{ do: 'rename', step: 0 }],
        change: { kind: 'rename', wait: waitFor('credits', 3_600_000) },
      }),
      name: '72d-renaming-waits-for-credits',
    },
    {
      ...job({ tag: first, others, steps: [deleted], change: { kind: 'delete' } }),
      name: '73-deleted',
    },
    {
      ...job({
        tag: first,
        others,
        steps: [{ ...deleted, tags: { deleted: deleted.tags.deleted.slice(0, 8) } }],
        tasks: [{ do: 'delete', step: 0 }],
        change: { kind: 'delete' },
      }),
      name: '73b-deleting',
    },
    {
      ...job({
        tag: first,
        others,
        steps: [{ ...deleted, tags: { deleted: deleted.tags.deleted.slice(0, 8) } }],
        tasks: [{ do: 'delete', step: 0 }],
        change: { kind: 'delete', wait: waitFor('credits', 3_600_000) },
      }),
      name: '73c-deleting-waits-for-credits',
    },
    {
      ...job({ tag: 'Grant 2024', steps: [retired], change: { isDeleting: true } }),
      name: '74-removed-and-deleted',
    },
    {
      ...job({ tag: 'Grant 2024', steps: [retired], change: { isDeleting: true } }),
      name: '75-undo-asked',
      act: askUndo,
    },
    { ...job({ ...merging, steps: [merged], change: replace }), name: '75b-undo-of-merge-asked', act: askUndo },
    {
      ...job({ tag: first, others, steps: [deleted], change: { kind: 'delete' } }),
      name: '75c-undo-of-delete-asked',
      act: askUndo,
    },
    {
      ...job({
        ...renaming,
        steps: [
          {
            ...leads,
            tagId: tagNamed('Cold-Lead').id,
            tags: { from: tagNamed('Cold-Lead'), renaming: { kind: 'done' } },
          },
        ],
        change: { kind: 'rename' },
      }),
      name: '75d-undo-of-rename-asked',
      act: askUndo,
    },
    {
      ...job({
        tag: 'Grant 2024',
        steps: [
          {
            ...retired,
            undone: { removed: 20, pending: 37 },
            undo: working,
            tags: {
              ...retired.tags,
              renewed: [{ old: retired.tags.deleted[0].id, tag: { ...tagNamed('Grant 2024', 'Deals'), id: 'new' } }],
            },
          },
        ],
        tasks: [{ do: 'undo', step: 0 }],
        change: { isUndo: true, undoneAt: NOW - 20_000 },
      }),
      name: '76-undoing',
      act: details,
    },
    {
      ...job({
        ...merging,
        steps: [{ ...merged, undone: { removed: 35 }, takenBack: { removed: 12, pending: 18 }, takeBack: working }],
        tasks: [{ do: 'takeBack', step: 0 }],
        change: { ...replace, isUndo: true, undoneAt: NOW - 20_000 },
      }),
      name: '76b-undoing-merge',
    },
    {
      ...job({
        tag: 'Grant 2024',
        steps: [
          {
            ...retired,
            undone: { removed: 55, 'had-none': 1, failed: 1 },
            tags: {
              ...retired.tags,
              renewed: [{ old: retired.tags.deleted[0].id, tag: { ...tagNamed('Grant 2024', 'Deals'), id: 'new' } }],
            },
          },
        ],
        change: { isUndo: true, undoneAt: NOW - 90_000 },
      }),
      failures: { 'clean-0u': [{ ...full3, reason: 'gone', records: 1, retried: 0 }] },
      name: '77-undone',
    },
    {
      ...job({
        ...merging,
        steps: [
          {
            ...merged,
            undone: { removed: 33, failed: 2 },
            takenBack: { removed: 28, failed: 2 },
            joinedUndo: { removed: 33, failed: 2 },
            tags: {
              ...merged.tags,
              renewed: [{ old: merged.tags.deleted[0].id, tag: null }],
            },
          },
        ],
        change: { ...replace, isUndo: true, undoneAt: NOW - 90_000 },
      }),
      failures: { 'clean-0u': [{ ...full3, reason: 'tag-deleted', records: 2, retried: 0 }] },
      name: '77b-merge-undone',
    },
    {
      ...job({
        ...merging,
        steps: [
          {
            ...merged,
            undone: { removed: 33, failed: 2 },
            undo: { namesakes: [{ tag: 0, now: { id: '581200000000077777', name: 'V.I.P.', colour: null } }] },
            takenBack: { removed: 28, failed: 2 },
            joinedUndo: { removed: 33, failed: 2 },
          },
        ],
        change: { ...replace, isUndo: true, undoneAt: NOW - 90_000 },
      }),
      failures: { 'clean-0u': [{ ...full3, reason: 'tag-deleted', records: 2, retried: 0 }] },
      name: '77d-made-again',
    },
    {
      ...job({
        tag: first,
        others,
        steps: [
          { ...deleted, tags: { ...deleted.tags, renewed: deleted.tags.deleted.map((tag) => ({ old: tag.id, tag })) } },
        ],
        change: { kind: 'delete', isUndo: true, undoneAt: NOW - 90_000 },
      }),
      name: '77c-delete-undone',
    },
    {
      ...job({
        tag: first,
        others,
        steps: [
          {
            ...leads,
            counts: { removed: 35 },
            undone: { removed: 33, failed: 2 },
            undo: {},
            tags: {
              deleted: merged.tags.deleted,
              unmade: merged.tags.deleted.map((tag) => ({
                tag,
                why: 'refused' as const,
                error: { code: 'tag-limit-module' as const, details: {} },
              })),
            },
          },
        ],
        change: { isUndo: true, isDeleting: true, undoneAt: NOW - 90_000 },
      }),
      failures: { 'clean-0u': [{ ...full3, reason: 'tag-deleted', records: 2, retried: 0 }] },
      name: '77e-not-made-again',
    },
    {
      ...job({
        ...replacing,
        steps: [{ ...leads, put: { removed: 48, pending: 2 }, putRun: working }],
        tasks: [
          { do: 'put', step: 0 },
          { do: 'remove', step: 0 },
        ],
        change: replace,
      }),
      name: '78-found-more',
    },
    {
      ...job({
        tag: 'Grant 2024',
        steps: [
          {
            module: 'Deals',
            counted: 57,
            counts: { pending: 2_240 },
            run: { state: 'planned', startedAt: null, endedAt: null },
          },
        ],
        tasks: [{ do: 'ask' }, { do: 'remove', step: 0 }],
        change: { state: 'asking' },
      }),
      found: [[2_240]],
      name: '78b-far-more-asked',
    },
  ];
}
