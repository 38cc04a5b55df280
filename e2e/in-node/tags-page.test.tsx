import { untagInLumen } from './untag-in-lumen.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { TagsPageData } from '../../src/tags-page/models/TagsPageModel.ts';

const untag = await untagInLumen();

const UNKNOWN = 'not known yet';

interface Row {
  readonly Module: string;
  readonly Tag: string;
  readonly Records: string;
  readonly 'Last used': string;
  readonly Rules: string;
  readonly Views: string;
}

/** The true number of records with each tag, by module and tag. */
function truth(): ReadonlyMap<string, number> {
  const { modules } = untag.zoho.world.org('lumen');
  return new Map(
    modules.flatMap((module) =>
      module.tags().map((tag) => [`${module.plural}: ${tag.name}`, module.tagged(tag.id, 'visible')] as const),
    ),
  );
}

/** Opens the page, and waits for the end of its first reading. */
async function opened(): Promise<{ page: TagsPageData; csv: () => Promise<readonly Row[]> }> {
  const { page, saved } = await untag.tagsPage();
  await ended(page);
  return {
    page,
    csv: async () => {
      fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
      const text = (await saved.at(-1)?.text()) ?? '';
      const { data } = Papa.parse<Row>(text.replace('\uFEFF', ''), { header: true, skipEmptyLines: true });
      return data;
    },
  };
}

async function ended(page: TagsPageData): Promise<void> {
  await waitFor(() => expect(page.progress.value?.state).toBe('ended'), { timeout: 20_000 });
  await act(() => page.org.settled());
}

/** The API credits on a button, and those spent after it was pressed. */
async function pressed(page: TagsPageData, name: RegExp): Promise<{ said: number; spent: number }> {
  const button = screen.getByRole('button', { name });
  const said = Number(/(\d+) API credit/.exec(button.textContent)?.[1]);
  const before = calls();
  const job = page.progress.value?.id;
  await act(() => button.click());
  await waitFor(() => expect(page.progress.value?.id).not.toBe(job));
  await ended(page);
  return { said, spent: calls() - before };
}

/** Calls of the API that Zoho received. Each costs a credit. */
function calls(): number {
  return untag.zoho.requests.filter(({ host, path }) => host.includes('zohoapis') && path.includes('/settings/'))
    .length;
}

test.each(['number', 'string'] as const)(
  'Zoho tells the numbers with the lists, as a %s: all 180 are true, one credit a module',
  async (tagIncludeCount) => {
    untag.zoho.set({ tagIncludeCount });
    const { page, csv } = await opened();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^\d+ tags in 6 modules$/);
    const rows = await csv();
    expect(rows).toHaveLength(180);
    const shown = new Map(rows.map((row) => [`${row.Module}: ${row.Tag}`, Number(row.Records)]));
    expect(shown).toEqual(truth());
    expect(page.progress.value?.credits.spent).toBe(calls());
    const again = await pressed(page, /^Read again/);
    expect(again.spent).toBe(again.said);
    expect(again.said).toBe(page.org.modules.value.length);
  },
);

test('several extras at once are refused: the numbers come alone, and the credits are those announced', async () => {
  untag.zoho.set({ tagInclude: 'severalRefused' });
  const { page, csv } = await opened();
  const rows = await csv();
  expect(new Map(rows.map((row) => [`${row.Module}: ${row.Tag}`, Number(row.Records)]))).toEqual(truth());
  expect(new Set(rows.map((row) => row['Last used']))).toEqual(new Set([UNKNOWN]));
  expect(page.progress.value?.credits).toMatchObject({ spent: calls(), planned: calls() });
  const again = await pressed(page, /^Read again/);
  expect(again.spent).toBe(again.said);
});

test.each(['ignored', 'refused'] as const)(
  'extras are %s: nothing is 0 that is not known, and counting costs what it says',
  async (tagInclude) => {
    untag.zoho.set({ tagInclude });
    const { page, csv } = await opened();
    const before = await csv();
    expect(before).toHaveLength(180);
    expect(new Set(before.map(({ Records }) => Records))).toEqual(new Set([UNKNOWN]));
    const table = screen.getByRole('grid');
    const cells = within(table)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
    expect(cells).not.toContain('0');
    for (const chip of ['On no record', 'Unused', 'Used by automation'])
      expect(screen.getByRole('button', { name: `${chip} ${UNKNOWN}` }).isConnected).toBe(true);

    const counting = await pressed(page, /^Count all/);
    expect(counting).toEqual({ said: 180, spent: 180 });
    const after = await csv();
    expect(new Map(after.map((row) => [`${row.Module}: ${row.Tag}`, Number(row.Records)]))).toEqual(truth());
    const empty = [...truth()].filter(([, n]) => n === 0);
    fireEvent.click(screen.getByRole('button', { name: /^On no record \d/ }));
    const shown = await csv();
    expect(new Set(shown.map((row) => `${row.Module}: ${row.Tag}`)).size).toBeGreaterThan(0);
    for (const row of shown) expect(empty.map(([key]) => key)).toContain(`${row.Module}: ${row.Tag}`);
  },
);

test('records_count names what uses a tag, or does not: then nobody claims that it is unused', async () => {
  untag.zoho.set({ configuredAreas: false });
  const { page, csv } = await opened();
  fireEvent.click(screen.getByRole('button', { name: /^Unused/ }));
  const asking = await pressed(page, /^Ask: /);
  expect(asking.spent).toBe(asking.said);
  expect(screen.getByRole('button', { name: `Unused ${UNKNOWN}` }).isConnected).toBe(true);

  untag.zoho.set({ configuredAreas: true });
  const named = await pressed(page, /^Ask: /);
  expect(named.spent).toBe(named.said);
  const unused = await csv();
  const leads = untag.zoho.world.org('lumen').module('Leads');
  // One tag of no record is put on by a workflow: it is on no record, and not unused.
  const reminded = leads.tags().at(-1)?.name ?? '';
  expect(unused.length).toBeGreaterThan(0);
  for (const row of unused) expect([row.Records, row.Rules, row.Views]).toEqual(['0', '', '']);
  expect(unused.map(({ Module, Tag }) => `${Module}: ${Tag}`)).not.toContain(`Leads: ${reminded}`);
});

test('the sheet of a tag names its rules and views once Zoho was asked, for one credit', async () => {
  const { page } = await opened();
  await act(() => page.openTag('Trade show 2026'));
  const sheet = await screen.findByRole('dialog', { name: /Trade show 2026/ });
  expect(within(sheet).getByText('Zoho has not said whether anything uses it.').isConnected).toBe(true);
  const counting = await pressed(page, /^Ask Zoho: 1 API credit$/);
  expect(counting).toEqual({ said: 1, spent: 1 });
  expect(within(sheet).getByText('1 workflow rule adds it.').isConnected).toBe(true);
  expect(within(sheet).getByText('Badge scanned').isConnected).toBe(true);
});

test('modules that the user may not see leave the others, until there are no others', async () => {
  const { denied } = untag.zoho.world.org('lumen').user('nora');
  denied.add('Crm_Implied_View_Deals');
  const { page } = await opened();
  expect(screen.getByText('One module is not in this list.').isConnected).toBe(true);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/tags in 5 modules$/);
  expect(screen.getByRole('link', { name: /^Deals/ }).textContent).toContain('No permission to see them');

  for (const { apiName } of page.org.modules.value) denied.add(`Crm_Implied_View_${apiName}`);
  await pressed(page, /^Read again/);
  // Earlier results stay, with their age.
  expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/tags in 5 modules$/);
  expect(screen.getByText(/could not be read again\.$/).isConnected).toBe(true);
});

test('a user who may see the tags of no module is told whom to ask', async () => {
  const org = untag.zoho.world.org('lumen');
  for (const { apiName } of org.modules) org.user('nora').denied.add(`Crm_Implied_View_${apiName}`);
  await opened();
  expect(screen.getByRole('heading', { name: 'You can’t see the tags of this org' }).isConnected).toBe(true);
  expect(screen.getByRole('button', { name: 'Copy message for your admin' }).isConnected).toBe(true);
  expect(screen.queryByRole('grid')).toBeNull();
});
