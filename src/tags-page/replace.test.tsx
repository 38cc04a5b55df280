// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExtraScope, TAGS_SCOPE } from '../shared/scopes.ts';
import { wideningItem } from '../shared/stored-items.ts';
import { offerFrom } from './testing/made-cleanups.ts';
import { CONNECTION, moduleOf, rowsOf, type ToldTag } from './testing/made-tags.ts';
import { openTags } from './testing/open-tags.tsx';
import type { Played, TagsScene } from './testing/play.ts';

afterEach(cleanup);

const TOLD: readonly ToldTag[] = [
  { module: 'Leads', name: 'Cold call 2026', records: 44, uses: [] },
  { module: 'Leads', name: 'Cold lead', records: 2_310, colour: '#658BA8', uses: [] },
  { module: 'Leads', name: 'Cold-Lead', records: 14, colour: '#658BA8', uses: [['workflow', 'add', ['Web form']]] },
  { module: 'Leads', name: 'Newsletter', records: 12_480, uses: [] },
  { module: 'Leads', name: 'Trade show', records: 600, uses: [] },
  { module: 'Leads', name: 'VIP', records: 412, colour: '#E7A826', uses: [] },
  { module: 'Leads', name: 'vip', records: 31, uses: [['workflow', 'add', ['Big order']]] },
  { module: 'Contacts', name: 'Cold-Lead', records: 4, colour: '#658BA8', uses: [] },
  { module: 'Contacts', name: 'V.I.P.', records: 7, colour: '#E7A826', uses: [] },
  { module: 'Contacts', name: 'VIP', records: 96, colour: '#E7A826', uses: [] },
];
const ROWS = rowsOf(TOLD);
const MODULES = [
  moduleOf('Leads', 0, { room: { used: 73, allowed: 100 } }),
  moduleOf('Contacts', 1, { room: { used: 96, allowed: 100 } }),
];
const ALLOWED = { ...CONNECTION, extraScopes: [TAGS_SCOPE] };
const ORG: TagsScene = { modules: MODULES, rows: ROWS, offer: offerFrom(ROWS), connections: [ALLOWED] };

function idOf(module: string, name: string): string {
  return ROWS.find((row) => row.module === module && row.name === name)?.id ?? '';
}

function press(element: HTMLElement): Promise<void> {
  return act(() => {
    fireEvent.click(element);
  }) as Promise<void>;
}

function started({ asked }: Played): unknown[] {
  return asked.filter(({ name }) => name === 'cleanup.start').map(({ data }) => data);
}

function offers({ asked }: Played): unknown[] {
  return asked.filter(({ name }) => name === 'cleanup.offer').map(({ data }) => data);
}

interface Opened extends Played {
  readonly sheet: HTMLElement;
  readonly button: (name: string | RegExp) => HTMLElement;
  readonly headline: () => string;
}

/** Selects these names and opens the sheet that replaces or merges them. */
async function sheetFor(scene: TagsScene, ...names: readonly string[]): Promise<Opened> {
  const played = await openTags(scene);
  for (const name of names) fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  const opener = screen.getByRole('button', { name: names.length === 1 ? 'Replace with…' : 'Merge into one…' });
  await act(() => opener.focus());
  await press(opener);
  const sheet = screen.getByRole('dialog');
  return {
    ...played,
    sheet,
    button: (name) => within(sheet).getByRole('button', { name }),
    headline: () => within(sheet).getByRole('heading', { level: 2 }).textContent ?? '',
  };
}

async function stays(sheet: HTMLElement, name: RegExp): Promise<void> {
  await press(within(sheet).getByRole('radio', { name }));
}

function field(sheet: HTMLElement): HTMLInputElement {
  return within(sheet).getByRole<HTMLInputElement>('combobox');
}

async function type(sheet: HTMLElement, text: string): Promise<void> {
  await act(() => {
    fireEvent.input(field(sheet), { target: { value: text } });
  });
}

async function key(sheet: HTMLElement, name: string): Promise<void> {
  await act(() => {
    fireEvent.keyDown(field(sheet), { key: name });
  });
}

function options(sheet: HTMLElement): readonly string[] {
  return within(sheet)
    .queryAllByRole('option')
    .map((option) => option.textContent ?? '');
}

describe('a merge', () => {
  it('asks which tag stays, the most used one first, and chooses none in advance', async () => {
    const { sheet, button, headline, ...played } = await sheetFor(ORG, 'VIP', 'vip', 'V.I.P.');
    expect(headline()).toBe('Merge 3 tags into one');
    expect(document.activeElement).toBe(within(sheet).getByRole('heading', { level: 2 }));
    const radios = within(sheet).getAllByRole<HTMLInputElement>('radio');
    expect(radios.map(({ checked }) => checked)).toEqual([false, false, false, false]);
    expect(radios.map((radio) => radio.closest('label')?.textContent)).toEqual([
      'VIPMost records412 leads, 96 contacts',
      'vip31 leads',
      'V.I.P.7 contacts',
      'Another tag, or a new one…',
    ]);
    expect(button('Choose the tag that stays').getAttribute('aria-disabled')).toBe('true');
    await press(button('Choose the tag that stays'));
    expect(started(played)).toEqual([]);
  });

  it('starts with the tag that stays and the others of each module, by its button', async () => {
    const { sheet, button, headline, ...played } = await sheetFor(ORG, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    expect(headline()).toBe('Merge 3 tags into “VIP”');
    expect(offers(played).at(-1)).toMatchObject({
      steps: [
        { module: 'Leads', tagIds: [idOf('Leads', 'vip')], stays: idOf('Leads', 'VIP') },
        { module: 'Contacts', tagIds: [idOf('Contacts', 'V.I.P.')], stays: idOf('Contacts', 'VIP') },
      ],
    });
    expect(sheet.textContent).toContain('“VIP” is added to each record that doesn’t have it.');
    expect(sheet.textContent).toContain('Only then “vip” and “V.I.P.” are removed.');
    expect(sheet.textContent).toContain('1 workflow rule can add “vip” back. Change it in Zoho to add “VIP” instead.');
    // How many have both is unknown until they are read, and never 0.
    const preview = within(sheet).getByLabelText('Records by what happens to them');
    expect(preview.textContent).toBe('Will get it—not known yetAlready have it—not known yetRecords affected38');
    await press(button('Merge (changes 38 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({
      kind: 'replace',
      steps: [
        {
          module: { apiName: 'Leads' },
          holders: { tags: [{ id: idOf('Leads', 'vip'), name: 'vip' }], counted: [31] },
          stays: { id: idOf('Leads', 'VIP'), name: 'VIP', colour: '#E7A826' },
        },
        {
          module: { apiName: 'Contacts' },
          holders: { tags: [{ name: 'V.I.P.' }], counted: [7] },
          stays: { id: idOf('Contacts', 'VIP') },
        },
      ],
    });
    expect(started(played)[0]).not.toHaveProperty('isDeleting');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('of several old tags in one module is one step with all of them', async () => {
    const { sheet, ...played } = await sheetFor(ORG, 'Cold call 2026', 'Cold lead', 'Cold-Lead');
    await stays(sheet, /^Cold lead/);
    expect(offers(played).at(-1)).toMatchObject({
      steps: [
        { module: 'Leads', tagIds: [idOf('Leads', 'Cold call 2026'), idOf('Leads', 'Cold-Lead')] },
        { module: 'Contacts', tagIds: [idOf('Contacts', 'Cold-Lead')], stays: null },
      ],
    });
  });

  it('a module that has only the tag that stays is no part of it', async () => {
    const { sheet, button, ...played } = await sheetFor(ORG, 'VIP', 'vip');
    await stays(sheet, /^VIP/);
    await press(button('Merge (changes 31 leads)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ module: { apiName: 'Leads' } }] });
    expect((started(played)[0] as { steps: unknown[] }).steps).toHaveLength(1);
    // One tag comes off, and it is a merge all the same.
    expect(started(played)[0]).toMatchObject({ isMerge: true });
  });

  it('another tag stays where the user finds or makes one', async () => {
    const { sheet, button, headline, ...played } = await sheetFor(ORG, 'vip', 'V.I.P.');
    await stays(sheet, /^Another/);
    await waitFor(() => expect(document.activeElement).toBe(field(sheet)));
    await type(sheet, 'Key account');
    expect(options(sheet)).toEqual(['Create “Key account”']);
    await key(sheet, 'Enter');
    expect(headline()).toBe('Merge 2 tags into “Key account”');
    expect(sheet.textContent).toContain('New. It is created in Leads and Contacts.');
    expect(sheet.textContent).toContain('11 of 25');
    expect(sheet.textContent).toContain(
      '“Key account” is not in Leads yet. It is created there. Leads then has 74 of 100 tags.',
    );
    await press(within(sheet).getByRole('radio', { name: 'Amber' }));
    const preview = within(sheet).getByLabelText('Records by what happens to them');
    expect(preview.textContent).toBe('Will get it38Records affected38');
    await press(button('Merge (changes 38 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    const made = { id: null, name: 'Key account', colour: '#E7A826' };
    expect(started(played)[0]).toMatchObject({ steps: [{ stays: made }, { stays: made }] });
  });
});

describe('a replace', () => {
  it('finds tags of these modules, look-alikes first, and its last line makes one', async () => {
    const { sheet, headline, button, ...played } = await sheetFor(ORG, 'Cold-Lead');
    expect(headline()).toBe('Replace “Cold-Lead” with another tag');
    expect(document.activeElement).toBe(field(sheet));
    expect(sheet.textContent).toContain('Only then “Cold-Lead” is removed.');
    await type(sheet, 'cold');
    expect(options(sheet)).toEqual(['Cold lead looks like it2,310 leads', 'Cold call 2026 44 leads', 'Create “cold”']);
    await key(sheet, 'ArrowDown');
    expect(field(sheet).getAttribute('aria-activedescendant')).toBe(within(sheet).getAllByRole('option')[1]?.id);
    await key(sheet, 'ArrowUp');
    await key(sheet, 'Enter');
    expect(headline()).toBe('Replace “Cold-Lead” with “Cold lead”');
    expect(options(sheet)).toEqual([]);
    expect(started(played)).toEqual([]);
    expect(sheet.textContent).toContain(
      '“Cold lead” is not in Contacts yet. It is created there with the same colour. Contacts then has 97 of 100 tags.',
    );
    await press(button('Replace (changes 18 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).not.toHaveProperty('isMerge');
    expect(started(played)[0]).toMatchObject({
      steps: [
        { stays: { id: idOf('Leads', 'Cold lead') } },
        { stays: { id: null, name: 'Cold lead', colour: '#658BA8' } },
      ],
    });
  });

  it('keeps its list open while the scroll bar of the list is pressed', async () => {
    const { sheet } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'cold');
    // A press that is not prevented takes the focus from the field, which closes the list.
    expect(fireEvent.mouseDown(within(sheet).getByRole('listbox'))).toBe(false);
  });

  it('typing on after a choice takes it back, and Escape closes the list before the sheet', async () => {
    const { sheet, headline, button } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'Cold lead');
    await key(sheet, 'Enter');
    await type(sheet, 'Cold l');
    expect(headline()).toBe('Replace “Cold-Lead” with another tag');
    expect(button('Choose a tag').getAttribute('aria-disabled')).toBe('true');
    expect(options(sheet)).not.toEqual([]);
    await key(sheet, 'Escape');
    expect(options(sheet)).toEqual([]);
    expect(sheet.isConnected).toBe(true);
  });

  it.each([
    ['', 'Type a name.'],
    ['Abcdefghijklmnopqrstuvwxyz', 'At most 25 characters.'],
    ['Cold-Lead', 'That is its name now.'],
  ])('a new tag cannot be named %j', async (name, words) => {
    const { sheet, button, ...played } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'Frozen');
    await key(sheet, 'Enter');
    if (name === '') await type(sheet, ' ');
    else await type(sheet, name);
    expect(sheet.textContent).toContain(words);
    expect(field(sheet).getAttribute('aria-invalid')).toBe('true');
    await press(button('Choose a tag'));
    expect(started(played)).toEqual([]);
  });

  it('a skipped module stays as it is, and can be included again', async () => {
    const { sheet, button, ...played } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'Cold lead');
    await key(sheet, 'Enter');
    await press(button('Skip: Contacts'));
    expect(sheet.textContent).toContain('4 contacts won’t change');
    expect(sheet.textContent).not.toContain('is not in Contacts yet');
    await press(button('Include again: Contacts'));
    await press(button('Skip: Leads'));
    await press(button('Replace (changes 4 contacts)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ module: { apiName: 'Contacts' } }] });
  });

  it('a full module keeps its old tags, and that is said before', async () => {
    const full = [MODULES[0]!, moduleOf('Contacts', 1, { room: { used: 100, allowed: 100 } })];
    const { sheet, button, ...played } = await sheetFor({ ...ORG, modules: full }, 'Cold-Lead');
    await type(sheet, 'Cold lead');
    await key(sheet, 'Enter');
    expect(sheet.textContent).toContain('Contacts is full: 100 of 100 tags.');
    expect(sheet.textContent).toContain('“Cold lead” can’t be created there, so 4 contacts keep “Cold-Lead”.');
    const preview = within(sheet).getByLabelText('Records by what happens to them');
    expect(preview.textContent).toContain('Won’t change4Have an old tag18');
    await press(button('Replace (changes 14 leads)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect((started(played)[0] as { steps: unknown[] }).steps).toHaveLength(1);
  });

  it('above 500 records the count is repeated, above 10,000 the name is typed', async () => {
    const some = await sheetFor(ORG, 'Trade show');
    await type(some.sheet, 'Newsletter');
    await key(some.sheet, 'Enter');
    await press(some.button('Replace (changes 600 leads)…'));
    expect(some.headline()).toBe('Replace “Trade show” with “Newsletter” on 600 leads?');
    expect(started(some)).toEqual([]);
    await press(some.button('Replace (changes 600 leads)'));
    await waitFor(() => expect(started(some)).toHaveLength(1));
    cleanup();
    const many = await sheetFor(ORG, 'Newsletter');
    await type(many.sheet, 'Trade show');
    await key(many.sheet, 'Enter');
    await press(many.button('Replace (changes 12,480 leads)…'));
    await press(many.button('Replace (changes 12,480 leads)'));
    expect(started(many)).toEqual([]);
    fireEvent.input(within(many.sheet).getByLabelText('Type the name of the tag to continue'), {
      target: { value: 'newsletter' },
    });
    await press(many.button('Replace (changes 12,480 leads)'));
    await waitFor(() => expect(started(many)).toHaveLength(1));
  });

  it('an unknown count is not claimed', async () => {
    const rows = ROWS.map((row) => (row.name === 'Trade show' ? { ...row, records: null } : row));
    const { sheet, button } = await sheetFor({ ...ORG, rows, offer: offerFrom(rows) }, 'Trade show');
    await type(sheet, 'Newsletter');
    await key(sheet, 'Enter');
    expect(button('Replace…').isConnected).toBe(true);
    expect(sheet.textContent).toContain('At least 60 API credits. The rest depends on how many records are found.');
  });

  it('leaving the sheet drops a start under way, and another choice is another clean-up', async () => {
    let name: () => void = () => undefined;
    const namesAfter = new Promise<void>((resolve) => {
      name = resolve;
    });
    const { sheet, button, ...played } = await sheetFor({ ...ORG, namesAfter }, 'vip');
    await type(sheet, 'VIP');
    await key(sheet, 'Enter');
    await press(button('Replace (changes 31 leads)'));
    await type(sheet, 'Trade show');
    await key(sheet, 'Enter');
    await act(async () => {
      name();
      await new Promise((resolve) => setTimeout(resolve));
    });
    expect(started(played)).toEqual([]);
    await press(button('Replace (changes 31 leads)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ steps: [{ stays: { name: 'Trade show' } }] });
  });
});

it('a new name that Zoho may take for the old one is said to change nothing', async () => {
  const { sheet } = await sheetFor(ORG, 'Trade show');
  await type(sheet, 'TRADE SHOW');
  await key(sheet, 'Enter');
  expect(sheet.textContent).toContain('Zoho may take “TRADE SHOW” and “Trade show” for the same name. Then no new tag');
});

describe('a new name that Zoho may take for that of a tag there', () => {
  const NOTE =
    'Zoho may take “vip” and “VIP” for the same name. Then “VIP” is used in Contacts, and no new tag is created.';

  it('is not said to be new there, and the tag there is one press away', async () => {
    const { sheet, headline, button, ...played } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'NEWSLETTER');
    await key(sheet, 'ArrowUp');
    await key(sheet, 'Enter');
    expect(headline()).toBe('Replace “Cold-Lead” with “NEWSLETTER”');
    expect(sheet.textContent).toContain('“Newsletter” is in Leads already. New. It is created in Contacts.');
    expect(sheet.textContent).toContain(
      'Zoho may take “NEWSLETTER” and “Newsletter” for the same name. Then “Newsletter” is used in Leads, and no new tag is created.',
    );
    expect(sheet.textContent).toContain('“NEWSLETTER” is not in Contacts yet. It is created there.');
    // How many of them have it already is not known.
    const preview = within(sheet).getByLabelText('Records by what happens to them');
    expect(preview.textContent).toContain('Will get it—not known yet');
    await press(button('Use “Newsletter”'));
    expect(document.activeElement).toBe(field(sheet));
    expect(headline()).toBe('Replace “Cold-Lead” with “Newsletter”');
    expect(sheet.textContent).not.toContain('already');
    await waitFor(() => button('Replace (changes 18 records)'));
    await press(button('Replace (changes 18 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({
      steps: [{ stays: { id: idOf('Leads', 'Newsletter') } }, { stays: { id: null, name: 'Newsletter' } }],
    });
  });

  it('is not claimed to be created where another module has the chosen tag', async () => {
    const { sheet } = await sheetFor(ORG, 'V.I.P.', 'Cold-Lead');
    await stays(sheet, /^Another/);
    await type(sheet, 'vip');
    await key(sheet, 'ArrowDown');
    await key(sheet, 'Enter');
    expect(sheet.textContent).toContain(NOTE);
    expect(sheet.textContent).not.toContain('“vip” is not in Contacts yet');
    expect(within(sheet).queryByRole('button', { name: /^Use/ })).toBeNull();
  });

  it('is not said to be there where its module is skipped', async () => {
    const { sheet, button } = await sheetFor(ORG, 'Cold-Lead');
    await type(sheet, 'NEWSLETTER');
    await key(sheet, 'ArrowUp');
    await key(sheet, 'Enter');
    await press(button('Skip: Leads'));
    expect(sheet.textContent).not.toContain('already');
    expect(sheet.textContent).toContain('New. It is created in Contacts.');
  });
});

describe('the old tags can be deleted at the end', () => {
  it('is off at first, names those that Zoho keeps, and costs what it says', async () => {
    const { sheet, button, ...played } = await sheetFor(ORG, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    const option = within(sheet).getByRole<HTMLInputElement>('checkbox', {
      name: 'Then delete “V.I.P.” too',
    });
    expect(option.checked).toBe(false);
    expect(described(option)).toMatch(/^“vip” stays: a rule uses it, and Zoho keeps such tags\. /);
    expect(described(within(sheet).getByRole('checkbox', { name: 'Ask me again when all are found' }))).toBe(
      'You can then save the list of records before anything is changed.',
    );
    expect(sheet.textContent).toContain('“vip” stays: a rule uses it, and Zoho keeps such tags.');
    const before = costIn(sheet);
    await press(option);
    // For each module two lists, and for each tag a count and a delete.
    expect(costIn(sheet)).toEqual([before[0]! + 6, before[1]! + 8]);
    await press(button('Merge (changes 38 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).toMatchObject({ isDeleting: true });
  });

  it('says what undo cannot bring back where Zoho may take two names for one', async () => {
    const free = ROWS.map((row) => ({ ...row, uses: { ...row.uses!, areas: [], isUsed: false } }));
    const { sheet } = await sheetFor({ ...ORG, rows: free }, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    const warning = 'Zoho may take “VIP” and “vip” for the same name. Then undo can’t create a deleted one again';
    expect(sheet.textContent).not.toContain(warning);
    await press(within(sheet).getByRole('checkbox', { name: /^Then delete/ }));
    expect(sheet.textContent).toContain(warning);
  });

  it('is not wanted any more where only modules are left in which a rule uses the tag', async () => {
    const { sheet, button, ...played } = await sheetFor({ ...ORG, connections: [CONNECTION] }, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    await press(within(sheet).getByRole('checkbox', { name: /^Then delete/ }));
    expect(sheet.textContent).toContain('Zoho asks for one more permission first');
    await press(button('Skip: Contacts'));
    await press(button('Merge (changes 31 leads)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).not.toHaveProperty('isDeleting');
  });

  it('cannot be wanted where a rule uses each of them', async () => {
    const { sheet, button, ...played } = await sheetFor(ORG, 'vip');
    await type(sheet, 'VIP');
    await key(sheet, 'Enter');
    const option = within(sheet).getByRole<HTMLInputElement>('checkbox', { name: /^Then delete “vip” too/ });
    expect(option.getAttribute('aria-disabled')).toBe('true');
    await press(option);
    await press(button('Replace (changes 31 leads)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
    expect(started(played)[0]).not.toHaveProperty('isDeleting');
  });
});

describe('the right to change tags', () => {
  const UNASKED: TagsScene = { ...ORG, connections: [CONNECTION] };

  it('is asked for when the tag must be made, after the button, and nothing starts by itself', async () => {
    const { sheet, button, headline, ...played } = await sheetFor(UNASKED, 'Cold-Lead');
    await type(sheet, 'Cold lead');
    await key(sheet, 'Enter');
    expect(sheet.textContent).toContain('Zoho asks for one more permission first');
    await press(button('Replace (changes 18 records)…'));
    expect(headline()).toBe('One more permission needed');
    expect(sheet.textContent).toContain(TAGS_SCOPE);
    await press(button('Allow in Zoho'));
    expect(played.asked.at(-1)).toMatchObject({ name: 'connection.widen', data: { scopes: [TAGS_SCOPE] } });
    const asked = { connectionId: CONNECTION.id, scopes: [TAGS_SCOPE as ExtraScope] };
    await act(() =>
      wideningItem.set({ ...asked, state: 'failed', code: 'consent-refused', details: {}, at: Date.now() }),
    );
    expect(headline()).toBe('You did not allow it');
    // It is named once, in what an admin needs.
    expect(sheet.textContent?.split(TAGS_SCOPE)).toHaveLength(2);
    expect(sheet.textContent).toContain(
      'Renaming, deleting and creating tags stay off; everything else works as before.',
    );
    await press(button('Ask again'));
    await act(() => wideningItem.set({ ...asked, state: 'granted', at: Date.now() }));
    expect(headline()).toBe('Replace “Cold-Lead” with “Cold lead”');
    expect(started(played)).toEqual([]);
  });

  describe('granted after its sheet was closed', () => {
    const granted = (scopes: readonly ExtraScope[] = [TAGS_SCOPE]) =>
      act(() =>
        wideningItem.set({ connectionId: CONNECTION.id, scopes: [...scopes], state: 'granted', at: Date.now() }),
      );

    /** The right is asked for by one sheet, which is closed, and another one opens. */
    async function otherSheet(scene: TagsScene, name: string): Promise<Opened> {
      const first = await sheetFor(scene, 'Cold-Lead');
      await type(first.sheet, 'Cold lead');
      await key(first.sheet, 'Enter');
      await press(first.button('Replace (changes 18 records)…'));
      await press(first.button('Allow in Zoho'));
      await press(first.button('Close'));
      fireEvent.click(screen.getByRole('checkbox', { name: 'Select Cold-Lead' }));
      fireEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
      await press(screen.getByRole('button', { name: 'Replace with…' }));
      const sheet = screen.getByRole('dialog');
      const button = (label: string | RegExp) => within(sheet).getByRole('button', { name: label });
      return { ...first, sheet, button };
    }

    it('does not drop the start of another one', async () => {
      let name: () => void = () => undefined;
      const namesAfter = new Promise<void>((resolve) => {
        name = resolve;
      });
      const { sheet, button, ...played } = await otherSheet({ ...UNASKED, namesAfter }, 'vip');
      await type(sheet, 'VIP');
      await key(sheet, 'Enter');
      await press(button('Replace (changes 31 leads)'));
      await granted();
      await act(() => name());
      await waitFor(() => expect(started(played)).toHaveLength(1));
      expect(started(played)[0]).toMatchObject({ steps: [{ stays: { name: 'VIP' } }] });
    });

    it('leaves what was typed to confirm another one', async () => {
      const { sheet, button, ...played } = await otherSheet(UNASKED, 'Newsletter');
      await type(sheet, 'Trade show');
      await key(sheet, 'Enter');
      await press(button('Replace (changes 12,480 leads)…'));
      const typed = within(sheet).getByLabelText<HTMLInputElement>('Type the name of the tag to continue');
      fireEvent.input(typed, { target: { value: 'newsletter' } });
      await granted();
      expect(typed.isConnected).toBe(true);
      expect(typed.value).toBe('newsletter');
      await press(button('Replace (changes 12,480 leads)'));
      await waitFor(() => expect(started(played)).toHaveLength(1));
    });
  });

  it('is not asked for where nothing is made or deleted', async () => {
    const { sheet, button, ...played } = await sheetFor(UNASKED, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    await press(button('Merge (changes 38 records)'));
    await waitFor(() => expect(started(played)).toHaveLength(1));
  });

  it('is asked for before tags are deleted', async () => {
    const { sheet, button, headline } = await sheetFor(UNASKED, 'VIP', 'vip', 'V.I.P.');
    await stays(sheet, /^VIP/);
    await press(within(sheet).getByRole('checkbox', { name: /^Then delete/ }));
    await press(button('Merge (changes 38 records)…'));
    expect(headline()).toBe('One more permission needed');
  });
});

it('a narrow window has the rarer actions in a menu', async () => {
  const { tags } = await openTags(ORG);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select VIP' }));
  const more = screen.getByRole('button', { name: 'More' });
  await press(more);
  await press(screen.getByRole('menuitem', { name: 'Replace with…' }));
  expect(screen.queryByRole('menu')).toBeNull();
  expect(tags.replace.isOpen.value).toBe(true);
  expect(screen.getByRole('dialog').textContent).toContain('Replace “VIP” with another tag');
});

it('the sheet of a tag merges it with its look-alikes', async () => {
  const { tags } = await openTags(ORG);
  await act(() => tags.openTag('VIP'));
  const sheet = screen.getByRole('dialog');
  await press(within(sheet).getByRole('button', { name: 'Merge into one…' }));
  expect(screen.getByRole('dialog').textContent).toContain('Merge 3 tags into one');
});

/** What is read after an element's name. */
function described(element: HTMLElement): string {
  return document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
}

/** The least and the most credits that the sheet says. */
function costIn(sheet: HTMLElement): readonly number[] {
  const words = within(sheet).getByText(/^About .* API credits/).textContent ?? '';
  const [least = 0, most = least] = (words.split(' of the ')[0]?.match(/[\d,]+/g) ?? []).map((n) =>
    Number(n.replace(',', '')),
  );
  return [least, most];
}
