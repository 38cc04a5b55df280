import { untagInLumen } from './untag-in-lumen.ts';
import { act, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { readCleanup } from '../../src/cleanups/queries/cleanups.ts';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';
import type { Tag } from '../../src/shared/run-summary.ts';
import type { CleanupRequest } from '../../src/shared/messages.ts';
import type { Module } from '../zoho/world/module.ts';

const untag = await untagInLumen();

const PATIENCE = { timeout: 20_000 };
const OLD = ['vip', 'V.I.P.'];

function leads(): Module {
  return untag.zoho.world.org('lumen').module('Leads');
}

function truth(): Readonly<Record<string, readonly string[]>> {
  const module = leads();
  return Object.fromEntries(module.ids().map((id) => [id, module.tagNames(id).toSorted()] as const));
}

async function opened(): Promise<TagsPageData> {
  const { page } = await untag.tagsPage();
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), PATIENCE);
  await act(() => page.org.settled());
  return page;
}

function tagsOf(page: TagsPageData, ...names: readonly string[]): readonly Tag[] {
  const rows = page.org.rows.value.get('Leads') ?? [];
  return names
    .flatMap((name) => rows.filter((row) => row.name === name))
    .map(({ id, name, colour }) => ({ id, name, colour }));
}

/** Starts a clean-up of tags of leads as the sheets do. */
async function start(
  page: TagsPageData,
  kind: NonNullable<CleanupRequest['kind']>,
  tags: readonly Tag[],
  step: Partial<CleanupRequest['steps'][number]>,
): Promise<void> {
  const connectionId = page.connection.value?.id ?? '';
  const found = page.org.modules.value.find(({ apiName }) => apiName === 'Leads');
  if (found === undefined) throw new Error('no leads');
  const { apiName, moduleSlug, singular, plural, isCustom } = found;
  const module = { apiName, moduleSlug, singular, plural, isCustom, nameField: 'Full_Name' };
  const holders = { tags: [...tags], way: 'scan' as const, counted: tags.map(() => null) };
  const request = { id: crypto.randomUUID(), connectionId, kind, steps: [{ module, holders, ...step }] };
  await act(() => untag.handlers['cleanup.start'](request));
}

function job(): HTMLElement {
  return screen.getByRole('region', { name: 'Clean-up' });
}

async function headline(words: string): Promise<void> {
  await waitFor(() => expect(within(job()).getByRole('heading').textContent).toBe(words), PATIENCE);
}

async function pressed(name: string | RegExp): Promise<void> {
  const button = await within(job()).findByRole('button', { name }, PATIENCE);
  await act(() => button.click());
}

function cells(): string[] {
  return [...(within(job()).getAllByRole('row').at(-1)?.querySelectorAll('td') ?? [])].map(
    ({ textContent }) => textContent,
  );
}

test('a merge is told in the numbers of the truth, and so is its undo', async () => {
  const module = leads();
  const having = module.ids().filter((id) => module.seen(id) && OLD.some((name) => module.tagNames(id).includes(name)));
  const had = having.filter((id) => module.tagNames(id).includes('VIP'));
  const full = having.filter((id) => module.tagNames(id).length === 10 && !had.includes(id));
  const got = having.length - had.length - full.length;
  expect(Math.min(had.length, full.length, got)).toBeGreaterThan(0);
  const before = truth();
  const page = await opened();
  const [stays] = tagsOf(page, 'VIP');
  if (stays === undefined) throw new Error('no VIP');
  await start(page, 'replace', tagsOf(page, ...OLD), { stays });

  const done = having.length - full.length;
  await headline(`Merged into “VIP” on ${done} of ${having.length} leads`);
  expect(cells()).toEqual([got, had.length, full.length, having.length].map(String));
  await waitFor(
    () => expect(job().textContent).toMatch(new RegExp(`${full.length} leads?: Zoho allows no more tags`)),
    PATIENCE,
  );
  const id = page.cleaning.shown.value?.cleanup.id ?? '';
  expect((await readCleanup(id))?.steps[0]?.joined?.changed).toBe(done);

  await pressed('Undo');
  await headline(`Restore 2 tags on ${done} leads?`);
  await pressed(`Restore on ${done} leads`);
  await headline(`Restored on ${done} leads`);
  expect(truth()).toEqual(before);
});

test('a rename and the delete of an unused tag are told by their tags, and undone', async () => {
  const page = await opened();
  await act(() => page.rights.ask([TAGS_SCOPE]));
  await waitFor(async () => expect((await connectionsItem.get())[0]?.extraScopes).toContain(TAGS_SCOPE), PATIENCE);
  const before = truth();
  await start(page, 'rename', tagsOf(page, 'V.I.P.'), { name: 'Very important' });
  await headline('“V.I.P.” is now “Very important”');
  const names = () =>
    leads()
      .tags()
      .map(({ name }) => name);
  expect(names()).toContain('Very important');
  await pressed('Undo');
  await pressed('Rename back to “V.I.P.”');
  await headline('“Very important” is “V.I.P.” again');
  expect(truth()).toEqual(before);

  const unused = (page.org.rows.value.get('Leads') ?? []).filter(
    ({ name }) => names().includes(name) && !Object.values(before).some((tags) => tags.includes(name)),
  );
  expect(unused.length).toBeGreaterThan(1);
  const [first, second] = unused.map(({ name }) => name);
  await start(page, 'delete', tagsOf(page, first ?? '', second ?? '', 'vip'), {});
  await waitFor(() => expect(job().textContent).toContain('“vip” stays: '), PATIENCE);
  const gone = [first, second].filter((name) => !names().includes(name ?? ''));
  await headline(gone.length === 0 ? 'No tag was deleted' : `Deleted ${gone.length} of 3 tags`);
  expect(gone.length).toBeGreaterThan(0);
  await pressed('Undo');
  await pressed(/^Create .* again$/);
  await waitFor(
    () => expect(page.cleaning.shown.value?.cleanup).toMatchObject({ isUndo: true, state: 'ended' }),
    PATIENCE,
  );
  expect([first, second].filter((name) => !names().includes(name ?? ''))).toEqual([]);
  expect(within(job()).queryByRole('button', { name: 'Undo' })).toBeNull();
});
