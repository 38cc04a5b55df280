// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { FailureGroup } from '../runs/queries/failures.ts';
import { AppError } from '../shared/errors.ts';
import { type ExtraScope, TAGS_SCOPE } from '../shared/scopes.ts';
import { connectionsItem, wideningItem } from '../shared/stored-items.ts';
import { cleanupOf } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, rowsOf } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played, TagsScene } from './testing/play.ts';

afterEach(cleanup);

const ROWS = rowsOf([
  { module: 'Leads', name: 'VIP', records: 412, used: 1, uses: [] },
  { module: 'Leads', name: 'vip', records: 30, used: 1, uses: [] },
  { module: 'Leads', name: 'V.I.P.', records: 8, used: 1, uses: [] },
]);
const LEADS_MODULE = { ...moduleOf('Leads', 0), room: { used: 3, allowed: 3 } };
const ORG: TagsScene = { modules: [LEADS_MODULE, moduleOf('Contacts', 1)], rows: ROWS };
const [VIP, SMALL, DOTS] = ROWS.map(({ id, name, colour }) => ({ id, name, colour }));
const LEADS = { module: 'Leads', counted: 38 } as const;
const CONTACTS = { module: 'Contacts', counted: 12 } as const;
const WORKING = { state: 'running', endedAt: null } as const;
const PLANNED = { state: 'planned', startedAt: null, endedAt: null } as const;
const REPLACE = { kind: 'replace' } as const;
const MERGING = { tag: 'V.I.P.', others: ['vip'], newName: 'VIP' } as const;
const RENAMING = { tag: 'vip', newName: 'VIP 2' } as const;
const FULL: FailureGroup = {
  reason: 'tag-limit',
  zohoCode: null,
  zohoMessage: null,
  first: [],
  continued: 0,
  records: 3,
  retried: 3,
};
const NO_TAG = { id: '', name: '', colour: null };
const small = SMALL ?? NO_TAG;
const dots = DOTS ?? NO_TAG;

function job(): HTMLElement {
  return screen.getByRole('region', { name: 'Clean-up' });
}

function heading(): string {
  return within(job()).getByRole('heading').textContent;
}

/** The cells of the band's table, row by row. */
function cells(): string[][] {
  return within(job())
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent));
}

function pressed(name: string | RegExp): void {
  within(job()).getByRole('button', { name }).click();
}

async function open(told: Parameters<typeof cleanupOf>[0], more: Partial<TagsScene> = {}): Promise<Played> {
  return openTags({ ...ORG, cleanups: [cleanupOf(told)], ...more });
}

function wasAsked({ asked }: Played, name: string): unknown[] {
  return asked.filter((one) => one.name === name).map(({ data }) => data);
}

const MERGED = {
  ...LEADS,
  put: { removed: 30, 'had-none': 5, failed: 3 },
  counts: { removed: 35, failed: 3 },
  joined: { removed: 30, 'had-none': 5, failed: 3 },
  tags: { deleted: [dots], kept: [{ tag: small, why: 'carried', records: 3 }] },
} as const;

describe('a replace under way', () => {
  it('first adds: tells the half at work by its own numbers, and counts each record once in the table', async () => {
    await open({
      ...MERGING,
      steps: [{ ...LEADS, put: { removed: 20, 'had-none': 4, pending: 14 }, putRun: WORKING }, CONTACTS],
      tasks: [
        { do: 'put', step: 0 },
        { do: 'remove', step: 0 },
        { do: 'put', step: 1 },
        { do: 'remove', step: 1 },
      ],
      change: REPLACE,
    });
    expect(heading()).toBe('Merging into “VIP”');
    expect(job().textContent).toContain('Module 1 of 2: Leads. First “VIP” is added.');
    expect(job().textContent).toContain('“VIP” is on 24 of 38 records');
    const bar = within(job()).getByRole('progressbar');
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['24', '76']);
    await act(() => pressed('Details'));
    expect(cells()).toEqual([
      ['Module', 'To do', 'Selected'],
      ['Now: Leads', '38', '38'],
      ['Waits: Contacts', expect.anything(), expect.anything()],
      ['Total', '38', '38'],
    ]);
  });

  it('then removes: what has lost its old tags is done', async () => {
    await open({
      ...MERGING,
      steps: [
        {
          ...LEADS,
          put: { removed: 30, 'had-none': 5, failed: 3 },
          counts: { removed: 20, failed: 3, pending: 15 },
          run: WORKING,
        },
      ],
      tasks: [{ do: 'remove', step: 0 }],
      change: REPLACE,
    });
    expect(job().textContent).toContain('“VIP” is on. Now removing 2 tags.');
    expect(job().textContent).toContain('23 of 38 records');
    const bar = within(job()).getByRole('progressbar');
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['61', '76']);
    await act(() => pressed('Details'));
    expect(cells()).toEqual([
      ['Module', 'Done', 'Failed', 'To do', 'Selected'],
      ['Now: Leads', '20', '3', '15', '38'],
    ]);
  });

  it('has no run while it makes the tag, and says why it waits and until when', async () => {
    const wait = {
      why: 'rate-limit',
      until: Date.now() + 42_000,
      error: null,
      rounds: { misses: 0, throttles: 1 },
      idleMs: 0,
      at: Date.now(),
      askedMs: 42_000,
    } as const;
    const played = await open({
      ...MERGING,
      steps: [{ ...LEADS, put: { pending: 38 }, putRun: PLANNED }],
      tasks: [
        { do: 'make', step: 0 },
        { do: 'put', step: 0 },
      ],
      change: { ...REPLACE, wait },
    });
    expect(job().textContent).toContain('Creating “VIP”.');
    expect(within(job()).getByRole('timer').textContent).toMatch(/^0:4\d$/);
    expect(within(job()).getByRole('button', { name: 'Stop' }).isConnected).toBe(true);
    pressed('Try now');
    await waitFor(() => expect(wasAsked(played, 'cleanup.goOn')).toEqual([{ id: 'clean' }]));
  });

  it('may use the reserved credits where it waits for some, without a run', async () => {
    const wait = {
      why: 'credits',
      until: Date.now() + 3_600_000,
      error: null,
      rounds: { misses: 0, throttles: 0 },
      idleMs: 0,
      at: Date.now(),
      askedMs: 3_600_000,
    } as const;
    const played = await open({
      ...MERGING,
      steps: [{ ...LEADS, put: { pending: 38 }, putRun: PLANNED }],
      tasks: [{ do: 'make', step: 0 }],
      change: { ...REPLACE, wait },
    });
    pressed('Use the reserved credits too');
    await waitFor(() => expect(wasAsked(played, 'cleanup.goOn')).toEqual([{ id: 'clean', useReserve: true }]));
  });

  it('asks for a person where it waits for one, without a run', async () => {
    const wait = {
      why: 'sign-in',
      until: null,
      error: null,
      rounds: { misses: 0, throttles: 0 },
      idleMs: 0,
      at: Date.now(),
      askedMs: 60_000,
    } as const;
    await open({ ...RENAMING, steps: [LEADS], tasks: [{ do: 'rename', step: 0 }], change: { kind: 'rename', wait } });
    expect(job().textContent).toContain('Renaming “vip” to “VIP 2”.');
    expect(within(job()).getByRole('button', { name: 'Sign in' }).isConnected).toBe(true);
  });

  it('tells that more were found than Zoho counts', async () => {
    await open({
      tag: 'vip',
      newName: 'VIP',
      steps: [{ ...LEADS, put: { removed: 30, pending: 10 }, putRun: WORKING }],
      tasks: [{ do: 'put', step: 0 }],
      change: REPLACE,
    });
    expect(heading()).toBe('Replacing “vip” with “VIP”');
    expect(job().textContent).toContain('Found 40, Zoho counts 38. Zoho’s count is behind.');
  });
});

describe('the end of a replace', () => {
  it('adds up over who got the tag and who had it, names full records, and what became of the old tags', async () => {
    const played = await open(
      { ...MERGING, steps: [MERGED], change: { ...REPLACE, isDeleting: true } },
      { failures: { 'clean-0p': [FULL] } },
    );
    expect(heading()).toBe('Merged into “VIP” on 35 of 38 leads');
    expect(job().textContent).toContain('Nothing was changed on 3 leads.');
    expect(cells()).toEqual([
      ['Module', 'Got it', 'Had it already', 'Failed', 'Selected'],
      ['Leads (opens in a new tab)', '30', '5', '3', '38'],
    ]);
    await waitFor(() => expect(job().textContent).toContain('3 leads: Zoho allows no more tags on this record.'));
    expect(job().textContent).toContain('“V.I.P.” is deleted.');
    expect(job().textContent).toContain('“vip” stays: 3 leads have it.');
    expect(job().textContent).toMatch(/Undo until .*\. The tag is then created again, with the same name and colour\./);
    pressed('Try 3 again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
  });

  it('says that a record has both tags where the old one could not be removed', async () => {
    await open(
      {
        tag: 'vip',
        newName: 'VIP',
        steps: [
          { ...LEADS, put: { removed: 38 }, counts: { removed: 36, failed: 2 }, joined: { removed: 36, partly: 2 } },
        ],
        change: REPLACE,
      },
      { failures: { 'clean-0': [{ ...FULL, reason: 'locked', records: 2, retried: 2 }] } },
    );
    expect(heading()).toBe('Replaced “vip” with “VIP” on 36 of 38 leads');
    expect(job().textContent).toContain('2 leads have both the old tag and the new one.');
    await waitFor(() =>
      expect(job().textContent).toContain('“VIP” is on it, “vip” could not be removed: it has both.'),
    );
    expect(within(job()).getByRole('button', { name: 'Try 2 again' }).isConnected).toBe(true);
  });

  it('that merged one tag into another chosen one is told as a merge, also while it works', async () => {
    const merging = { tag: 'vip', newName: 'VIP', change: { ...REPLACE, isMerge: true as const } };
    const put = { removed: 38 };
    await open({
      ...merging,
      steps: [{ ...LEADS, put, counts: { removed: 20, pending: 18 }, run: WORKING }],
      tasks: [{ do: 'remove', step: 0 }],
    });
    expect(heading()).toBe('Merging into “VIP”');
    cleanup();
    const joined = { removed: 36, partly: 2 };
    await open({ ...merging, steps: [{ ...LEADS, put, counts: { removed: 36, failed: 2 }, joined }] });
    expect(heading()).toBe('Merged into “VIP” on 36 of 38 leads');
  });

  it('is whole where all are done, also those that had the tag', async () => {
    await open({
      tag: 'vip',
      newName: 'VIP',
      steps: [
        {
          ...LEADS,
          put: { removed: 33, 'had-none': 5 },
          counts: { removed: 38 },
          joined: { removed: 33, 'had-none': 5 },
        },
        { ...CONTACTS, put: { removed: 12 }, counts: { removed: 12 }, joined: { removed: 12 } },
      ],
      change: REPLACE,
    });
    expect(heading()).toBe('Replaced “vip” with “VIP” on 50 records');
    expect(cells().at(-1)).toEqual(['Total', '45', '5', '50']);
  });

  it('stopped between its halves it has both tags on what got the new one, and continues', async () => {
    const played = await open({
      ...MERGING,
      steps: [{ ...LEADS, put: { removed: 30, 'had-none': 8 }, joined: { partly: 30, 'not-sent': 8 } }],
      change: { ...REPLACE, left: [{ do: 'remove', step: 0 }] },
    });
    expect(heading()).toBe('Stopped: done on 0 of 38 leads');
    expect(job().textContent).toContain('30 leads have both the old tag and the new one.');
    expect(job().textContent).toContain('8 were not touched.');
    pressed('Continue');
    await waitFor(() => expect(wasAsked(played, 'cleanup.goOn')).toEqual([{ id: 'clean' }]));
  });
});

it('says of a tag that stays that automation uses it, too, where the list of tags knows it', async () => {
  const rows = rowsOf([
    { module: 'Leads', name: 'VIP', records: 1, used: 1, uses: [] },
    { module: 'Leads', name: 'vip', records: 3, used: 1, uses: [['workflow', 'add', ['Fair visitors']]] },
  ]);
  await open({ ...MERGING, steps: [MERGED], change: { ...REPLACE, isDeleting: true } }, { rows });
  expect(job().textContent).toContain('“vip” stays: 3 leads have it. Automation uses it, too.');
});

describe('a retire that deletes', () => {
  const retired = (kept: number) => ({
    ...LEADS,
    counts: { removed: 38 - kept, ...(kept > 0 && { failed: kept }) },
    tags: kept > 0 ? { kept: [{ tag: small, why: 'carried' as const, records: kept }] } : { deleted: [small] },
  });

  it('says that the tag is gone, and how much room the module has', async () => {
    await open({ tag: 'vip', steps: [retired(0)], change: { isDeleting: true } });
    expect(heading()).toBe('Removed from 38 leads, and the tag is deleted');
    expect(job().textContent).toContain('“vip” is gone: Leads now uses 2 of 3 tags.');
  });

  it('keeps the tag where a record has it, and tries again', async () => {
    const played = await open({ tag: 'vip', steps: [retired(2)], change: { isDeleting: true } });
    expect(heading()).toBe('Removed from 36 of 38 leads');
    expect(job().textContent).toContain('“vip” stays: 2 leads have it.');
    pressed('Try to delete again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
  });
});

describe('a rename', () => {
  const done = (module: 'Leads' | 'Contacts', counted: number) =>
    ({ module, counted, tags: { from: small, renaming: { kind: 'done' } } }) as const;

  it('says where the tag has its new name, and on how many records', async () => {
    await open({ ...RENAMING, steps: [done('Leads', 14), done('Contacts', 4)], change: { kind: 'rename' } });
    expect(heading()).toBe('“vip” is now “VIP 2”');
    expect(job().textContent).toContain('In Leads and Contacts. 18 records have it.');
    expect(within(job()).queryByRole('table')).toBeNull();
  });

  it('in part says in which module another tag has the name', async () => {
    const taken = { ...CONTACTS, tags: { from: small, renaming: { kind: 'taken', id: null } } } as const;
    await open({ ...RENAMING, steps: [done('Leads', 14), taken], change: { kind: 'rename' } });
    expect(heading()).toBe('“vip” is now “VIP 2” in 1 of 2 modules');
    expect(job().textContent).toContain('In Contacts another tag has the name “VIP 2”. Nothing was changed there.');
  });

  it('leads to a merge with the tag that has the name', async () => {
    const taken = {
      ...LEADS,
      tagId: small.id,
      tags: { from: small, renaming: { kind: 'taken', id: VIP?.id ?? null } },
    } as const;
    await open({ tag: 'vip', newName: 'VIP', steps: [taken], change: { kind: 'rename' } });
    expect(heading()).toBe('“vip” keeps its name');
    await act(() => pressed('Merge there…'));
    expect(screen.getByRole('dialog', { name: /“VIP”/ }).isConnected).toBe(true);
  });

  it('is taken back after a question, and not where others have changed it since', async () => {
    const played = await open({ ...RENAMING, steps: [done('Leads', 14)], change: { kind: 'rename' } });
    await act(() => pressed('Undo'));
    expect(heading()).toBe('Rename “VIP 2” back to “vip”?');
    await act(() => pressed('Rename back to “vip”'));
    await waitFor(() => expect(wasAsked(played, 'cleanup.undo')).toEqual([{ id: 'clean' }]));
    cleanup();
    const changed = { ...LEADS, tags: { ...done('Leads', 14).tags, back: { kind: 'changed' } } } as const;
    await open({ ...RENAMING, steps: [changed], change: { kind: 'rename', isUndo: true } });
    expect(heading()).toBe('“VIP 2” did not get its old name back');
    expect(job().textContent).toContain('In Leads others have renamed or deleted “VIP 2” since.');
  });

  it('warns before its undo where another tag has the old name now', async () => {
    const renamed = {
      ...LEADS,
      tagId: VIP?.id ?? '',
      tags: { from: VIP ?? NO_TAG, renaming: { kind: 'done' } },
    } as const;
    await open({ tag: 'vip', newName: 'VIP', steps: [renamed], change: { kind: 'rename' } });
    await act(() => pressed('Undo'));
    expect(job().textContent).toContain('Another tag has the name “vip” now. Rename that one first.');
  });
});

describe('a delete', () => {
  const deleting = (tags: NonNullable<Parameters<typeof cleanupOf>[0]['steps'][number]['tags']>) => ({
    tag: 'vip',
    others: ['V.I.P.', 'Old'],
    steps: [{ ...LEADS, counted: 0, tags }],
    change: { kind: 'delete' as const },
  });

  it('counts its tags while it works', async () => {
    await open({ ...deleting({ deleted: [small] }), tasks: [{ do: 'delete', step: 0 }] });
    expect(heading()).toBe('Deleting 3 tags');
    expect(job().textContent).toContain('1 of 3 tags');
    expect(within(job()).queryByRole('button', { name: 'Details' })).toBeNull();
  });

  it('says how many are gone, and why each other one is not', async () => {
    const played = await open(
      deleting({
        deleted: [{ id: 'old', name: 'Old', colour: null }],
        kept: [
          { tag: small, why: 'carried', records: 1 },
          { tag: dots, why: 'used', places: ['Fair visitors', 'Came by post'] },
        ],
      }),
    );
    expect(heading()).toBe('Deleted 1 of 3 tags');
    expect(job().textContent).toContain('“vip” stays: 1 lead has it.');
    expect(job().textContent).toContain('Zoho keeps “V.I.P.”: Fair visitors and Came by post use it.');
    within(job()).getAllByRole('button', { name: 'Show it' })[0]?.click();
    expect(played.address().tag).toBe('vip');
    pressed('Try to delete again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
  });

  it.each([
    [{ tag: small, why: 'gone' }, '“vip” was deleted already.'],
    [{ tag: small, why: 'uncounted' }, '“vip” stays: Zoho does not say how many records have it.'],
    [{ tag: small, why: 'used', places: [] }, 'Zoho keeps “vip”: something in Zoho uses it.'],
    [
      { tag: small, why: 'refused', error: { code: 'no-permission', details: {} } },
      '“vip” stays: You can’t change tags in Leads.',
    ],
  ] as const)('names the reason %j', async (kept, words) => {
    await open(deleting({ kept: [kept] }));
    expect(heading()).toBe('No tag was deleted');
    expect(job().textContent).toContain(words);
    const again = within(job()).queryByRole('button', { name: 'Try to delete again' });
    expect(again === null).toBe(kept.why === 'gone');
  });

  it('is undone by making the tags again, and says what that is not', async () => {
    const played = await open(deleting({ deleted: [small, dots] }));
    await act(() => pressed('Undo'));
    expect(heading()).toBe('Create 2 tags again?');
    expect(job().textContent).toContain('2 tags are created again, with the same names and colours.');
    expect(job().textContent).toContain('Zoho takes them for new tags');
    expect(job().textContent).toContain('between Untag’s last count and the deletion');
    await act(() => pressed('Create 2 tags again'));
    await waitFor(() => expect(wasAsked(played, 'cleanup.undo')).toEqual([{ id: 'clean' }]));
    cleanup();
    const renewed = [small, dots].map((tag) => ({ old: tag.id, tag: { ...tag, id: `new ${tag.id}` } }));
    const told = deleting({ deleted: [small, dots], renewed });
    await open({ ...told, change: { ...told.change, isUndo: true } });
    expect(heading()).toBe('2 tags: created again');
  });

  it('after its undo names each tag that Zoho has not made again, why, and what to do', async () => {
    const old = { id: 'old', name: 'Old', colour: null };
    const full = { code: 'tag-limit-module', details: { zohoCode: 'LICENSE_LIMIT_EXCEEDED' } } as const;
    const told = deleting({
      deleted: [small, dots, old],
      renewed: [{ old: small.id, tag: { ...small, id: 'new' } }],
      unmade: [
        { tag: dots, why: 'refused', error: full },
        { tag: old, why: 'taken' },
      ],
    });
    const played = await open({ ...told, change: { ...told.change, isUndo: true } });
    expect(heading()).toBe('Created 1 of 3 tags again');
    expect(job().textContent).toContain('“V.I.P.” could not be created again: Zoho allows no more tags in Leads.');
    expect(job().textContent).toContain(
      '“Old” could not be created again: Zoho says that another tag has the name, but does not list that tag.',
    );
    pressed('Try to create again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
  });

  it('warns before its undo where the module is full, or has a tag of that name', async () => {
    const rows = rowsOf([
      { module: 'Leads', name: 'VIP', records: 1, used: 1, uses: [] },
      { module: 'Leads', name: 'vip', records: 0, used: 1, uses: [] },
      { module: 'Leads', name: 'Other', records: 1, used: 1, uses: [] },
      { module: 'Leads', name: 'Old', records: 1, used: 1, uses: [] },
    ]);
    await open(deleting({ deleted: [small, { id: 'gone', name: 'Old', colour: null }] }), { rows });
    await act(() => pressed('Undo'));
    expect(job().textContent).toContain('Leads is full: the tag can’t be created again.');
    expect(job().textContent).toContain('There is a tag called “Old” again.');
  });
});

it('keeps the focus from its start to its end, and through the question about its undo', async () => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, tasks: [{ do: 'remove', step: 0 }], change: REPLACE });
  const stop = within(job()).getByRole('button', { name: 'Stop' });
  await act(() => stop.focus());
  await act(() => played.clean([cleanupOf({ ...told, change: REPLACE })]));
  await waitFor(() => expect(heading()).toBe('Merged into “VIP” on 35 of 38 leads'));
  expect(document.activeElement).toBe(within(job()).getByRole('heading'));
  await act(() => within(job()).getByRole('button', { name: 'Undo' }).focus());
  await act(() => pressed('Undo'));
  expect(heading()).toBe('Restore 2 tags on 35 leads?');
  expect(document.activeElement).toBe(within(job()).getByRole('heading'));
});

it('does not take the focus back that a press on the page has taken', async () => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, tasks: [{ do: 'remove', step: 0 }], change: REPLACE });
  const stop = within(job()).getByRole('button', { name: 'Stop' });
  await act(() => stop.focus());
  await act(() => stop.blur());
  await act(() => played.clean([cleanupOf({ ...told, change: REPLACE })]));
  await waitFor(() => expect(heading()).toBe('Merged into “VIP” on 35 of 38 leads'));
  expect(document.activeElement).toBe(document.body);
});

it.each([
  { rows: ROWS, goal: 'search', of: 'tags' },
  { rows: [], goal: 'headline', of: 'no tag' },
])('closed, it leaves the focus to the $goal of a list of $of', async ({ rows, goal }) => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, change: REPLACE }, { rows });
  const close = within(job()).getByRole('button', { name: 'Close' });
  await act(() => close.focus());
  await act(() => close.click());
  await act(() => played.clean([cleanupOf({ ...told, change: { ...REPLACE, isSeen: true } })]));
  await act(() => played.tags.cleaning.cleanups.settled());
  expect(screen.queryByRole('region', { name: 'Clean-up' })).toBeNull();
  const to = goal === 'search' ? screen.getByRole('searchbox') : screen.getByRole('heading', { level: 1 });
  expect(document.activeElement).toBe(to);
});

it('drops the reason of a refused undo with the question', async () => {
  await open(
    { ...MERGING, steps: [MERGED], change: REPLACE },
    { refuses: 'storage-full', refusesOnly: 'cleanup.undo' },
  );
  await act(() => pressed('Undo'));
  const [undo] = within(job()).getAllByRole('button').slice(-1);
  await act(() => undo?.click());
  expect((await screen.findByRole('alert')).isConnected).toBe(true);
  await act(() => pressed('Back'));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('stays until it is closed, also when its report has been read', async () => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, change: REPLACE });
  await act(() => played.clean([cleanupOf({ ...told, change: { ...REPLACE, isSeen: true } })]));
  await act(() => played.tags.cleaning.cleanups.settled());
  expect(within(job()).getByRole('button', { name: 'Undo' }).isConnected).toBe(true);
  await act(() => pressed('Close'));
  expect(screen.queryByRole('region', { name: 'Clean-up' })).toBeNull();
});

it('goes when it is closed, also when something else arrives before the worker has stored that', async () => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, change: REPLACE });
  await act(() => pressed('Close'));
  for (const isSeen of [false, true])
    await act(async () => {
      await played.clean([cleanupOf({ ...told, change: { ...REPLACE, isSeen } })]);
      await played.tags.cleaning.cleanups.settled();
    });
  expect(screen.queryByRole('region', { name: 'Clean-up' })).toBeNull();
});

it('counts the tags of a deletion and of its undo in the same way, each in its module', async () => {
  const tags = { deleted: [small, dots] };
  const steps = [
    { ...LEADS, counted: 0, tags },
    { ...CONTACTS, counted: 0, tags },
  ];
  const told = { tag: 'vip', others: ['V.I.P.'], steps } as const;
  await open({ ...told, change: { kind: 'delete' } });
  expect(heading()).toBe('Deleted 4 tags');
  await act(() => pressed('Undo'));
  expect(heading()).toBe('Create 4 tags again?');
  cleanup();
  const renewed = [small, dots].map((tag) => ({ old: tag.id, tag }));
  const undone = steps.map((step) => ({ ...step, tags: { ...tags, renewed } }));
  await open({ ...told, steps: undone, change: { kind: 'delete', isUndo: true } });
  expect(heading()).toBe('4 tags: created again');
});

it('reads out how a clean-up ended, in a place that was there before', async () => {
  const told = { ...MERGING, steps: [MERGED] };
  const played = await open({ ...told, tasks: [{ do: 'remove', step: 0 }], change: REPLACE });
  const places = [...document.querySelectorAll('output')];
  await act(() => played.clean([cleanupOf({ ...told, change: REPLACE })]));
  await waitFor(() => expect(heading()).toBe('Merged into “VIP” on 35 of 38 leads'));
  const said = [...document.querySelectorAll('output')].filter(({ textContent }) => textContent === heading());
  expect(said).toHaveLength(1);
  expect(places).toContain(said[0]);
});

describe('the undo of a replace', () => {
  it('asks with the records that either half has changed, and says what comes off when', async () => {
    await open({ ...MERGING, steps: [MERGED], change: { ...REPLACE, isDeleting: true } });
    await act(() => pressed('Undo'));
    expect(heading()).toBe('Restore 2 tags on 35 leads?');
    expect(job().textContent).toContain(
      'It is created again, with the same name and colour, then added to the records.',
    );
    expect(job().textContent).toContain(
      '“VIP” is removed where this clean-up added it, and only once the old tags are back',
    );
  });

  it('says before it begins that a tag may not come back whose name Zoho may take for that of the tag that stays', async () => {
    const deleted = { ...MERGED, tags: { deleted: [small, dots] } };
    await open({ ...MERGING, steps: [deleted], change: { ...REPLACE, isDeleting: true } });
    await act(() => pressed('Undo'));
    expect(job().textContent).toContain(
      'Zoho may take “VIP” and “vip” for the same name. Then undo can’t create a deleted one again: its records keep “VIP”.',
    );
    cleanup();
    await open({ ...MERGING, steps: [{ ...MERGED, tags: { deleted: [dots] } }], change: REPLACE });
    await act(() => pressed('Undo'));
    expect(job().textContent).not.toContain('Zoho may take');
  });

  it('says which half is at work, and that the tag is there again', async () => {
    const tags = { ...MERGED.tags, renewed: [{ old: dots.id, tag: { ...dots, id: 'new' } }] };
    const undone = { ...MERGED, tags, undone: { removed: 20, pending: 15 }, undo: WORKING };
    const at = (task: 'undo' | 'takeBack', step: object) => ({
      ...MERGING,
      steps: [{ ...undone, ...step }],
      tasks: [{ do: task, step: 0 } as const],
      change: { ...REPLACE, isUndo: true },
    });
    await open(at('undo', {}));
    expect(heading()).toBe('Restoring 2 tags');
    expect(job().textContent).toContain('Created again in Leads.');
    expect(job().textContent).toContain('20 of 35 records');
    cleanup();
    await open(
      at('takeBack', { undone: { removed: 35 }, undo: {}, takenBack: { removed: 10, pending: 20 }, takeBack: WORKING }),
    );
    expect(job().textContent).toContain('Now “VIP” is removed where it was added.');
    expect(job().textContent).toContain('10 of 30 records');
    // How the records are shared between the halves is known at the end.
    expect(within(job()).queryByRole('button', { name: 'Details' })).toBeNull();
  });

  it('ends in numbers, and says where there was no way back', async () => {
    const tags = { ...MERGED.tags, renewed: [{ old: dots.id, tag: null }] };
    await open(
      {
        ...MERGING,
        steps: [
          {
            ...MERGED,
            tags,
            undone: { removed: 33, failed: 2 },
            takenBack: { removed: 28, failed: 2 },
            joinedUndo: { removed: 33, failed: 2 },
          },
        ],
        change: { ...REPLACE, isUndo: true },
      },
      { failures: { 'clean-0u': [{ ...FULL, reason: 'tag-deleted', records: 2, retried: 0 }] } },
    );
    expect(heading()).toBe('Restored on 33 of 35 leads');
    expect(cells().at(-1)).toEqual(['Leads (opens in a new tab)', '33', '2', '35']);
    expect(job().textContent).toContain('“V.I.P.” could not be created again: to Zoho it is the same name as “VIP”.');
    expect(within(job()).queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});

it('an undo that could not make a tag again says what to do for its records, and asks for all of it in one press', async () => {
  const error = { code: 'zoho-other', details: { zohoCode: 'NEW_CODE', zohoMessage: 'not now' } } as const;
  const tags = { deleted: [small], unmade: [{ tag: small, why: 'refused' as const, error }] };
  const step = { ...LEADS, counts: { removed: 3 }, undone: { removed: 1, failed: 2 }, undo: {}, tags };
  const played = await open(
    { tag: 'vip', steps: [step], change: { isUndo: true, isDeleting: true } },
    { failures: { 'clean-0u': [{ ...FULL, reason: 'tag-deleted', records: 2, retried: 0 }] } },
  );
  expect(heading()).toBe('Restored on 1 of 3 leads');
  await waitFor(() =>
    expect(job().textContent).toContain('The tag no longer exists. When that is solved, choose “Try to create again”.'),
  );
  expect(job().textContent).toContain('“vip” could not be created again: Zoho: “not now” (NEW_CODE).');
  await act(() => pressed('Try to create again'));
  expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]);
});

it('an undo whose records are all restored does not call itself whole while a tag is missing', async () => {
  const error = { code: 'tag-limit-module', details: {} } as const;
  const tags = { deleted: [small], unmade: [{ tag: small, why: 'refused' as const, error }] };
  const step = { ...LEADS, counts: { removed: 3 }, undone: { removed: 3 }, undo: {}, tags };
  await open({ tag: 'vip', steps: [step], change: { isUndo: true, isDeleting: true } });
  expect(heading()).toBe('Restored on 3 leads');
  expect(job().className).toContain('warn');
});

it('after its undo names the tag that has the name of a deleted one now, and uses it on demand', async () => {
  const namesakes = [{ tag: 0, now: { id: '581200000000077777', name: 'vip', colour: null } }];
  const step = { ...LEADS, counts: { removed: 3 }, undone: { failed: 3 }, undo: { namesakes } };
  const played = await open({ tag: 'vip', steps: [step], change: { isUndo: true } });
  expect(job().textContent).toContain('“vip” was deleted in Zoho. Another tag has this name now.');
  await act(() => pressed('Use the new tag'));
  expect(wasAsked(played, 'cleanup.useNamesakes')).toEqual([{ id: 'clean' }]);
});

describe('a clean-up that lacks the right to change tags', () => {
  const told: Parameters<typeof cleanupOf>[0] = {
    tag: 'vip',
    steps: [{ ...LEADS, counted: 0 }],
    change: { kind: 'delete', left: [{ do: 'delete', step: 0 }] },
  };
  const refuses = new AppError('scope-missing', { name: TAGS_SCOPE });

  it('leads to the consent, comes back to its band, and goes on only when that is pressed', async () => {
    const played = await open(told, { refuses, refusesOnly: 'cleanup.goOn' });
    await act(() => pressed('Continue'));
    const sheet = await screen.findByRole('dialog', { name: 'One more permission needed' });
    expect(sheet.textContent).toContain(TAGS_SCOPE);
    expect(screen.queryByText(/did not give the permission/)).toBeNull();
    await act(() => within(sheet).getByRole('button', { name: 'Allow in Zoho' }).click());
    const data = { connectionId: CONNECTION.id, scopes: [TAGS_SCOPE] satisfies ExtraScope[] };
    expect(played.asked).toContainEqual({ name: 'connection.widen', data });
    await act(() => connectionsItem.set([{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }]));
    await act(() => wideningItem.set({ ...data, state: 'granted', at: Date.now() + 1 }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(wasAsked(played, 'cleanup.goOn')).toHaveLength(1);
    expect(played.address().asks).toBeNull();
  });

  it('stays as it was where the consent is left', async () => {
    await open(told, { refuses, refusesOnly: 'cleanup.goOn' });
    await act(() => pressed('Continue'));
    const sheet = await screen.findByRole('dialog', { name: 'One more permission needed' });
    await act(() => within(sheet).getByRole('button', { name: 'Back' }).click());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(within(job()).getByRole('button', { name: 'Continue' })).toBeTruthy();
  });
});

describe('a question about what was found', () => {
  it('of far more than Zoho counts says so, and is about the modules that are found anew', async () => {
    const steps = [
      { ...LEADS, counts: { removed: 38 } },
      { ...CONTACTS, counts: { pending: 2_240 }, run: PLANNED },
    ];
    const played = await open(
      { tag: 'vip', steps, tasks: [{ do: 'ask' }, { do: 'remove', step: 1 }], change: { state: 'asking' } },
      { found: [[38], [2_240]] },
    );
    await waitFor(() => expect(heading()).toBe('Found 2,240, Zoho counts 12'));
    expect(job().textContent).toContain('That is far more than you confirmed.');
    // Only the module that is found anew stands in the table and in the list that is saved.
    expect(cells()).toHaveLength(2);
    await act(() => pressed('Save the list (CSV)'));
    expect(await played.saved[0]?.text()).toBe('clean-1');
    // More than 500 need a second step, which the question is.
    expect(within(job()).queryByRole('textbox')).toBeNull();
  });

  it.each([
    { others: [], label: 'Type the name of the tag to continue', wrong: 'vi', right: 'VIP' },
    { others: ['dots'], label: 'Type the number of records to continue', wrong: '10,000', right: '10001' },
  ])('of more than 10,000 where fewer were confirmed is typed: $right', async ({ others, label, wrong, right }) => {
    const step = { ...LEADS, counts: { pending: 10_001 }, run: PLANNED };
    const told = { tag: 'vip', others, tasks: [{ do: 'ask' }, { do: 'remove', step: 0 }] as const };
    const played = await open({ ...told, steps: [step], change: { state: 'asking' } }, { found: [[10_001, 0]] });
    const field = within(job()).getByRole('textbox', { name: label });
    const go = within(job()).getByRole('button', { name: 'Remove from 10,001 leads' });
    fireEvent.input(field, { target: { value: wrong } });
    await act(() => go.click());
    expect(go.getAttribute('aria-disabled')).toBe('true');
    expect(wasAsked(played, 'cleanup.answer')).toEqual([]);
    fireEvent.input(field, { target: { value: right } });
    await waitFor(() => expect(go.getAttribute('aria-disabled')).toBeNull());
    await act(() => go.click());
    expect(wasAsked(played, 'cleanup.answer')).toEqual([
      { id: 'clean', isEnough: true, records: 10_001, typed: right },
    ]);
  });

  it('of more than 10,000 is one press where as many were confirmed', async () => {
    const step = { ...LEADS, counted: 10_500, counts: { pending: 10_001 }, run: PLANNED };
    const tasks = [{ do: 'ask' }, { do: 'remove', step: 0 }] as const;
    await open({ tag: 'vip', steps: [step], tasks, change: { state: 'asking' } }, { found: [[10_001]] });
    expect(within(job()).queryByRole('textbox')).toBeNull();
  });
});

it('of another org it is told by its part, because each record counts for both halves', async () => {
  const other = { ...CONNECTION, id: 'us-production-30091160077-581200000000000001' };
  await open(
    {
      ...MERGING,
      steps: [{ ...LEADS, put: { removed: 19, pending: 19 }, putRun: WORKING }],
      tasks: [{ do: 'put', step: 0 }],
      change: { ...REPLACE, connectionId: other.id },
    },
    { connections: [CONNECTION, other] },
  );
  expect(screen.getByText(/A clean-up is running in/).textContent).toContain('Production: 25% done.');
});
