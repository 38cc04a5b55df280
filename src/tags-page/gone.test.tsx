// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { TAGS_SCOPE } from '../shared/scopes.ts';
import { tagsProgressItem } from '../shared/tags-progress.ts';
import { offerFrom } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, progressOf, rowsOf } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played } from './testing/play.ts';

afterEach(cleanup);

const ROWS = rowsOf([
  { module: 'Leads', name: 'Grant', records: 57, uses: [] },
  { module: 'Leads', name: 'Promo', records: 0, uses: [] },
  { module: 'Leads', name: 'VIP', records: 412, uses: [] },
]);
const MODULES = [moduleOf('Leads', 0)];

async function opened(action: RegExp, ...names: readonly string[]): Promise<Played> {
  const connections = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }];
  const played = await openTags({ modules: MODULES, rows: ROWS, offer: offerFrom(ROWS), connections });
  for (const name of names) fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  await act(() => screen.getByRole('button', { name: action }).click());
  return played;
}

/** The list is read again without these tags. */
async function vanish(played: Played, ...names: readonly string[]): Promise<void> {
  played.store(
    MODULES,
    ROWS.filter(({ name }) => !names.includes(name)),
  );
  await act(() => tagsProgressItem.set({ [CONNECTION.id]: progressOf({ revision: 2, stored: { Leads: 1 } }) }));
}

function sheet(): HTMLElement {
  return screen.getByRole('dialog');
}

describe('a tag that goes from the list while its sheet is open', () => {
  it.each([
    { action: /^Remove from all records/, name: 'Grant', heading: 'Remove “Grant” from all records' },
    { action: /^Replace with/, name: 'Grant', heading: 'Replace “Grant” with another tag' },
    { action: /^Rename/, name: 'Grant', heading: 'Rename “Grant”' },
    { action: /^Delete/, name: 'Promo', heading: 'Delete “Promo”' },
  ])('is named, and only Cancel is left: $heading', async ({ action, name, heading }) => {
    const played = await opened(action, name);
    await vanish(played, name);
    const said = await within(sheet()).findByRole('alert');
    expect(said.textContent).toBe(`The tag “${name}” no longer exists.`);
    expect(within(sheet()).getByRole('heading', { level: 2 }).textContent).toBe(heading);
    expect(document.activeElement?.textContent).toBe(heading);
    const buttons = within(sheet()).getAllByRole('button');
    expect(buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual([
      'Close',
      'Cancel',
    ]);
    await act(() => within(sheet()).getByRole('button', { name: 'Cancel' }).click());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves the sheet to those that are still there', async () => {
    const played = await opened(/^Remove from all records/, 'Grant', 'VIP');
    await vanish(played, 'VIP');
    await waitFor(() =>
      expect(within(sheet()).getByRole('heading', { level: 2 }).textContent).toBe('Remove “Grant” from all records'),
    );
    expect(within(sheet()).queryByRole('alert')).toBeNull();
    expect(within(sheet()).getByRole('button', { name: 'Remove from 57 leads' }).isConnected).toBe(true);
  });
});
