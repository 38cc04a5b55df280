// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExtraScope, SEARCH_SCOPE, TAGS_SCOPE } from '../shared/scopes.ts';
import { wideningItem } from '../shared/stored-items.ts';
import { tagsProgressItem } from '../shared/tags-progress.ts';
import { offerFrom } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, NOW, progressOf, rowsOf, type ToldTag } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played, TagsScene } from './testing/play.ts';

afterEach(cleanup);

const TOLD: readonly ToldTag[] = [
  { module: 'Leads', name: 'Beta tester', records: 0, uses: [] },
  { module: 'Leads', name: 'Old price list', records: 0, uses: [['workflow', 'add', ['Prices']]] },
  { module: 'Leads', name: 'Promo', records: 0, uses: [['view', null, ['Promotions']]] },
  { module: 'Leads', name: 'VIP', records: 412, uses: [] },
  { module: 'Leads', name: 'Webinar', records: null },
  { module: 'Contacts', name: 'Beta tester', records: 0, uses: [] },
  { module: 'Contacts', name: 'VIP', records: 96, uses: [] },
];
const ROWS = rowsOf(TOLD);
const ORG: TagsScene = {
  modules: [
    moduleOf('Leads', 0, { room: { used: 73, allowed: 100 } }),
    moduleOf('Contacts', 1, { room: { used: null, allowed: null } }),
  ],
  rows: ROWS,
  offer: offerFrom(ROWS),
  connections: [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }],
};

function started({ asked }: Played): unknown[] {
  return asked.filter(({ name }) => name === 'cleanup.start').map(({ data }) => data);
}

function pressed(name: RegExp | string): Promise<void> {
  return act(() => screen.getByRole('button', { name }).click());
}

function bar(): string[] {
  const acts = within(screen.getByRole('region', { name: 'Selected tags' })).getAllByRole('button');
  return acts.map(({ textContent }) => textContent).filter((label) => label !== '');
}

async function sheetFor(names: readonly string[], scene: TagsScene = ORG): Promise<Played & { sheet: HTMLElement }> {
  const played = await openTags(scene);
  for (const name of names) fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  const opener = screen.getByRole('button', { name: /^Delete/ });
  await act(() => opener.focus());
  await act(() => opener.click());
  return { ...played, sheet: screen.getByRole('dialog') };
}

function heading(sheet: HTMLElement): string {
  return within(sheet).getByRole('heading', { level: 2 }).textContent;
}

describe('a delete of tags that no record has', () => {
  it('is the only clean-up over records offered for them, and starts by its button', async () => {
    const { sheet, ...played } = await sheetFor(['Beta tester']);
    expect(bar()).toEqual(['Rename…', 'Delete…']);
    expect(heading(sheet)).toBe('Delete “Beta tester”');
    const lines = within(sheet)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines[0]).toContain('1 tag; then 72 of 100');
    expect(lines[1]).toContain('1 tag');
    expect(sheet.textContent).toContain('Untag counts each one again just before it is deleted.');
    // The list of modules, two lists of each module, and the count and the delete of each tag.
    expect(sheet.textContent).toContain('At most 9 API credits');
    expect(sheet.textContent).toContain('For 30 days: created again, with the same name and colour');
    fireEvent.keyDown(within(sheet).getByRole('heading', { level: 2 }), { key: 'Enter' });
    expect(started(played)).toEqual([]);
    await pressed('Delete 2 tags');
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({
      connectionId: CONNECTION.id,
      kind: 'delete',
      steps: [
        { module: { apiName: 'Leads' }, holders: { tags: [{ id: ROWS[0]?.id }], counted: [0] } },
        { module: { apiName: 'Contacts' }, holders: { tags: [{ id: ROWS[5]?.id }], counted: [0] } },
      ],
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says that converted leads are not checked without the search, and asks for that', async () => {
    const { sheet, ...played } = await sheetFor(['Beta tester']);
    expect(sheet.textContent).toContain('Untag can’t check converted records in Leads');
    await pressed('Allow searching…');
    expect(sheet.textContent).toContain(SEARCH_SCOPE);
    // A deletion never reads all records instead.
    expect(sheet.textContent).toContain('Without it Untag can’t check converted records');
    expect(sheet.textContent).not.toContain('reading all of a module');
    await pressed('Allow in Zoho');
    const asked = { connectionId: CONNECTION.id, scopes: [SEARCH_SCOPE as ExtraScope] };
    const at = Date.now() + 1_000;
    await act(() => wideningItem.set({ ...asked, state: 'failed', code: 'consent-refused', details: {}, at }));
    expect(sheet.textContent).toContain('You can still delete tags, but Untag can’t check converted records');
    expect(sheet.textContent).not.toContain('reads all records');
    await pressed('Back');
    await pressed('Skip: Leads');
    expect(sheet.textContent).not.toContain('converted');
    expect(started(played)).toEqual([]);
    cleanup();
    const connections = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE, SEARCH_SCOPE] }];
    expect((await sheetFor(['Beta tester'], { ...ORG, connections })).sheet.textContent).not.toContain('converted');
  });

  it('leaves out a module that is skipped', async () => {
    const { sheet, ...played } = await sheetFor(['Beta tester']);
    await pressed('Skip: Leads');
    expect(sheet.textContent).toContain('1 that no record has');
    await pressed('Delete the tag');
    await waitFor(() => expect(started(played)).toHaveLength(1));
    const { steps } = started(played)[0] as { steps: { module: { apiName: string } }[] };
    expect(steps.map(({ module }) => module.apiName)).toEqual(['Contacts']);
  });

  it('names those that rules keep, that records have, or that are not counted, and deletes the others', async () => {
    const { sheet, ...played } = await sheetFor(['Beta tester', 'Old price list', 'Promo', 'VIP', 'Webinar']);
    expect(bar()).toContain('Delete 5…');
    expect(heading(sheet)).toBe('Delete 3 of 7 tags');
    expect(sheet.textContent).toContain('1 is used by rules, so Zoho keeps it: “Old price list”');
    expect(within(sheet).getByText('Prices').isConnected).toBe(true);
    expect(sheet.textContent).toContain('2 are on records, so they stay: “VIP”.');
    expect(sheet.textContent).toContain('1 is not counted yet, so it stays: “Webinar”.');
    expect(sheet.textContent).toContain('1 view filters by “Promo”.');
    await pressed('Delete 3 tags');
    await waitFor(() => expect(started(played)).toHaveLength(1));
    const { steps } = started(played)[0] as { steps: { holders: { tags: { name: string }[] } }[] };
    expect(steps.flatMap(({ holders }) => holders.tags.map(({ name }) => name))).toEqual([
      'Beta tester',
      'Promo',
      'Beta tester',
    ]);
  });

  it('counts first what is not counted, for the price on its button', async () => {
    const { sheet, ...played } = await sheetFor(['Webinar']);
    expect(heading(sheet)).toBe('Delete “Webinar”');
    expect(within(sheet).queryByRole('button', { name: /^Delete/ })).toBeNull();
    await act(() => within(sheet).getByRole('button', { name: 'Count: 1 API credit' }).click());
    expect(played.asked.at(-1)).toEqual({
      name: 'tags.count',
      data: { connectionId: CONNECTION.id, tags: [{ module: 'Leads', tagIds: [ROWS[4]?.id] }] },
    });
    expect(sheet.textContent).toContain('1 is not counted yet');
    await act(() =>
      tagsProgressItem.set({ [CONNECTION.id]: progressOf({ state: 'working', counts: { all: 1, done: 0 } }) }),
    );
    const counting = await within(sheet).findByRole('button', { name: 'Counting: 0 of 1' });
    expect(counting.getAttribute('aria-disabled')).toBe('true');
    played.store(ORG.modules ?? [], [...ROWS.slice(0, 4), { ...ROWS[4]!, records: { n: 0, at: NOW, from: 'count' } }]);
    await act(() =>
      tagsProgressItem.set({
        [CONNECTION.id]: progressOf({ revision: 2, stored: { Leads: 1 }, counts: { all: 1, done: 1 } }),
      }),
    );
    expect((await within(sheet).findByRole('button', { name: 'Delete the tag' })).isConnected).toBe(true);
    expect(started(played)).toEqual([]);
  });

  it('says why Zoho did not count, and offers it again', async () => {
    const rows = ROWS.map((row) =>
      row.name === 'Webinar'
        ? { ...row, countError: { error: { code: 'rate-limited', details: {} }, at: NOW } as const }
        : row,
    );
    const { sheet } = await sheetFor(['Webinar'], { ...ORG, rows });
    expect(sheet.textContent).toContain('Zoho is busy.');
    expect(within(sheet).getByRole('button', { name: 'Count: 1 API credit' }).isConnected).toBe(true);
  });

  it('asks for the right to change tags first', async () => {
    const { sheet, ...played } = await sheetFor(['Promo'], { ...ORG, connections: [CONNECTION] });
    expect(sheet.textContent).toContain('Zoho asks for one more permission first');
    await pressed('Delete the tag');
    expect(heading(sheet)).toBe('One more permission needed');
    expect(started(played)).toEqual([]);
    await pressed('Back');
    expect(heading(sheet)).toBe('Delete “Promo”');
  });

  it('says why it was refused, and stays open', async () => {
    const { sheet } = await sheetFor(['Promo'], { ...ORG, refuses: 'busy', refusesOnly: 'cleanup.start' });
    await pressed('Delete the tag');
    expect((await within(sheet).findByRole('alert')).textContent).not.toBe('');
  });
});

describe('a tag on records', () => {
  it('is not deleted, and the way on is its removal', async () => {
    const { sheet, ...played } = await sheetFor(['VIP']);
    expect(heading(sheet)).toBe('“VIP” is on 508 records');
    expect(sheet.textContent).toContain('Untag deletes only tags that no record has.');
    expect(within(sheet).queryByRole('button', { name: /^Delete/ })).toBeNull();
    await act(() => within(sheet).getByRole('button', { name: 'Remove from all records…' }).click());
    await waitFor(() => expect(heading(screen.getByRole('dialog'))).toBe('Remove “VIP” from all records'));
    expect(started(played)).toEqual([]);
    await pressed('Cancel');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Delete…'));
  });

  it('can be counted again, because the number may be old', async () => {
    const { sheet, ...played } = await sheetFor(['VIP']);
    await act(() => within(sheet).getByRole('button', { name: 'Count again: 2 API credits' }).click());
    expect(played.asked.at(-1)?.name).toBe('tags.count');
  });
});
