import { startUntag, type UntagInNode } from './UntagInNode.tsx';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';
import type { Module } from '../zoho/world/module.ts';

let untag: UntagInNode;
beforeAll(async () => {
  untag = await startUntag();
});
beforeEach(async () => {
  await untag.reset();
  // The org that needs cleaning, with VIP, vip and V.I.P. on leads, some of which have no room for another tag.
  untag.be('lumen', 'nora');
  await untag.connect();
});
afterEach(() => untag.checkNoLeak());
afterAll(() => untag.stop());

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

function used(): number {
  return untag.zoho.credits('lumen').used;
}

async function opened(...names: readonly string[]): Promise<TagsPageData> {
  const { page } = await untag.tagsPage();
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), PATIENCE);
  await act(() => page.org.settled());
  const rows = page.org.rows.value.get('Leads') ?? [];
  const wanted = rows.filter(({ name }) => names.includes(name));
  expect(wanted).toHaveLength(names.length);
  // The long table draws only the rows in sight.
  for (const name of names) {
    const line = page.list.byName.value.get(name);
    if (line !== undefined) await act(() => page.picked.press(page.list.shown.value, line, false));
  }
  await pressed(names.length === 1 ? 'Replace with…' : 'Merge into one…');
  return page;
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

    const page = await opened('VIP', ...OLD);
    fireEvent.click(await screen.findByRole('radio', { name: /^VIP/ }, PATIENCE));
    expect(screen.getByRole('dialog', { name: 'Merge 3 tags into “VIP”' }).isConnected).toBe(true);
    const [least, most] = await price();
    const start = used();
    await pressed(/^Merge \(changes/);
    await ended(page);
    expect(used() - start).toBeGreaterThanOrEqual(least);
    expect(used() - start).toBeLessThanOrEqual(most);

    const after = truth();
    for (const id of concerned) {
      const names = before[id] ?? [];
      const others = names.filter((name) => !OLD.includes(name));
      const isFull = full.includes(id);
      expect([id, after[id]]).toEqual([id, isFull ? names : [...new Set([...others, 'VIP'])].toSorted()]);
    }
    const others = Object.keys(before).filter((id) => !concerned.includes(id));
    for (const id of others) expect(after[id]).toEqual(before[id]);

    await act(() => page.cleaning.undo(page.cleaning.shown.value?.cleanup.id ?? ''));
    await waitFor(() => expect(page.cleaning.shown.value?.cleanup.isUndo).toBe(true), PATIENCE);
    await ended(page);
    expect(truth()).toEqual(before);
  },
);

test(
  'a new tag is made with the right that is asked for, the old one is deleted at the end, and undo makes it again',
  LONG,
  async () => {
    const before = truth();
    const colour = leads()
      .tags()
      .find(({ name }) => name === 'V.I.P.')?.colour;
    const page = await opened('V.I.P.');
    const field = await within(screen.getByRole('dialog')).findByRole('combobox', {}, PATIENCE);
    fireEvent.input(field, { target: { value: 'Key customer' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Then delete “V\.I\.P\.” too/ }, PATIENCE));
    await pressed(/^Replace \(changes .*…$/);
    await pressed('Allow in Zoho');
    await waitFor(async () => expect((await connectionsItem.get())[0]?.extraScopes).toContain(TAGS_SCOPE), PATIENCE);
    expect(
      leads()
        .tags()
        .some(({ name }) => name === 'Key customer'),
    ).toBe(false);
    const [least, most] = await price();
    const start = used();
    await pressed(/^Replace \(changes/);
    await ended(page);
    expect(used() - start).toBeGreaterThanOrEqual(least);
    expect(used() - start).toBeLessThanOrEqual(most);
    const named = (name: string): boolean =>
      leads()
        .tags()
        .some((tag) => tag.name === name);
    expect(holders('Key customer').length).toBeGreaterThan(0);
    // It is deleted exactly where no record has it any more.
    expect(named('V.I.P.')).toBe(
      leads()
        .ids()
        .some((id) => before[id]?.includes('V.I.P.') && leads().tagNames(id).includes('V.I.P.')),
    );
    await act(() => page.cleaning.undo(page.cleaning.shown.value?.cleanup.id ?? ''));
    await waitFor(() => expect(page.cleaning.shown.value?.cleanup.isUndo).toBe(true), PATIENCE);
    await ended(page);
    expect(truth()).toEqual(before);
    expect(
      leads()
        .tags()
        .find(({ name }) => name === 'V.I.P.')?.colour,
    ).toBe(colour);
  },
);
