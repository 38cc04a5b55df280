import { untagInLumen } from './untag-in-lumen.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { listCleanups } from '../../src/cleanups/queries/cleanups.ts';
import { LEADS } from '../../src/runs/testing/world.ts';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';
import type { Module } from '../zoho/world/module.ts';

const untag = await untagInLumen();

const PATIENCE = { timeout: 20_000 };

function module(apiName: string): Module {
  const found = untag.zoho.world.org('lumen').modules.find((one) => one.apiName === apiName);
  if (found === undefined) throw new Error(`no module ${apiName}`);
  return found;
}

function names(apiName: string): readonly string[] {
  return module(apiName)
    .tags()
    .map(({ name }) => name);
}

/** The tags of all records. */
function truth(): Readonly<Record<string, readonly string[]>> {
  const { modules } = untag.zoho.world.org('lumen');
  return Object.fromEntries(
    modules.flatMap((one) => one.ids().map((id) => [id, one.tagNames(id).toSorted()] as const)),
  );
}

async function opened(): Promise<TagsPageData> {
  const { page } = await untag.tagsPage();
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), PATIENCE);
  await act(() => page.org.settled());
  return page;
}

async function selected(...tags: readonly string[]): Promise<void> {
  for (const name of tags) {
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: name } });
    fireEvent.click(await screen.findByRole('checkbox', { name: `Select ${name}` }));
  }
}

async function pressed(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name }, PATIENCE);
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull(), PATIENCE);
  await act(() => button.click());
}

/** The person allows Untag to change tags, in Zoho's window; what the sheet says stays. */
async function allowed(): Promise<void> {
  await pressed('Allow in Zoho');
  await waitFor(async () => expect((await connectionsItem.get())[0]?.extraScopes).toContain(TAGS_SCOPE), PATIENCE);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Allow in Zoho' })).toBeNull(), PATIENCE);
}

/** The most that the sheet says it costs. */
function price(): number {
  const words = within(screen.getByRole('dialog')).getByText(/API credits?$/).textContent;
  return Number(words.match(/\d+/)?.[0]);
}

/** What a clean-up did by Zoho's own word, once it is over and the list is read again. */
async function over(page: TagsPageData, before: number): Promise<number> {
  await waitFor(() => expect(page.cleaning.shown.value?.cleanup.state).toBe('ended'), PATIENCE);
  await waitFor(() => expect(page.live.value).toBe(false), PATIENCE);
  await act(() => page.org.settled());
  return untag.zoho.requests.length - before;
}

/** Undoes the ended clean-up by its band, and waits for its end and for the new list. */
async function undone(page: TagsPageData): Promise<void> {
  const band = (): HTMLElement => screen.getByRole('region', { name: 'Clean-up' });
  await act(() => within(band()).getByRole('button', { name: 'Undo' }).click());
  const [, start] = within(band()).getAllByRole('button');
  await act(() => start?.click());
  await waitFor(() => expect(page.cleaning.shown.value?.cleanup.isUndo).toBe(true), PATIENCE);
  await over(page, 0);
}

test('a tag gets another name in two modules, after the right for it, for the credits that were said', async () => {
  const before = truth();
  const page = await opened();
  await selected('Newsletter');
  await pressed('Rename…');
  fireEvent.input(screen.getByRole('textbox', { name: 'New name' }), { target: { value: 'Letters' } });
  await pressed('Rename in 2 modules');
  await allowed();
  const said = price();
  const calls = untag.zoho.requests.length;
  await pressed('Rename in 2 modules');
  expect(await over(page, calls)).toBe(said);
  for (const one of ['Leads', 'Contacts']) {
    expect(names(one)).toContain('Letters');
    expect(names(one)).not.toContain('Newsletter');
  }
  const renamed = Object.fromEntries(
    Object.entries(before).map(([id, tags]) => [
      id,
      tags.map((name) => (name === 'Newsletter' ? 'Letters' : name)).toSorted(),
    ]),
  );
  expect(truth()).toEqual(renamed);
  // The list shows the new name, without a press.
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'Letters' } });
  expect((await screen.findByRole('checkbox', { name: 'Select Letters' })).isConnected).toBe(true);

  await undone(page);
  expect(names('Leads')).toContain('Newsletter');
  expect(names('Contacts')).toContain('Newsletter');
  expect(truth()).toEqual(before);
});

test('a name that exists is not taken, whatever the list says; the other module gets it', async () => {
  const page = await opened();
  await selected('Newsletter');
  // Others make the tag meanwhile.
  module('Contacts').createTag('Letters');
  await pressed('Rename…');
  fireEvent.input(screen.getByRole('textbox', { name: 'New name' }), { target: { value: 'Letters' } });
  await pressed('Rename in 2 modules');
  await allowed();
  await pressed('Rename in 2 modules');
  await over(page, 0);
  expect(names('Leads')).toContain('Letters');
  expect(names('Contacts')).toContain('Newsletter');
  const steps = page.cleaning.shown.value?.cleanup.steps ?? [];
  expect(steps.map(({ tags }) => tags?.renaming?.kind)).toEqual(['done', 'taken']);
});

test('a name that the list has is renamed in the other module only', async () => {
  const page = await opened();
  await selected('Newsletter');
  await pressed('Rename…');
  fireEvent.input(screen.getByRole('textbox', { name: 'New name' }), { target: { value: 'Referral' } });
  expect(screen.getByRole('dialog').textContent).toContain('This name exists there already.');
  await pressed('Rename in Contacts only');
  await allowed();
  await pressed('Rename in Contacts only');
  await over(page, 0);
  expect(names('Contacts')).toContain('Referral');
  expect(names('Leads')).toContain('Newsletter');
});

test('of twenty unused tags one is on a record meanwhile: it stays, and the price is kept', async () => {
  const page = await opened();
  const chosen = page.org.rows.value
    .get('Contacts')
    ?.filter(({ name, records }) => name.startsWith('Webinar') && records?.n === 0)
    .slice(0, 20);
  if (chosen?.length !== 20) throw new Error('too few unused tags');
  const [tagged] = chosen;
  const contacts = module('Contacts');
  const [id = ''] = contacts.ids();
  // All twenty, by the model: the long table draws no row for most of them.
  await act(() => {
    for (const line of page.list.lines.value)
      if (chosen.some(({ name }) => name === line.name)) page.picked.press(page.list.lines.value, line, false);
  });
  const all = page.picked.tags.value;
  await pressed(/^Delete /);
  await pressed(`Delete ${all.length} tags`);
  await allowed();
  contacts.addTag(id, tagged?.name ?? '');
  const before = truth();
  const said = price();
  const calls = untag.zoho.requests.length;
  await pressed(`Delete ${all.length} tags`);
  const spent = await over(page, calls);
  // The one that stays needs no delete.
  expect(spent).toBe(said - 1);
  const left = names('Contacts').filter((name) => chosen.some((tag) => tag.name === name));
  expect(left).toEqual([tagged?.name]);
  expect(truth()).toEqual(before);
  const steps = page.cleaning.shown.value?.cleanup.steps ?? [];
  expect(steps.flatMap(({ tags }) => tags?.kept ?? [])).toMatchObject([
    { tag: { name: tagged?.name }, why: 'carried', records: 1 },
  ]);
  // The list has none of the deleted ones until they are created again.
  const shown = page.org.rows.value.get('Contacts')?.map(({ name }) => name) ?? [];
  expect(chosen.filter(({ name }) => shown.includes(name)).map(({ name }) => name)).toEqual([tagged?.name]);

  await undone(page);
  const again = page.org.rows.value.get('Contacts') ?? [];
  for (const { name, id: old } of chosen) {
    expect(names('Contacts').filter((one) => one === name)).toHaveLength(1);
    const row = again.find((one) => one.name === name);
    expect(row?.id === old).toBe(name === tagged?.name);
  }
  expect(truth()).toEqual(before);
});

test('the worker starts no delete without the right, and asks Zoho for nothing', async () => {
  const before = names('Leads');
  const connectionId = (await connectionsItem.get())[0]?.id ?? '';
  const tags = module('Leads')
    .tags()
    .map(({ id, name }) => ({ id, name, colour: null }));
  const steps = [{ module: LEADS, holders: { tags, way: 'scan' as const, counted: tags.map(() => null) } }];
  const calls = untag.zoho.requests.length;
  await expect(
    untag.handlers['cleanup.start']({ id: 'clean', connectionId, kind: 'delete', steps }),
  ).rejects.toMatchObject({ code: 'scope-missing', details: { name: TAGS_SCOPE } });
  expect(untag.zoho.requests.length).toBe(calls);
  expect(await listCleanups(null)).toEqual([]);
  expect(names('Leads')).toEqual(before);
});

test('refused, the connection stays as it was, and nothing is changed', async () => {
  const before = truth();
  await opened();
  await selected('Newsletter');
  await pressed('Rename…');
  fireEvent.input(screen.getByRole('textbox', { name: 'New name' }), { target: { value: 'Letters' } });
  await pressed('Rename in 2 modules');
  untag.be('lumen', 'nora', 'refuse');
  await pressed('Allow in Zoho');
  await screen.findByRole('heading', { name: 'You did not allow it' }, PATIENCE);
  expect((await connectionsItem.get())[0]?.extraScopes ?? []).not.toContain(TAGS_SCOPE);
  expect(truth()).toEqual(before);
  expect(names('Leads')).toContain('Newsletter');
});
