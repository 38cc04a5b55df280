// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExtraScope, TAGS_SCOPE } from '../shared/scopes.ts';
import { connectionsItem, wideningItem } from '../shared/stored-items.ts';
import { offerFrom } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, rowsOf, type ToldTag } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played, TagsScene } from './testing/play.ts';

afterEach(cleanup);

const TOLD: readonly ToldTag[] = [
  { module: 'Leads', name: 'Cold-Lead', colour: '#658BA8', records: 14, used: 663, uses: [] },
  { module: 'Leads', name: 'Cold lead', records: 2_310, used: 1, uses: [] },
  { module: 'Contacts', name: 'Cold-Lead', records: 4, used: 663, uses: [] },
  { module: 'Contacts', name: 'VIP', records: null, used: 16, uses: [] },
];
const ROWS = rowsOf(TOLD);
const MAY: TagsScene['connections'] = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }];
const ORG: TagsScene = {
  modules: [moduleOf('Leads', 0), moduleOf('Contacts', 1)],
  rows: ROWS,
  offer: offerFrom(ROWS),
  connections: MAY,
};

function pressed(name: RegExp | string): Promise<void> {
  return act(() => screen.getByRole('button', { name }).click());
}

function started({ asked }: Played): unknown[] {
  return asked.filter(({ name }) => name === 'cleanup.start').map(({ data }) => data);
}

async function sheetFor(name: string, scene: TagsScene = ORG): Promise<Played & { sheet: HTMLElement }> {
  const played = await openTags(scene);
  fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  const opener = screen.getByRole('button', { name: 'Rename…' });
  await act(() => opener.focus());
  await act(() => opener.click());
  return { ...played, sheet: screen.getByRole('dialog') };
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'New name' });
}

function type(name: string): void {
  fireEvent.input(field(), { target: { value: name } });
}

/** The button that starts. */
function go(sheet: HTMLElement): HTMLButtonElement {
  const [button] = within(sheet).getAllByRole<HTMLButtonElement>('button', { name: /^Rename/ });
  if (button === undefined) throw new Error('no button');
  return button;
}

function moduleLine(sheet: HTMLElement, module: string): string {
  const line = within(sheet)
    .getAllByRole('listitem')
    .find((item) => item.textContent.startsWith(module));
  return line?.textContent ?? '';
}

describe('a rename', () => {
  it('begins in the field with the name of now, and Enter there starts nothing', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('Rename “Cold-Lead”');
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('Cold-Lead');
    expect(sheet.textContent).toContain('That is its name now.');
    expect(go(sheet).getAttribute('aria-disabled')).toBe('true');
    type('Lead, cold');
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    expect(started(played)).toEqual([]);
  });

  it('is not left where a press that selects its text ends beside the sheet', async () => {
    const { sheet } = await sheetFor('Cold-Lead');
    type('Lead, cold');
    fireEvent.pointerDown(field());
    fireEvent.click(sheet);
    expect(field().value).toBe('Lead, cold');
    fireEvent.pointerDown(sheet);
    fireEvent.click(sheet);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('into a free name is one request for all modules, with its price and what it does not change', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type('  Lead, cold ');
    expect(sheet.textContent).toContain('10 of 25');
    expect(sheet.textContent).toContain('Available in Leads and Contacts.');
    expect(moduleLine(sheet, 'Leads')).toContain('14 leads');
    expect(sheet.textContent).toContain('The records, rules and views that have the tag keep it.');
    expect(sheet.textContent).toContain('At most 7 API credits');
    expect(sheet.textContent).toContain('For 30 days: it gets its old name back');
    expect(go(sheet).textContent).toBe('Rename in 2 modules');
    await act(() => go(sheet).click());
    await waitFor(() => expect(started(played)).toHaveLength(1));
    const step = (module: string, place: number, n: number) => ({
      module: expect.objectContaining({ apiName: module, nameField: 'Last_Name' }) as unknown,
      holders: {
        tags: [{ id: ROWS[place]?.id, name: 'Cold-Lead', colour: ROWS[place]?.colour }],
        way: 'scan',
        counted: [n],
      },
      name: 'Lead, cold',
    });
    expect(started(played)).toEqual([
      {
        id: expect.any(String) as unknown,
        connectionId: CONNECTION.id,
        kind: 'rename',
        steps: [step('Leads', 0, 14), step('Contacts', 2, 4)],
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByRole('region', { name: 'Selected tags' })).toBeNull();
  });

  it.each([
    ['   ', 'Type a name.'],
    ['A name that is far too long', 'At most 25 characters.'],
  ])('refuses the name “%s”', async (name, words) => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type(name);
    expect(within(sheet).getByRole('alert').textContent).toBe(words);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    await act(() => go(sheet).click());
    expect(started(played)).toEqual([]);
  });

  it('takes 25 characters', async () => {
    const { sheet } = await sheetFor('Cold-Lead');
    type('Follow-up after webinar A');
    expect(go(sheet).getAttribute('aria-disabled')).toBeNull();
  });

  it('leaves out a module that is skipped', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type('Lead, cold');
    await pressed('Skip: Leads');
    expect(go(sheet).textContent).toBe('Rename in Contacts only');
    expect(sheet.textContent).toContain('At most 4 API credits');
    await act(() => go(sheet).click());
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ module: { apiName: 'Contacts' } }] });
  });

  it('can take a module back, and has nothing to do without any', async () => {
    const { sheet } = await sheetFor('Cold-Lead');
    type('Lead, cold');
    await pressed('Skip: Leads');
    await pressed('Skip: Contacts');
    expect(go(sheet).getAttribute('aria-disabled')).toBe('true');
    expect(sheet.textContent).toContain('No module is left to rename it in');
    await pressed('Include again: Leads');
    expect(go(sheet).textContent).toBe('Rename in Leads only');
  });
});

describe('a name that exists', () => {
  it('is renamed elsewhere only', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type('Cold lead');
    expect(moduleLine(sheet, 'Leads')).toContain('This name exists there already.');
    expect(moduleLine(sheet, 'Leads')).toContain('“Cold lead” is on 2,310 leads, “Cold-Lead” on 14 leads.');
    expect(moduleLine(sheet, 'Contacts')).toContain('Name available, on 4 contacts');
    expect(sheet.textContent).not.toContain('Available in');
    expect(sheet.textContent).toContain('Leads keeps both names');
    await act(() => go(sheet).click());
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ module: { apiName: 'Contacts' }, name: 'Cold lead' }] });
    expect((started(played)[0] as { steps: unknown[] }).steps).toHaveLength(1);
  });

  it('leads to a merge there, with that tag as the one that stays', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type('Cold lead');
    await act(() => within(sheet).getByRole('button', { name: 'Merge there…' }).click());
    const merge = await screen.findByRole('dialog', { name: 'Merge 2 tags into “Cold lead”' });
    expect(merge.textContent).not.toContain('Contacts');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(started(played)).toEqual([]);
    await pressed('Cancel');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Rename…'));
  });

  it('in Zoho’s eyes perhaps, is tried, and that is said', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead');
    type('COLD LEAD');
    expect(moduleLine(sheet, 'Leads')).toContain('“Cold lead” is there too. If Zoho takes the two names for one');
    await act(() => go(sheet).click());
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect((started(played)[0] as { steps: unknown[] }).steps).toHaveLength(2);
  });
});

describe('the right to change tags', () => {
  const ASKED = { connectionId: CONNECTION.id, scopes: [TAGS_SCOPE as ExtraScope] };

  it('is asked for first; granted, the sheet is as it was and nothing has started', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead', { ...ORG, connections: [CONNECTION] });
    type('Lead, cold');
    expect(sheet.textContent).toContain('Zoho asks for one more permission first');
    await act(() => go(sheet).click());
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('One more permission needed');
    expect(sheet.textContent).toContain(TAGS_SCOPE);
    expect(started(played)).toEqual([]);
    await pressed('Allow in Zoho');
    expect(played.asked.at(-1)).toEqual({
      name: 'connection.widen',
      data: { connectionId: CONNECTION.id, scopes: [TAGS_SCOPE] },
    });
    await act(async () => {
      await connectionsItem.set([...(MAY ?? [])]);
      await wideningItem.set({ ...ASKED, state: 'granted', at: Date.now() });
    });
    await waitFor(() => expect(field().value).toBe('Lead, cold'));
    expect(started(played)).toEqual([]);
    await act(() => go(sheet).click());
    await waitFor(() => expect(started(played)).toHaveLength(1));
  });

  it('granted while the rename starts, does not drop that start', async () => {
    let name: () => void = () => undefined;
    const namesAfter = new Promise<void>((resolve) => {
      name = resolve;
    });
    const { sheet, ...played } = await sheetFor('Cold-Lead', { ...ORG, connections: [CONNECTION], namesAfter });
    type('Lead, cold');
    await act(() => go(sheet).click());
    await pressed('Allow in Zoho');
    await pressed('Cancel');
    // The window has closed, and the worker has stored the right.
    await act(() => connectionsItem.set([...(MAY ?? [])]));
    await act(() => played.tags.rename.back());
    await act(() => go(sheet).click());
    await act(() => wideningItem.set({ ...ASKED, state: 'granted', at: Date.now() }));
    await act(() => name());
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ name: 'Lead, cold' }, { name: 'Lead, cold' }] });
  });

  it('refused, it says what still works', async () => {
    const { sheet, ...played } = await sheetFor('Cold-Lead', { ...ORG, connections: [CONNECTION] });
    type('Lead, cold');
    await act(() => go(sheet).click());
    await pressed('Allow in Zoho');
    await act(() =>
      wideningItem.set({ ...ASKED, state: 'failed', code: 'consent-refused', details: {}, at: Date.now() }),
    );
    await waitFor(() =>
      expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('You did not allow it'),
    );
    expect(sheet.textContent).toContain('everything else works as before');
    await pressed('Back');
    expect(field().value).toBe('Lead, cold');
    expect(started(played)).toEqual([]);
  });
});

it('says why it was refused, and stays open', async () => {
  const { sheet } = await sheetFor('Cold-Lead', { ...ORG, refuses: 'busy', refusesOnly: 'cleanup.start' });
  type('Lead, cold');
  await act(() => go(sheet).click());
  expect((await within(sheet).findByRole('alert')).textContent).not.toBe('');
  expect(field().value).toBe('Lead, cold');
});

it('gives the focus back to the button', async () => {
  await sheetFor('Cold-Lead');
  await pressed('Cancel');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Rename…'));
});
