// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ExtraScope, SEARCH_SCOPE } from '../shared/scopes.ts';
import { connectionsItem, zohoDateItem } from '../shared/stored-items.ts';
import { type TagsProgress, tagsProgressItem } from '../shared/tags-progress.ts';
import { queryOf } from './address.ts';
import { CONNECTION, moduleOf, NOW, progressOf, rowsOf, type ToldTag } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';

afterEach(cleanup);

const TOLD: readonly ToldTag[] = [
  { module: 'Leads', name: 'Beta tester', records: 0, used: null, uses: [] },
  { module: 'Leads', name: 'Prime', records: 1_284, used: 1, uses: [['workflow', 'add', ['Score above 80']]] },
  { module: 'Leads', name: 'VIP', records: 412, used: 2, uses: [['view', null, ['My week']]] },
  { module: 'Leads', name: 'vip', records: 31, used: 900, uses: [] },
  { module: 'Contacts', name: 'VIP', records: 96, used: 16, uses: [] },
];
const MODULES = [moduleOf('Leads', 0), moduleOf('Contacts', 1), moduleOf('Tasks', 2)];
const ORG = { modules: MODULES, rows: rowsOf(TOLD) };

function lineNames(): readonly string[] {
  return screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
}

describe('the list', () => {
  it('has a line for each name, and says how many tags that are', async () => {
    await openTags(ORG);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('4 tags in 2 modules');
    expect(screen.getAllByText('4 tags, 5 counting each module.')[0]?.isConnected).toBe(true);
    const row = screen.getByRole('rowheader', { name: 'VIP' }).closest('tr');
    expect(row?.textContent).toContain('508');
    expect(row?.textContent).toContain('Leads, Contacts');
  });

  it('comes down to a module by its link, and back', async () => {
    const { address, steps } = await openTags(ORG);
    fireEvent.click(screen.getByRole('link', { name: /^Contacts/ }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('1 tag in Contacts');
    expect(address()).toMatchObject({ module: 'Contacts', connectionId: CONNECTION.id });
    expect(steps()).toBe(1);
    expect(screen.getByRole('columnheader', { name: 'Created' }).isConnected).toBe(true);
  });

  it('is narrowed by a chip, and the address says so', async () => {
    const { address } = await openTags(ORG);
    fireEvent.click(screen.getByRole('button', { name: 'On no record 1' }));
    expect(lineNames()).toEqual(['Beta tester']);
    expect(address().chip).toBe('none');
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(lineNames()).toHaveLength(4);
  });

  it('takes no tag in use for an idle one where the computer’s clock is two years ahead', async () => {
    await zohoDateItem.set(NOW);
    vi.useFakeTimers({ toFake: ['Date'], now: NOW + 2 * 365 * 86_400_000 });
    try {
      await openTags(ORG);
      fireEvent.click(await screen.findByRole('button', { name: 'Not used for a year at least 1' }));
      expect(lineNames()).toEqual(['vip']);
    } finally {
      vi.useRealTimers();
      await zohoDateItem.set(null);
    }
  });

  it('opens where the address leads', async () => {
    await openTags({ ...ORG, address: '?module=Leads&show=alike&tag=vip' });
    expect(screen.getByRole('heading', { level: 1, hidden: true }).textContent).toBe('4 tags in Leads');
    expect(screen.getByRole('dialog', { name: 'vip' }).isConnected).toBe(true);
    expect(screen.getByText('2 look alike').isConnected).toBe(true);
  });

  it('finds by a part of a name, and says what is near where nothing fits', async () => {
    await openTags(ORG);
    const field = screen.getByRole('searchbox');
    fireEvent.input(field, { target: { value: 'PRI' } });
    await waitFor(() => expect(lineNames()).toEqual(['Prime']));
    fireEvent.input(field, { target: { value: 'primus' } });
    expect((await screen.findByText('No tag contains “primus”')).isConnected).toBe(true);
    expect(screen.getByText('1 tag contains “prim”.').isConnected).toBe(true);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(lineNames()).toHaveLength(4);
  });

  it('is sorted by a press on a head, once more the other way round', async () => {
    await openTags(ORG);
    fireEvent.click(screen.getByRole('button', { name: 'Records' }));
    expect(lineNames()[0]).toBe('Prime');
    expect(screen.getByRole('columnheader', { name: 'Records' }).getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: 'Records' }));
    expect(lineNames()[0]).toBe('Beta tester');
  });

  it('shows a dash and never 0 for what Zoho has not told, and says the price of asking', async () => {
    const told = TOLD.map(({ module, name }) => ({ module, name }));
    const { asked } = await openTags({ modules: MODULES, rows: rowsOf(told) });
    expect(screen.queryByRole('gridcell', { name: '0' })).toBeNull();
    expect(screen.getByRole('button', { name: 'On no record not known yet' }).isConnected).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Count all: 5 API credits' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({
      name: 'tags.count',
      data: { connectionId: CONNECTION.id, tags: [{ module: 'Leads' }, { module: 'Contacts' }] },
    });
  });

  it('hands over what it shows as a CSV file, with beginnings of formulas defused', async () => {
    const rows = rowsOf([...TOLD, { module: 'Leads', name: '=HYPERLINK("https://evil.example")' }]);
    const { saved } = await openTags({ modules: MODULES, rows });
    fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
    const csv = (await saved[0]?.text()) ?? '';
    expect(saved[0]?.name).toMatch(/^untag-tags-Brightside-Solar-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(csv.split('\r\n')).toHaveLength(8);
    expect(csv).toContain('"not known yet"');
  });
});

describe('the keyboard', () => {
  it('leads through the cells with one stop for Tab, and Enter opens the tag', async () => {
    const { address } = await openTags(ORG);
    const stops = (): readonly Element[] => [...document.querySelectorAll('tbody [tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    const first = screen.getByRole('button', { name: 'Beta tester' });
    await act(() => first.focus());
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toBe('Prime');
    fireEvent.keyDown(document.activeElement ?? first, { key: 'ArrowRight' });
    expect(document.activeElement?.textContent).toBe('1,284');
    fireEvent.keyDown(document.activeElement ?? first, { key: 'End' });
    expect(document.activeElement?.textContent).toBe('508');
    expect(stops()).toHaveLength(1);
    fireEvent.keyDown(document.activeElement ?? first, { key: 'Enter' });
    expect(address().tag).toBe('VIP');
  });

  it('leads to the search with a slash, and through the chips with arrows', async () => {
    await openTags(ORG);
    const chip = screen.getByRole('button', { name: /^On no record/ });
    await act(() => chip.focus());
    fireEvent.keyDown(chip, { key: 'ArrowRight' });
    expect(document.activeElement?.textContent).toMatch(/^Unused/);
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });
});

describe('the sheet', () => {
  it('names what uses the tag, and asks Zoho for the price that it says', async () => {
    const { asked } = await openTags({ ...ORG, address: '?tag=VIP' });
    const sheet = screen.getByRole('dialog', { name: 'VIP' });
    expect(within(sheet).getByText('1 view filters by it.').isConnected).toBe(true);
    expect(within(sheet).getByText('My week').isConnected).toBe(true);
    fireEvent.click(within(sheet).getByRole('button', { name: 'Ask Zoho again: 2 API credits' }));
    await waitFor(() => expect(asked.map(({ name }) => name)).toEqual(['tags.count']));
  });

  it('does not call unused what Zoho has not told of', async () => {
    const rows = rowsOf([{ module: 'Leads', name: 'VIP', records: 3 }]);
    await openTags({ modules: MODULES, rows, address: '?tag=VIP' });
    const sheet = screen.getByRole('dialog', { name: 'VIP' });
    expect(within(sheet).getByText('Zoho has not said whether anything uses it.').isConnected).toBe(true);
    expect(within(sheet).queryByText(/^No rule/)).toBeNull();
  });
});

describe('reading', () => {
  it('begins by itself where nothing was read ever, once, and says the credits', async () => {
    const { asked } = await openTags({});
    expect(asked).toEqual([{ name: 'tags.read', data: { connectionId: CONNECTION.id, modules: null } }]);
    const progress = progressOf({
      state: 'working',
      modules: { all: 13, done: 3, reading: [], left: [] },
      credits: { spent: 4, planned: 14, left: null },
    });
    await act(() => tagsProgressItem.set({ [CONNECTION.id]: progress }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Reading the tags');
    expect(screen.getByText('3 of 13 modules read.').isConnected).toBe(true);
    expect(screen.getByText('4 of 14 API credits used.').isConnected).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('shows the names of a module as soon as it was read', async () => {
    const unread = { state: 'unread', readAt: null, triedAt: null } as const;
    const [leads, contacts] = MODULES.map((module) => ({ ...module, ...unread }));
    if (leads === undefined || contacts === undefined) throw new Error('No modules were made.');
    const job: Partial<TagsProgress> = { state: 'working' };
    const reading = { all: 2, done: 0, reading: ['Leads'], left: ['Contacts'] };
    const { tags, store } = await openTags({
      modules: [leads, contacts],
      rows: [],
      progress: progressOf({ ...job, modules: reading }),
    });
    store(
      [{ ...leads, state: 'read', readAt: NOW, triedAt: NOW }, contacts],
      ORG.rows.filter(({ module }) => module === 'Leads'),
    );
    const done = progressOf({ ...job, revision: 2, modules: { ...reading, done: 1 }, stored: { Leads: 1 } });
    await act(async () => {
      await tagsProgressItem.set({ [CONNECTION.id]: done });
      await tags.org.settled();
    });
    expect(lineNames()).toEqual(['Beta tester', 'Prime', 'VIP', 'vip']);
    expect(screen.getAllByText('4 tags so far')[0]?.isConnected).toBe(true);
  });

  it('does not begin by itself where it was stopped or the sign-in has ended', async () => {
    const stopped = await openTags({ progress: progressOf({ ending: 'cancelled' }) });
    expect(stopped.asked).toEqual([]);
    expect(screen.getByRole('button', { name: 'Read the tags: 18 to 21 API credits' }).isConnected).toBe(true);
    cleanup();
    const ended = await openTags({ connections: [{ ...CONNECTION, isSignedOut: true }] });
    expect(ended.asked).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(ended.asked.map(({ name }) => name)).toEqual(['sign-in.start']));
  });

  it('keeps what was read in sight where one is offline, and asks for nothing', async () => {
    await openTags({ ...ORG, isOffline: true });
    expect(screen.getByText('You are offline.').isConnected).toBe(true);
    expect(screen.queryByRole('button', { name: /API credit/ })).toBeNull();
    expect(lineNames()).toHaveLength(4);
  });
});

describe('announcements', () => {
  /** What live regions have said since, each text once. */
  function listen(): readonly string[] {
    const said: string[] = [];
    const last = new Map<Element, string>();
    const look = (): void => {
      for (const region of document.querySelectorAll('output, [role="status"], [role="alert"]')) {
        const words = region.textContent.trim();
        if (words !== '' && words !== last.get(region)) said.push(words);
        last.set(region, words);
      }
    };
    look();
    said.length = 0;
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    return said;
  }

  it('say what a list is narrowed to once the user rests, and how far a reading is at each quarter', async () => {
    await openTags(ORG);
    const said = listen();
    fireEvent.click(screen.getByRole('button', { name: 'Look alike 2' }));
    fireEvent.click(screen.getByRole('button', { name: 'On no record 1' }));
    await waitFor(() => expect(said).toEqual(['1 of 4 tags']));
    for (const done of [1, 2, 3, 4]) {
      const modules = { all: 8, done, reading: [], left: [] };
      await act(() =>
        tagsProgressItem.set({ [CONNECTION.id]: progressOf({ state: 'working', revision: done, modules }) }),
      );
    }
    await waitFor(() => expect(said).toEqual(['1 of 4 tags', '25% done', '50% done']));
  });

  it('say whose tags are shown after a change of the org', async () => {
    const other = { ...CONNECTION, id: 'us-production-1-2', org: { ...CONNECTION.org, name: 'Northgate Roofing' } };
    await openTags({ ...ORG, connections: [CONNECTION, other] });
    const said = listen();
    fireEvent.click(screen.getByRole('button', { name: /^Works on|Brightside Solar/ }));
    fireEvent.click(screen.getByRole('menuitemradio', { name: /Northgate Roofing/ }));
    await waitFor(() => expect(said).toContain('Tags of Northgate Roofing, Untag'));
  });

  it('say at once that Zoho refuses, as an alert', async () => {
    const { tags } = await openTags({ ...ORG, refuses: 'storage-full' });
    await act(async () => void (await tags.read(null)));
    expect(screen.getByRole('alert').textContent).toContain('no room left');
  });
});

describe('where there is no list', () => {
  it.each([
    [{ ...ORG, fault: 'storage-broken' as const }, 'Untag can’t read its data'],
    [{ ...ORG, withheld: ['https://www.zohoapis.eu/*'] }, 'Let Untag see www.zohoapis.eu'],
    [{ connections: [], hasNoClient: true }, 'Remove tags from many records at once'],
    [{ connections: [] }, 'Connect this org'],
    [{ ...ORG, address: '?connection=gone' }, 'This connection is not here any more'],
    [{ ...ORG, address: '?host=crmsandbox.zoho.eu&org=org1' }, 'That tab belongs to another org'],
  ])('says why: %#', async (scene, heading) => {
    await openTags(scene);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(heading);
  });

  it('leads from the tab of another org to the tags of one that is known, and says whose they are', async () => {
    await openTags({ ...ORG, address: '?host=crmsandbox.zoho.eu&org=org1' });
    fireEvent.click(screen.getByRole('button', { name: 'Show the tags of Brightside Solar, Production' }));
    await waitFor(() => expect(lineNames()).toHaveLength(4));
    expect(screen.getAllByRole('banner')[0]?.textContent).toContain('Brightside Solar');
  });
});

describe('the permission that the popup leads here for', () => {
  const address = `?connection=${CONNECTION.id}&ask=search`;

  it('is asked for at once, and after it the way back is told', async () => {
    const { asked } = await openTags({ ...ORG, address });
    expect(screen.getByRole('dialog', { name: 'One more permission needed' }).textContent).toContain(SEARCH_SCOPE);
    await act(() => screen.getByRole('button', { name: 'Allow in Zoho' }).click());
    const scopes: readonly ExtraScope[] = [SEARCH_SCOPE];
    expect(asked).toContainEqual({ name: 'connection.widen', data: { connectionId: CONNECTION.id, scopes } });
    await act(() => connectionsItem.set([{ ...CONNECTION, extraScopes: [...scopes] }]));
    const sheet = await screen.findByRole('dialog', { name: 'Untag can search now' });
    await act(() => within(sheet).getAllByRole('button', { name: 'Close' })[1]?.click());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is not asked for again once the sheet is closed', async () => {
    const played = await openTags({ ...ORG, address });
    await act(() => screen.getByRole('button', { name: 'Back' }).click());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(queryOf(played.address())).toBe(`?connection=${CONNECTION.id}`);
  });
});
