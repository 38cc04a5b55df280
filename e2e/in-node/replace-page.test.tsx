import { untagInLumen } from './untag-in-lumen.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';
import type { Module } from '../zoho/world/module.ts';

const untag = await untagInLumen();

const OLD = ['vip', 'V.I.P.'];
const PATIENCE = { timeout: 20_000 };
/** A clean-up and its undo, on a busy machine. */
const LONG = { timeout: 90_000 };

function leads(): Module {
  return untag.zoho.world.org('lumen').module('Leads');
}

function holders(...names: readonly string[]): readonly string[] {
  const module = leads();
  return module.ids().filter((id) => module.seen(id) && names.some((name) => module.tagNames(id).includes(name)));
}

/** The tags of all leads, by name. */
function truth(): Readonly<Record<string, readonly string[]>> {
  const module = leads();
  return Object.fromEntries(module.ids().map((id) => [id, module.tagNames(id).toSorted()] as const));
}

function tagNamed(wanted: string) {
  return leads()
    .tags()
    .find(({ name }) => name === wanted);
}

/** A tag of leads that all its records can lose for another one, and that nothing else uses. */
function lonelyTag() {
  const module = leads();
  const inUse = new Set(module.rules.flatMap(({ tagIds }) => tagIds));
  const elsewhere = untag.zoho.world.org('lumen').modules.filter(({ apiName }) => apiName !== 'Leads');
  const found = module.tags().find(({ id, name }) => {
    const ids = module.ids().filter((one) => module.tagNames(one).includes(name));
    const isFree = ids.every((one) => module.seen(one) !== undefined && module.tagNames(one).length < 10);
    return (
      ids.length > 2 &&
      isFree &&
      !inUse.has(id) &&
      elsewhere.every((one) => one.tags().every((tag) => tag.name !== name))
    );
  });
  if (found === undefined) throw new Error('every tag is in use');
  return found;
}

function used(): number {
  return untag.zoho.credits('lumen').used;
}

async function opened(): Promise<TagsPageData> {
  const { page } = await untag.tagsPage();
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), PATIENCE);
  await act(() => page.org.settled());
  return page;
}

/** Selects these names, of which the long table draws only those in sight, and opens the sheet. */
async function selected(page: TagsPageData, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const line = page.list.byName.value.get(name);
    if (line === undefined) throw new Error(`no tag is named ${name}`);
    await act(() => page.picked.press(page.list.shown.value, line, false));
  }
  await pressed(names.length === 1 ? 'Replace with…' : 'Merge into one…');
}

async function pressed(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name }, PATIENCE);
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull(), PATIENCE);
  await act(() => button.click());
}

/** The least and the most credits that the sheet says, and all of which it names a number. */
async function price(): Promise<readonly [least: number, most: number]> {
  const words = (await within(screen.getByRole('dialog')).findByText(/^About .* API credits/, {}, PATIENCE))
    .textContent;
  const numbers = (words.split(' of the ')[0]?.match(/[\d,]+/g) ?? []).map((n) => Number(n.replace(',', '')));
  const [least = NaN, most = least] = numbers;
  return [least, most];
}

async function ended(page: TagsPageData): Promise<void> {
  await waitFor(() => expect(page.cleaning.shown.value?.cleanup.state).toBe('ended'), PATIENCE);
}

async function undone(page: TagsPageData): Promise<void> {
  await act(() => page.cleaning.undo(page.cleaning.shown.value?.cleanup.id ?? ''));
  await waitFor(() => expect(page.cleaning.shown.value?.cleanup.isUndo).toBe(true), PATIENCE);
  await ended(page);
}

/** Merges the look-alikes, for the price that the sheet says. */
async function merge(page: TagsPageData): Promise<readonly [least: number, most: number]> {
  await selected(page, 'VIP', ...OLD);
  fireEvent.click(await screen.findByRole('radio', { name: /^VIP/ }, PATIENCE));
  expect(screen.getByRole('dialog', { name: 'Merge 3 tags into “VIP”' }).isConnected).toBe(true);
  const said = await price();
  const start = used();
  const before = page.cleaning.shown.value?.cleanup.id;
  await pressed(/^Merge \(changes/);
  await waitFor(() => expect(page.cleaning.shown.value?.cleanup.id).not.toBe(before), PATIENCE);
  await ended(page);
  expect(used() - start).toBeGreaterThanOrEqual(said[0]);
  expect(used() - start).toBeLessThanOrEqual(said[1]);
  return said;
}

test(
  'three look-alikes become one for the credits that were said; a full record keeps its tag; and back',
  LONG,
  async () => {
    const module = leads();
    const full = holders(...OLD).filter(
      (id) => module.tagNames(id).length === 10 && !module.tagNames(id).includes('VIP'),
    );
    expect(full.length).toBeGreaterThan(0);
    const before = truth();
    const concerned = holders(...OLD);

    const page = await opened();
    await merge(page);

    const after = truth();
    for (const id of concerned) {
      const names = before[id] ?? [];
      const others = names.filter((name) => !OLD.includes(name));
      const isFull = full.includes(id);
      expect([id, after[id]]).toEqual([id, isFull ? names : [...new Set([...others, 'VIP'])].toSorted()]);
    }
    const others = Object.keys(before).filter((id) => !concerned.includes(id));
    for (const id of others) expect(after[id]).toEqual(before[id]);

    await undone(page);
    expect(truth()).toEqual(before);

    // The size of the module is known by now, so that the price is close.
    const [least, most] = await merge(page);
    expect(most - least).toBeLessThan(12);
  },
);

test(
  'a new tag is made with the right that is asked for, the old one is deleted at the end, and undo makes it again',
  LONG,
  async () => {
    const before = truth();
    const old = lonelyTag();
    const page = await opened();
    await selected(page, old.name);
    const field = await within(screen.getByRole('dialog')).findByRole('combobox', {}, PATIENCE);
    fireEvent.input(field, { target: { value: 'Key customer' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.click(
      await screen.findByRole(
        'checkbox',
        { name: (said) => said.startsWith(`Then delete “${old.name}” too`) },
        PATIENCE,
      ),
    );
    await pressed(/^Replace \(changes .*…$/);
    await pressed('Allow in Zoho');
    await waitFor(async () => expect((await connectionsItem.get())[0]?.extraScopes).toContain(TAGS_SCOPE), PATIENCE);
    expect(tagNamed('Key customer')).toBeUndefined();
    const [least, most] = await price();
    const start = used();
    await pressed(/^Replace \(changes/);
    await ended(page);
    expect(used() - start).toBeGreaterThanOrEqual(least);
    expect(used() - start).toBeLessThanOrEqual(most);
    expect(holders('Key customer')).toEqual(Object.keys(before).filter((id) => before[id]?.includes(old.name)));
    expect(tagNamed(old.name)).toBeUndefined();
    await undone(page);
    expect(truth()).toEqual(before);
    // To Zoho it is a new tag.
    expect(tagNamed(old.name)).toMatchObject({ name: old.name, colour: old.colour });
    expect(tagNamed(old.name)?.id).not.toBe(old.id);
  },
);
