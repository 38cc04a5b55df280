// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { type ExtraScope, SEARCH_SCOPE, TAGS_SCOPE } from '../shared/scopes.ts';
import type { OfferRequest } from '../shared/messages.ts';
import { wideningItem } from '../shared/stored-items.ts';
import { summaryOfRun } from '../ui/run-view.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanupOf, offerFrom, tasksFrom } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, rowsOf, type ToldTag } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played, TagsScene } from './testing/play.ts';

afterEach(cleanup);

const TOLD: readonly ToldTag[] = [
  { module: 'Leads', name: 'Beta tester', records: 0, used: null, uses: [] },
  { module: 'Leads', name: 'Grant', records: 57, used: 1, uses: [] },
  { module: 'Leads', name: 'Newsletter', records: 12_480, used: 1, uses: [] },
  {
    module: 'Leads',
    name: 'Trade show',
    records: 1_104,
    used: 1,
    uses: [
      ['workflow', 'add', ['Fair visitors']],
      ['view', null, ['Fair 2025']],
    ],
  },
  { module: 'Contacts', name: 'Trade show', records: 168, used: 1, uses: [['workflow', 'add', ['Fair follow-up']]] },
  { module: 'Contacts', name: 'VIP', records: 96, used: 16, uses: [] },
];
const MODULES = [moduleOf('Leads', 0), moduleOf('Contacts', 1)];
const ROWS = rowsOf(TOLD);
const ORG: TagsScene = { modules: MODULES, rows: ROWS, offer: offerFrom(ROWS) };

function press(element: HTMLElement): void {
  fireEvent.click(element);
}

function pressed(name: RegExp | string): void {
  press(screen.getByRole('button', { name }));
}

function pick(name: string, isRange = false): void {
  fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }), { shiftKey: isRange });
}

function bar(): string {
  return screen.queryByRole('region', { name: 'Selected tags' })?.querySelector('output')?.textContent ?? '';
}

function started({ asked }: Played): unknown[] {
  return asked.filter(({ name }) => name === 'cleanup.start').map(({ data }) => data);
}

describe('selecting tags', () => {
  it('says how many are selected, and where they are', async () => {
    await openTags(ORG);
    expect(bar()).toBe('');
    pick('Trade show');
    expect(bar()).toBe('1 tag selected on 1,272 records in Leads and Contacts');
    pick('VIP');
    // A contact may have both.
    expect(bar()).toBe('2 tags selected on up to 1,368 records in Leads and Contacts');
    pick('VIP');
    pressed('Clear the selection');
    expect(bar()).toBe('');
  });

  it('takes all between two presses with Shift, and takes them back alike', async () => {
    await openTags(ORG);
    pick('Grant');
    pick('Trade show', true);
    expect(bar()).toMatch(/^3 tags selected/);
    pick('Trade show');
    pick('Newsletter', true);
    expect(bar()).toMatch(/^1 tag selected on 57 records/);
  });

  it('keeps what a narrowed list does not show, and a module shows a name that is selected in it', async () => {
    await openTags(ORG);
    pick('Trade show');
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'grant' } });
    await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(1));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select it' }));
    expect(bar()).toMatch(/^2 tags selected/);
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' });
    fireEvent.click(screen.getByRole('link', { name: /^Contacts/ }));
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Trade show' });
    expect(box.checked).toBe(true);
    pick('Trade show');
    fireEvent.click(screen.getByRole('link', { name: /^All modules/ }));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Trade show' }).indeterminate).toBe(true);
  });

  it('is done with Space, Shift and arrows, and all at once; Enter opens the tag and selects nothing', async () => {
    const { address } = await openTags(ORG);
    const first = screen.getByRole('button', { name: 'Beta tester' });
    await act(() => first.focus());
    const key = (name: string, more: object = {}): void => {
      fireEvent.keyDown(document.activeElement ?? first, { key: name, ...more });
    };
    key('ArrowDown');
    key(' ');
    expect(bar()).toBe('1 tag selected on 57 records in Leads');
    key('ArrowDown', { shiftKey: true });
    expect(bar()).toMatch(/^2 tags selected/);
    expect(document.activeElement?.textContent).toBe('Newsletter');
    key('a', { ctrlKey: true });
    expect(bar()).toMatch(/^5 tags selected/);
    key('Enter', { ctrlKey: true });
    expect(screen.getByRole('dialog').textContent).toContain('Remove 5 tags from all records');
    await act(() => pressed('Cancel'));
    key('Escape');
    expect(bar()).toBe('');
    key('ArrowLeft');
    expect(document.activeElement?.getAttribute('type')).toBe('checkbox');
    expect(address().tag).toBeNull();
  });
});

const LEADS = { module: 'Leads', counted: 1_104 } as const;
const CONTACTS = { module: 'Contacts', counted: 168 } as const;
const idOf = (module: string): string =>
  ROWS.find((row) => row.name === 'Trade show' && row.module === module)?.id ?? '';
const WORKING = { state: 'running', endedAt: null } as const;
const PLANNED = { state: 'planned', startedAt: null, endedAt: null, chosen: [] } as const;

function job(): HTMLElement {
  return screen.getByRole('region', { name: 'Clean-up' });
}

function wasAsked({ asked }: Played, name: string): readonly unknown[] {
  return asked.filter((one) => one.name === name).map(({ data }) => data);
}

/** A promise for the test to fulfil. */
function promised(): { readonly promise: Promise<void>; readonly fulfil: () => Promise<void> } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    promise,
    // All that follows from it is done in the next task.
    fulfil: () => {
      resolve();
      return new Promise((done) => setTimeout(done));
    },
  };
}

async function sheetFor(scene: TagsScene, ...names: readonly string[]): Promise<Played & { sheet: HTMLElement }> {
  const played = await openTags(scene);
  for (const name of names) pick(name);
  const opener = screen.getByRole('button', { name: 'Remove from all records…' });
  await act(() => opener.focus());
  await act(() => press(opener));
  return { ...played, sheet: screen.getByRole('dialog') };
}

describe('before a clean-up starts', () => {
  it('a small one starts by its button, with the module as Zoho names it', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Grant');
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('Remove “Grant” from all records');
    expect(played.asked.at(-1)).toMatchObject({
      name: 'cleanup.offer',
      data: { connectionId: CONNECTION.id, steps: [{ module: 'Leads', tagIds: [ROWS[1]?.id] }] },
    });
    expect(sheet.textContent).toContain('About 62 to 64 of the 41,200 API credits left');
    expect(sheet.textContent).toContain('Reading all records of Leads. Untag does not have the permission to search.');
    const heading = within(sheet).getByRole('heading', { level: 2 });
    expect(document.activeElement).toBe(heading);
    fireEvent.keyDown(heading, { key: 'Enter' });
    expect(started(played)).toEqual([]);
    await act(() => press(within(sheet).getByRole('button', { name: 'Remove from 57 leads' })));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({
      id: 'clean-up-1',
      connectionId: CONNECTION.id,
      steps: [
        {
          module: { apiName: 'Leads', nameField: 'Last_Name' },
          holders: { tags: [{ id: ROWS[1]?.id, name: 'Grant' }], way: 'scan', counted: [57] },
        },
      ],
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bar()).toBe('');
  });

  it('names what adds the tag back, and a module can be skipped', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Trade show');
    expect(sheet.textContent).toContain('2 workflow rules can add “Trade show” back.');
    expect(within(sheet).getByText('Fair visitors').isConnected).toBe(true);
    expect(sheet.textContent).toContain('1 view uses “Trade show” as a filter');
    expect(within(sheet).getByRole('button', { name: 'Remove from 1,272 records…' }).isConnected).toBe(true);
    await act(() => pressed('Skip: Leads'));
    expect(sheet.textContent).toContain('1,104 leads won’t change');
    await act(() => press(within(sheet).getByRole('button', { name: 'Remove from 168 contacts' })));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ module: { apiName: 'Contacts' } }] });
  });

  it('above 500 records the count is repeated first', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Trade show');
    await act(() => pressed('Remove from 1,272 records…'));
    expect(started(played)).toEqual([]);
    const heading = within(sheet).getByRole('heading', { level: 2 });
    expect(heading.textContent).toBe('Remove “Trade show” from 1,272 records?');
    expect(document.activeElement).toBe(heading);
    expect(within(sheet).queryByRole('textbox')).toBeNull();
    await act(() => pressed('Back'));
    await act(() => pressed('Remove from 1,272 records…'));
    await act(() => pressed('Remove from 1,272 records'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
  });

  it('says why the price is wide where the size of the modules is not known, also when it is repeated', async () => {
    const why = 'Untag does not know yet how many records there are to read.';
    const credits = { find: { least: 7, most: 500 }, read: { least: 0, most: 0 }, remove: { least: 2, most: 2 } };
    const { sheet } = await sheetFor({ ...ORG, offer: offerFrom(ROWS, { credits }) }, 'Trade show');
    expect(sheet.textContent).toContain(`About 18 to 1,004 of the 41,200 API credits left${why}`);
    await act(() => pressed('Remove from 1,272 records…'));
    expect(sheet.textContent).toContain(`About 18 to 1,004 of the 41,200 API credits left${why}`);
    cleanup();
    const known = await sheetFor(ORG, 'Trade show');
    expect(known.sheet.textContent).not.toContain(why);
  });

  it('says there what becomes of the tag itself', async () => {
    const rows = ROWS.map((row) => (row.name === 'Trade show' ? { ...row, uses: null } : row));
    const connections = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }];
    const { sheet } = await sheetFor({ ...ORG, rows, connections }, 'Trade show');
    await act(() => pressed('Remove from 1,272 records…'));
    expect(sheet.textContent).toContain('The tag itselfStays');
    await act(() => pressed('Back'));
    await act(() => press(within(sheet).getByRole('checkbox', { name: /^Then delete/ })));
    await act(() => pressed('Remove from 1,272 records…'));
    expect(sheet.textContent).toContain('The tag itselfIs deleted where no record has it any more');
  });

  it.each([
    ['Newsletter', 'news letter!', 'newsl'],
    ['Newsletter', 'NEWSLETTER', '12480'],
  ])('above 10,000 the name of %s is typed', async (name, right, wrong) => {
    const { sheet, ...played } = await sheetFor(ORG, name);
    await act(() => pressed('Remove from 12,480 leads…'));
    const field = within(sheet).getByLabelText('Type the name of the tag to continue');
    const start = (): HTMLElement => within(sheet).getByRole('button', { name: 'Remove from 12,480 leads' });
    fireEvent.input(field, { target: { value: wrong } });
    await act(() => press(start()));
    fireEvent.input(field, { target: { value: right } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(started(played)).toEqual([]);
    expect(sheet.textContent).toContain('The button is ready');
    await act(() => press(start()));
    await waitFor(() => expect(started(played)).toHaveLength(1));
  });

  it('of several tags the number is typed', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Newsletter', 'VIP');
    await act(() => pressed('Remove from 12,576 records…'));
    fireEvent.input(within(sheet).getByLabelText('Type the number of records to continue'), {
      target: { value: '12 576' },
    });
    await act(() => pressed('Remove from 12,576 records'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
  });

  it('a count that Zoho refuses is unknown and never 0: the name is typed, and what was not told is not claimed', async () => {
    const rows = ROWS.map((row) => (row.name === 'Grant' ? { ...row, records: null } : row));
    const { sheet, ...played } = await sheetFor({ ...ORG, rows, offer: offerFrom(rows) }, 'Grant');
    expect(within(sheet).queryByRole('cell', { name: '0' })).toBeNull();
    expect(sheet.textContent).toContain('At least 60 API credits. The rest depends on how many records are found.');
    await act(() => press(within(sheet).getByRole('button', { name: 'Remove from all records…' })));
    fireEvent.input(within(sheet).getByLabelText('Type the name of the tag to continue'), {
      target: { value: 'grant' },
    });
    await act(() => pressed('Remove from all records'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ holders: { counted: [null] } }] });
  });

  it('waits for the numbers, and says when they cannot be had', async () => {
    const waiting = await sheetFor({ ...ORG, offer: 'asked' }, 'Grant');
    expect(waiting.sheet.textContent).toContain('Asking Zoho how many records that are');
    pressed('Counting…');
    expect(started(waiting)).toEqual([]);
    cleanup();
    const refused = await sheetFor({ ...ORG, refuses: 'zoho-down', refusesOnly: 'cleanup.offer' }, 'Grant');
    await waitFor(() => expect(within(refused.sheet).getByRole('alert').isConnected).toBe(true));
    expect(within(refused.sheet).getByRole('button', { name: 'Try again' }).isConnected).toBe(true);
  });

  it('asks for rules that Zoho does not name once, at most 50 with the counts, and says what that cost', async () => {
    const told = Array.from({ length: 60 }, (_, n): ToldTag => ({ module: 'Leads', name: `Fair ${n}`, records: 1 }));
    const open = { at: Date.now(), areas: [], isUsed: null, isWhole: false };
    const rows = rowsOf(told).map((row) => ({ ...row, uses: open }));
    const [first, second] = rows;
    let asked = rows.slice(0, 8);
    const offer = (request: OfferRequest) => ({ ...offerFrom(rows)(request), asked, spent: asked.length });
    const played = await openTags({ ...ORG, rows, offer });
    const { retire } = played.tags;
    const usesAsked = (): readonly string[] =>
      (wasAsked(played, 'tags.count') as { tags: { tagIds: string[] }[] }[]).flatMap(
        ({ tags }) => tags[0]?.tagIds ?? [],
      );
    await act(() => retire.open(rows));
    await waitFor(() => expect(usesAsked()).toHaveLength(42));
    expect(screen.getByRole('dialog').textContent).toContain('Counting took 50 API credits.');
    expect(usesAsked()).not.toContain(first?.id);
    // The rest is asked for when it opens again, and then nothing more.
    asked = [];
    await act(() => retire.price());
    expect(usesAsked()).toHaveLength(52);
    expect(new Set(usesAsked()).size).toBe(52);
    expect(screen.getByRole('dialog').textContent).toContain('Counting took 10 API credits.');
    await act(() => retire.close());
    await act(() => retire.open([first, second].flatMap((row) => row ?? [])));
    await waitFor(() => expect(wasAsked(played, 'cleanup.offer')).toHaveLength(3));
    expect(usesAsked()).toHaveLength(52);
    expect(screen.getByRole('dialog').textContent).not.toContain('Counting took');
  });

  it('deletes the tag at the end where that is wanted, with the right for it, also where no record has it', async () => {
    const told: readonly ToldTag[] = [
      { module: 'Leads', name: 'Grant', records: 57, uses: [] },
      { module: 'Contacts', name: 'Grant', records: 0, uses: [] },
    ];
    const rows = rowsOf(told);
    const scene = { ...ORG, rows, offer: offerFrom(rows) };
    const { sheet, ...played } = await sheetFor(scene, 'Grant');
    const option = within(sheet).getByRole<HTMLInputElement>('checkbox', { name: /^Then delete “Grant” too/ });
    expect(option.checked).toBe(false);
    expect(within(sheet).queryByRole('button', { name: 'Skip: Contacts' })).toBeNull();
    await act(() => press(option));
    expect(within(sheet).getByRole('button', { name: 'Skip: Contacts' }).isConnected).toBe(true);
    expect(sheet.textContent).toContain('Zoho asks for one more permission first');
    await act(() => pressed('Remove from 57 leads…'));
    expect(sheet.textContent).toContain(TAGS_SCOPE);
    await act(() => pressed('Back'));
    expect(started(played)).toEqual([]);
    cleanup();
    const connections = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }];
    const allowed = await sheetFor({ ...scene, connections }, 'Grant');
    await act(() => press(within(allowed.sheet).getByRole('checkbox', { name: /^Then delete/ })));
    await act(() => pressed('Remove from 57 leads'));
    await waitFor(() => expect(started(allowed)).toHaveLength(1));
    const [request] = started(allowed) as { steps: object[] }[];
    expect(request).toMatchObject({
      isDeleting: true,
      steps: [{ module: { apiName: 'Leads' } }, { module: { apiName: 'Contacts' }, isUnused: true }],
    });
    expect(request?.steps[0]).not.toHaveProperty('isUnused');
  });

  it('that deletes says where converted leads are not checked, and asks for the search', async () => {
    const told: readonly ToldTag[] = [
      { module: 'Leads', name: 'Grant', records: 0, uses: [] },
      { module: 'Contacts', name: 'Grant', records: 57, uses: [] },
    ];
    const rows = rowsOf(told);
    const connections = [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }];
    const { sheet } = await sheetFor({ ...ORG, connections, rows, offer: offerFrom(rows) }, 'Grant');
    expect(sheet.textContent).not.toContain('converted');
    await act(() => press(within(sheet).getByRole('checkbox', { name: /^Then delete/ })));
    expect(sheet.textContent).toContain('Untag can’t check converted records in Leads');
    await act(() => pressed('Allow searching…'));
    expect(sheet.textContent).toContain(SEARCH_SCOPE);
  });

  it('a refused start leaves the sheet and the selection, and a second press is the same clean-up', async () => {
    const scene: TagsScene = { ...ORG, refuses: 'busy', refusesOnly: 'cleanup.start' };
    const { sheet, ...played } = await sheetFor(scene, 'Grant');
    await act(() => pressed('Remove from 57 leads'));
    await waitFor(() => expect(within(sheet).getByRole('alert').textContent).toContain('A removal is running.'));
    await act(() => pressed('Remove from 57 leads'));
    await waitFor(() => expect(started(played)).toHaveLength(2));
    const [first, second] = started(played) as { id: string }[];
    expect(first?.id).toBe(second?.id);
    await act(() => pressed('Cancel'));
    expect(bar()).toMatch(/^1 tag selected/);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove from all records…' }));
  });

  it.each(['Cancel', 'Close'])(
    'a start that is left by %s before the request is out does not go out',
    async (leave) => {
      const names = promised();
      const { sheet, ...played } = await sheetFor({ ...ORG, namesAfter: names.promise }, 'Grant');
      await act(() => pressed('Remove from 57 leads'));
      await act(() => press(within(sheet).getByRole('button', { name: leave })));
      await act(() => pressed('Clear the selection'));
      pick('VIP');
      await act(() => pressed('Remove from all records…'));
      await act(names.fulfil);
      expect(started(played)).toEqual([]);
      expect(screen.getByRole('dialog').textContent).toContain('Remove “VIP” from all records');
      expect(bar()).toMatch(/^1 tag selected/);
    },
  );

  it('a start under way is dropped when it is to ask again first, and the next press asks', async () => {
    const names = promised();
    const { sheet, ...played } = await sheetFor({ ...ORG, namesAfter: names.promise }, 'Grant');
    await act(() => pressed('Remove from 57 leads'));
    fireEvent.click(within(sheet).getByRole('checkbox', { name: /^Ask me again/ }));
    await act(names.fulfil);
    expect(started(played)).toEqual([]);
    await act(() => pressed('Remove from 57 leads'));
    await waitFor(() => expect(started(played)).toMatchObject([{ asksFirst: true }]));
  });

  it('what is changed after Back is what starts, and nothing else', async () => {
    const names = promised();
    const { sheet, ...played } = await sheetFor({ ...ORG, namesAfter: names.promise }, 'Trade show');
    await act(() => pressed('Remove from 1,272 records…'));
    await act(() => pressed('Remove from 1,272 records'));
    await act(() => pressed('Back'));
    await act(() => pressed('Skip: Leads'));
    await act(() => press(within(sheet).getByRole('button', { name: 'Remove from 168 contacts' })));
    await act(names.fulfil);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(started(played)).toMatchObject([{ steps: [{ module: { apiName: 'Contacts' } }] }]);
    expect((started(played) as { steps: unknown[] }[])[0]?.steps).toHaveLength(1);
  });

  it('a module beyond the reach of a scan is left out, and the search is offered for it', async () => {
    const tooLarge = { isWhole: false, searchSaves: { least: 40, most: 52 } } as const;
    const offer: typeof ORG.offer = (request) => {
      const made = offerFrom(ROWS)(request);
      return { ...made, steps: made.steps.map((step) => (step.module === 'Leads' ? { ...step, ...tooLarge } : step)) };
    };
    const { sheet, ...played } = await sheetFor({ ...ORG, offer }, 'Trade show');
    expect(sheet.textContent).toContain('Leads: more than 100,000 records');
    expect(sheet.textContent).toContain('Nothing is removed there.');
    expect(sheet.textContent).toContain('Zoho’s search would take 40 to 52 API credits fewer.');
    expect(within(sheet).queryByRole('button', { name: 'Skip: Leads' })).toBeNull();
    await act(() => press(within(sheet).getByRole('button', { name: 'Remove from 168 contacts' })));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect((started(played) as { steps: unknown[] }[])[0]?.steps).toMatchObject([{ module: { apiName: 'Contacts' } }]);
    cleanup();
    const only = await sheetFor({ ...ORG, offer }, 'Grant');
    expect(only.sheet.textContent).toContain('Leads: more than 100,000 records');
    await act(() => press(within(only.sheet).getByRole('button', { name: 'Remove from all records…' })));
    expect(started(only)).toEqual([]);
  });

  it('a question for the right that waits since before can be cancelled, and its answer counts', async () => {
    const asked = { connectionId: CONNECTION.id, scopes: [SEARCH_SCOPE as ExtraScope] };
    const startedAt = Date.now() - 60_000;
    await wideningItem.set({ ...asked, state: 'waiting', startedAt });
    const offer = offerFrom(ROWS, { searchSaves: { least: 40, most: 52 } });
    const { sheet, ...played } = await sheetFor({ ...ORG, offer }, 'Trade show');
    await act(() => pressed('Allow searching…'));
    await act(() => press(within(sheet).getByRole('button', { name: 'Cancel' })));
    expect(wasAsked(played, 'sign-in.cancel')).toHaveLength(1);
    await act(() => wideningItem.set({ ...asked, state: 'granted', at: startedAt + 1_000 }));
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('Remove “Trade show” from all records');
    await waitFor(() => expect(wasAsked(played, 'cleanup.offer')).toHaveLength(2));
  });

  it('asks for the right to search in words, and comes back as it was with the new price', async () => {
    const saving = offerFrom(ROWS, { searchSaves: { least: 40, most: 52 } });
    const { sheet, ...played } = await sheetFor({ ...ORG, offer: saving }, 'Trade show');
    await act(() => pressed('Skip: Contacts'));
    expect(sheet.textContent).toContain('Zoho’s search would take 40 to 52 API credits fewer.');
    await act(() => pressed('Allow searching…'));
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('One more permission needed');
    expect(wasAsked(played, 'connection.widen')).toEqual([]);
    await act(() => pressed('Allow in Zoho'));
    const asked = { connectionId: CONNECTION.id, scopes: [SEARCH_SCOPE as ExtraScope] };
    expect(wasAsked(played, 'connection.widen')).toEqual([asked]);
    const at = Date.now() + 1_000;
    await act(() => wideningItem.set({ ...asked, state: 'failed', code: 'consent-refused', details: {}, at }));
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('You did not allow it');
    expect(sheet.textContent).toContain('Untag reads all records of a module instead');
    await act(() => pressed('Ask again'));
    await act(() => wideningItem.set({ ...asked, state: 'granted', at: at + 1_000 }));
    expect(within(sheet).getByRole('heading', { level: 2 }).textContent).toBe('Remove “Trade show” from all records');
    await waitFor(() => expect(wasAsked(played, 'cleanup.offer')).toHaveLength(2));
    expect(within(sheet).getByRole('button', { name: 'Include again: Contacts' }).isConnected).toBe(true);
    expect(started(played)).toEqual([]);
  });

  it('can ask once more when all are found, so that the list can be saved', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Grant');
    fireEvent.click(within(sheet).getByRole('checkbox', { name: /^Ask me again when all are found/ }));
    await act(() => pressed('Remove from 57 leads'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ asksFirst: true });
  });

  it('says at once that a removal goes on, and leads to it', async () => {
    const live = cleanupOf({ steps: [{ ...LEADS, counts: { removed: 604, pending: 500 }, run: WORKING }] }).steps[0]
      ?.run;
    if (!live) throw new Error('No run was made.');
    const mirror = { ...summaryOfRun(live, null, 30), id: 'mine' };
    await openTags({ ...ORG, mirrors: [mirror] });
    pick('Grant');
    expect(screen.getByText('One removal at a time: 604 of 1,104 done.').isConnected).toBe(true);
    pressed('Remove from all records…');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is reached from the sheet of a tag, too', async () => {
    const { asked } = await openTags({ ...ORG, address: '?tag=Grant' });
    await act(() => pressed('Remove from all records…'));
    expect(screen.getByRole('dialog').textContent).toContain('Remove “Grant” from all records');
    expect(asked.map(({ name }) => name)).toContain('cleanup.offer');
  });
});

describe('the band of a clean-up', () => {
  it('counts what is found beside what Zoho counts, and removes nothing yet', async () => {
    const steps = [
      { ...LEADS, counts: { pending: 900 }, run: { state: 'reading' as const, startedAt: null } },
      CONTACTS,
    ];
    const find = { do: 'find', step: 0, isBegun: true } as const;
    const played = await openTags({ ...ORG, cleanups: [cleanupOf({ steps, tasks: tasksFrom(2, find) })] });
    expect(job().textContent).toContain('Nothing is removed yet.');
    expect(job().textContent).toContain('900 of 1,272 records found');
    pressed('Details');
    expect(within(job()).getAllByRole('row')).toHaveLength(4);
    pressed('Stop');
    await waitFor(() => expect(wasAsked(played, 'cleanup.stop')).toEqual([{ id: 'clean' }]));
    // One clean-up at a time.
    pick('VIP');
    pressed('Remove from all records…');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('One clean-up at a time.').isConnected).toBe(true);
  });

  it('says beside the actions how long all modules take, not only the one at work', async () => {
    const steps = [
      { ...LEADS, counts: { removed: 504, pending: 600 }, run: WORKING },
      { ...CONTACTS, counts: { pending: 300 }, run: PLANNED },
    ];
    const view = cleanupOf({ steps, tasks: tasksFrom(2, { do: 'remove', step: 0 }) });
    const run = view.steps[0]?.run ?? null;
    const mirror = run === null ? [] : [{ ...summaryOfRun(run, null, 30), timeLeftMs: 120_000 }];
    await openTags({ ...ORG, cleanups: [view], mirrors: mirror });
    expect(job().textContent).toContain('About 3 minutes left');
    pick('VIP');
    expect(screen.getByText('One clean-up at a time. This one has about 3 minutes left.').isConnected).toBe(true);
  });

  it('asks the one question in numbers', async () => {
    const steps = [
      { ...LEADS, counts: { pending: 1_101 }, run: PLANNED },
      { ...CONTACTS, counts: { pending: 166 }, run: PLANNED },
    ];
    const ask = cleanupOf({ steps, tasks: tasksFrom(2, { do: 'ask' }), change: { state: 'asking' } });
    const played = await openTags({ ...ORG, cleanups: [ask], found: [[1_101], [166]] });
    await waitFor(() =>
      expect(within(job()).getByRole('heading').textContent).toBe('Found 1,267 of the 1,272 that Zoho counts'),
    );
    expect(job().textContent).toContain('5 are missing.');
    expect(job().textContent).toContain('Nothing was removed so far.');
    pressed('Look again');
    pressed('Remove from 1,267 records');
    await waitFor(() =>
      expect(wasAsked(played, 'cleanup.answer')).toEqual([
        { id: 'clean', isEnough: false },
        { id: 'clean', isEnough: true, records: 1_267, typed: '' },
      ]),
    );
  });

  it('asks in a retry only about the modules that are found anew', async () => {
    const steps = [
      { ...LEADS, counts: { removed: 1_100, failed: 4 } },
      { ...CONTACTS, counts: { pending: 160 }, run: PLANNED },
    ];
    const ask = cleanupOf({ steps, tasks: tasksFrom(2, { do: 'ask' }), change: { state: 'asking' } });
    await openTags({ ...ORG, cleanups: [ask], found: [[1_000], [160]] });
    await waitFor(() =>
      expect(within(job()).getByRole('heading').textContent).toBe('Found 160 of the 168 that Zoho counts'),
    );
    expect(job().textContent).toContain('8 are missing.');
    expect(job().textContent).not.toContain('Nothing was removed');
    expect(screen.getByRole('button', { name: 'Remove from 160 contacts' }).isConnected).toBe(true);
  });

  it('shows how far it is over all modules, and changes with the worker', async () => {
    const at = { do: 'remove', step: 1 } as const;
    const view = (removed: number) =>
      cleanupOf({
        steps: [
          { ...LEADS, tagId: idOf('Leads'), counts: { removed: 1_100, failed: 4 } },
          {
            ...CONTACTS,
            tagId: idOf('Contacts'),
            counts: { removed, pending: 168 - removed },
            run: { ...WORKING, revision: removed },
          },
        ],
        tasks: tasksFrom(2, at),
      });
    const played = await openTags({ ...ORG, cleanups: [view(68)] });
    expect(job().textContent).toContain('Module 2 of 2: Contacts.');
    expect(job().textContent).toContain('1,172 of 1,272 records');
    await act(async () => {
      await played.clean([view(96)]);
      await played.tags.cleaning.cleanups.settled();
    });
    expect(job().textContent).toContain('1,200 of 1,272 records');
    // The old number would be untrue.
    expect(screen.queryByRole('gridcell', { name: '1,272' })).toBeNull();
  });

  it('says why it waits, and what can be done', async () => {
    const until = Date.now() + 40_000;
    const steps = [
      {
        ...LEADS,
        counts: { removed: 4, pending: 1_100 },
        run: { state: 'waiting' as const, why: 'credits' as const, until, creditsLeft: 480, endedAt: null },
      },
    ];
    const played = await openTags({
      ...ORG,
      cleanups: [cleanupOf({ steps, tasks: tasksFrom(1, { do: 'remove', step: 0 }) })],
    });
    expect(job().textContent).toContain('Your org has 480 API credits left.');
    pressed('Use the reserved credits too');
    await waitFor(() => expect(wasAsked(played, 'run.goOn')).toEqual([{ runId: 'clean-0', useReserve: true }]));
  });

  it('stopped, it continues with what is left, or puts back what it took off', async () => {
    const steps = [
      { ...LEADS, counts: { removed: 1_100, failed: 4 } },
      {
        ...CONTACTS,
        counts: { removed: 96, 'not-sent': 72 },
        run: { state: 'stopped' as const, stopReason: 'user' as const },
      },
    ];
    const left = [{ do: 'remove', step: 1 } as const];
    const played = await openTags({ ...ORG, cleanups: [cleanupOf({ steps, change: { left } })] });
    expect(within(job()).getByRole('heading').textContent).toBe('Stopped: removed from 1,196 of 1,272 records');
    pressed('Continue with the other 72');
    await waitFor(() => expect(wasAsked(played, 'cleanup.goOn')).toEqual([{ id: 'clean' }]));
    pressed('Undo');
    expect(within(job()).getByRole('heading').textContent).toBe('Restore “Trade show 2025” on 1,196 records?');
    // The names, 11 or 22 reads and 22 writes, then the names, 1 or 2 reads and 2 writes.
    expect(job().textContent).toContain('About 38 to 50 API credits');
    expect(wasAsked(played, 'cleanup.undo')).toEqual([]);
    await act(() => pressed('Restore on 1,196 records'));
    await waitFor(() => expect(wasAsked(played, 'cleanup.undo')).toEqual([{ id: 'clean' }]));
  });

  it('groups failures of all modules by reason, and adds up both ways', async () => {
    const group = { reason: 'locked', zohoCode: null, zohoMessage: null, first: [], continued: 0 } as const;
    const steps = [
      { ...LEADS, counts: { removed: 1_096, failed: 8 } },
      { ...CONTACTS, counts: { removed: 164, failed: 4 } },
    ];
    const played = await openTags({
      ...ORG,
      cleanups: [cleanupOf({ steps })],
      failures: {
        'clean-0': [
          { ...group, records: 7, retried: 7 },
          { ...group, reason: 'gone', records: 1, retried: 0 },
        ],
        'clean-1': [{ ...group, records: 4, retried: 4 }],
      },
    });
    expect(within(job()).getByRole('heading').textContent).toBe('Removed from 1,260 of 1,272 records');
    await waitFor(() => expect(within(job()).getAllByRole('listitem')).toHaveLength(2));
    expect(within(job()).getAllByRole('listitem')[0]?.textContent).toContain('11 records');
    const total = within(job()).getAllByRole('row').at(-1);
    expect([...(total?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)).toEqual([
      '1,260',
      '12',
      '1,272',
    ]);
    pressed('Try 11 of 12 again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
    pressed('Close');
    await waitFor(() => expect(wasAsked(played, 'cleanup.seen')).toEqual([{ id: 'clean' }]));
  });

  it('says which module could not be searched, though the others are done', async () => {
    const error = { code: 'no-permission', details: {} } as const;
    const steps = [
      {
        ...LEADS,
        counts: {},
        run: { state: 'stopped' as const, stopReason: 'error' as const, startedAt: null, error },
      },
      { ...CONTACTS, counts: { removed: 168 } },
    ];
    const played = await openTags({ ...ORG, cleanups: [cleanupOf({ steps })] });
    expect(job().textContent).toMatch(/Leads: You can’t/);
    // How many leads have the tag is not known.
    const numbers = [
      ...(within(job())
        .getByRole('row', { name: /^Leads/ })
        .querySelectorAll('td') ?? []),
    ];
    expect(numbers.map(({ textContent }) => textContent)).toEqual(['—not known yet', '—not known yet']);
    pressed('Try again');
    await waitFor(() => expect(wasAsked(played, 'cleanup.retry')).toEqual([{ id: 'clean' }]));
  });

  it('does not say that no record had the tag where the only module could not be searched', async () => {
    const error = { code: 'no-permission', details: {} } as const;
    const run = { state: 'stopped', stopReason: 'error', startedAt: null, error } as const;
    await openTags({ ...ORG, cleanups: [cleanupOf({ steps: [{ ...LEADS, counts: {}, run }] })] });
    expect(within(job()).getByRole('heading').textContent).toBe('Stopped: nothing was removed');
    expect(job().textContent).toMatch(/Leads: You can’t/);
  });

  it('of an undo it says what is back, and offers no other', async () => {
    const steps = [{ ...LEADS, counts: { removed: 1_104 }, undone: { removed: 1_100, failed: 1, 'had-none': 3 } }];
    await openTags({ ...ORG, cleanups: [cleanupOf({ steps, change: { isUndo: true } })] });
    expect(within(job()).getByRole('heading').textContent).toBe('Restored on 1,100 of 1,104 leads');
    expect(within(job()).queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('names the rule that has put the tag back', async () => {
    const view = cleanupOf({
      tag: 'Trade show',
      steps: [
        {
          ...LEADS,
          tagId: idOf('Leads'),
          counts: { removed: 1_104 },
          run: { cameBack: { records: 14, tag: 'Trade show' } },
        },
      ],
      change: { isSeen: true },
    });
    const played = await openTags({ ...ORG, cleanups: [view] });
    expect(within(job()).getByRole('heading').textContent).toBe('“Trade show” is on 14 leads again');
    expect(job().textContent).toContain('Workflow rule “Fair visitors” adds it.');
    await act(() => pressed('Remove from 14 leads…'));
    expect(screen.getByRole('dialog').textContent).toContain('Remove “Trade show” from all records');
    await act(() => pressed('Cancel'));
    fireEvent.click(within(job()).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(wasAsked(played, 'run.seen')).toEqual([{ runId: 'clean-0' }]));
  });

  it('names what the check after the end has found, before what the list of tags says', async () => {
    const cameBack = { records: 1, tag: 'Trade show', by: [{ kind: 'blueprint', name: 'Qualified' }] } as const;
    const steps = [{ ...LEADS, tagId: idOf('Leads'), counts: { removed: 1_104 }, run: { cameBack } }];
    await openTags({ ...ORG, cleanups: [cleanupOf({ tag: 'Trade show', steps, change: { isSeen: true } })] });
    expect(job().textContent).toContain('Blueprint “Qualified” adds it.');
    expect(job().textContent).not.toContain('Fair visitors');
  });

  it('of another org it stands in one line that leads there', async () => {
    const other = { ...CONNECTION, id: 'us-production-30091160077-581200000000000001' };
    const steps = [{ ...LEADS, counts: { removed: 4, pending: 1_100 }, run: WORKING }];
    const view = cleanupOf({
      steps,
      tasks: tasksFrom(1, { do: 'remove', step: 0 }),
      change: { connectionId: other.id },
    });
    const { address } = await openTags({ ...ORG, connections: [CONNECTION, other], cleanups: [view] });
    expect(screen.getByText(/A clean-up is running in/).textContent).toContain('Production: 4 of 1,104.');
    expect(screen.queryByRole('region', { name: 'Clean-up' })).toBeNull();
    pressed('Show it');
    expect(address().connectionId).toBe(other.id);
  });
});
