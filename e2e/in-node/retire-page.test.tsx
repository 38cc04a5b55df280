import { untagInLumen } from './untag-in-lumen.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';
import type { Module } from '../zoho/world/module.ts';

const untag = await untagInLumen();

const TAG = 'Trade show 2025';

/** The modules whose records have the tag, with the records that have it. */
function holders(): { readonly module: Module; readonly ids: readonly string[] }[] {
  const { modules } = untag.zoho.world.org('lumen');
  return modules
    .map((module) => ({ module, ids: module.ids().filter((id) => module.tagNames(id).includes(TAG)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** The tags of all records. */
function truth(): Readonly<Record<string, readonly string[]>> {
  const { modules } = untag.zoho.world.org('lumen');
  return Object.fromEntries(
    modules.flatMap((module) => module.ids().map((id) => [id, module.tagNames(id).toSorted()] as const)),
  );
}

async function opened(): Promise<{ readonly page: TagsPageData; readonly saved: readonly File[] }> {
  const { page, saved } = await untag.tagsPage();
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), { timeout: 20_000 });
  await act(() => page.org.settled());
  return { page, saved };
}

/** Looks for the tag, of which the long table draws no row, and selects it. */
async function selected(): Promise<void> {
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: TAG } });
  fireEvent.click(await screen.findByRole('checkbox', { name: `Select ${TAG}` }));
}

async function pressed(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name }, { timeout: 20_000 });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull(), { timeout: 20_000 });
  await act(() => button.click());
}

async function headline(words: string): Promise<void> {
  await waitFor(
    () =>
      expect(
        within(screen.getByRole('region', { name: 'Clean-up' })).getByRole('heading', { level: 2 }).textContent,
      ).toBe(words),
    { timeout: 20_000 },
  );
}

test('from three modules, with a record that is out of sight and one that is locked, tried again, and undone', async () => {
  untag.zoho.set({ countCovers: 'all' });
  const found = holders();
  expect(found.map(({ module }) => module.apiName)).toEqual(['Leads', 'Accounts', 'Contacts']);
  const [leads, , contacts] = found;
  const [hidden = ''] = leads?.ids ?? [];
  const [locked = ''] = contacts?.ids ?? [];
  leads?.module.hide(hidden);
  contacts?.module.lock(locked);
  const before = truth();
  const counted = found.reduce((sum, { ids }) => sum + ids.length, 0);
  const seen = counted - 1;

  await opened();
  await selected();
  await pressed('Remove from all records…');
  const sheet = screen.getByRole('dialog', { name: `Remove “${TAG}” from all records` });
  const price = await within(sheet).findByText(/^About .* API credits/, {}, { timeout: 20_000 });
  const most = Number(price.textContent.match(/[\d,]+/g)?.[1]?.replace(',', ''));
  expect((await within(sheet).findByText('Came by post', {}, { timeout: 20_000 })).isConnected).toBe(true);
  const calls = untag.zoho.requests.length;
  await pressed(`Remove from ${counted} records`);

  await headline(`Found ${seen} of the ${counted} that Zoho counts`);
  expect(truth()).toEqual(before);
  await pressed(`Remove from ${seen} records`);
  await headline(`Removed from ${seen - 1} of ${seen} records`);
  expect(untag.zoho.requests.length - calls).toBeLessThanOrEqual(most + found.length + 2);
  expect(holders().flatMap(({ ids }) => ids)).toEqual([hidden, locked]);

  contacts?.module.unlock(locked);
  await pressed('Try 1 again');
  await headline(`Removed from ${seen} records`);
  expect(holders().flatMap(({ ids }) => ids)).toEqual([hidden]);
  // What Zoho counted before the clean-up would be untrue.
  expect(screen.queryByRole('gridcell', { name: String(counted) })).toBeNull();

  await pressed('Undo');
  await headline(`Restore “${TAG}” on ${seen} records?`);
  await pressed(`Restore on ${seen} records`);
  await headline(`Restored on ${seen} records`);
  expect(truth()).toEqual(before);
});

test('the list of what was found can be saved before anything is removed', async () => {
  const before = truth();
  const all = holders().flatMap(({ ids }) => ids);
  const { saved } = await opened();
  await selected();
  await pressed('Remove from all records…');
  fireEvent.click(await screen.findByRole('checkbox', { name: /^Ask me again/ }, { timeout: 20_000 }));
  await pressed(`Remove from ${all.length} records`);
  await headline(`Found ${all.length} records`);
  await pressed('Save the list (CSV)');
  await waitFor(() => expect(saved).toHaveLength(1));
  const csv = (await saved[0]?.text()) ?? '';
  for (const id of all) expect(csv).toContain(id);
  expect(truth()).toEqual(before);
  await pressed('Cancel');
  await headline('Stopped: nothing was removed');
  expect(truth()).toEqual(before);
});
