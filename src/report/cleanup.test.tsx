// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { withEmptyStores } from './testing/empty-stores.ts';
import { withLayout } from './testing/layout.ts';
import { openReport } from './testing/open-report.tsx';
import { recordsOf, storeCleanup } from './testing/stored-cleanup.ts';
import { idOf, runOf, store, type TestRecord } from './testing/stored-run.ts';

withLayout();
withEmptyStores();

const LEADS = [...recordsOf('removed', 4), ...recordsOf('failed', 2)];
const CONTACTS = recordsOf('removed', 3);
const AT = { kind: 'cleanup', id: 'clean' } as const;
const OWN: readonly TestRecord[] = [{ outcome: 'removed', before: [0], lost: [0] }];

async function rows(): Promise<HTMLElement[]> {
  await waitFor(() => expect(screen.queryByText('Reading…')).toBeNull());
  return (await screen.findAllByRole('row')).filter((row) => row.hasAttribute('data-index'));
}

async function press(...what: Parameters<typeof screen.findByRole>): Promise<void> {
  const found = await screen.findByRole(...what);
  await act(() => found.click());
}

function listed(): readonly string[] {
  return within(screen.getByRole('navigation', { name: 'History' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);
}

test('a clean-up is one entry of the history, with its modules, and none of its runs is another', async () => {
  await store(runOf('old', OWN, { startedAt: Date.now() - 7_200_000 }), OWN);
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  await store(runOf('new', OWN), OWN);
  await openReport(null);
  await waitFor(() => expect(listed()).toHaveLength(3));
  expect(listed()[1]).toMatch(/^Trade show 2026Clean-up, 2 modules7 of 9 records · 2 failed/);
  const link = screen.getByRole('link', { name: /Clean-up, 2 modules/ });
  expect(link.getAttribute('href')).toBe('/src/report/index.html?cleanup=clean');
  fireEvent.click(link);
  expect(await screen.findByRole('heading', { name: /^Removed “Trade show 2026” from 7 of 9 records$/ })).toBeTruthy();
});

test('its page lists the records of all modules, failed first, and of one module where that is chosen', async () => {
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  await openReport(AT);
  await waitFor(async () => expect(await rows()).toHaveLength(9));
  const all = (await rows()).map((row) => row.textContent);
  expect(all.slice(0, 2).every((row) => /Lead · \d+.*Failed/.test(row))).toBe(true);
  expect(all.filter((row) => row.includes('Contact ·'))).toHaveLength(3);
  await act(() => screen.getByRole('radio', { name: /Contacts/ }).click());
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  expect((await rows())[0]?.querySelector('a')?.getAttribute('href')).toContain('/tab/Contacts/');
});

test('its result by module and outcome adds up both ways', async () => {
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  await openReport(AT);
  await screen.findByText('By module');
  const table = screen.getAllByRole('table').find((one) => one.closest('.by-module') !== null);
  const cells = [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['Module', 'Removed', 'Failed', 'Records'],
    ['Leads', '4', '2', '6'],
    ['Contacts', '3', '0', '3'],
    ['Total', '7', '2', '9'],
  ]);
});

test('the address of one of its runs leads to it, at that module', async () => {
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  await openReport('clean-1');
  await screen.findByRole('heading', { name: /from 7 of 9 records/ });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /Contacts/ }).checked).toBe(true);
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeTruthy();
});

test('it is undone as a whole, after a question with its numbers', async () => {
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  const { asked } = await openReport(AT);
  await press('button', { name: 'Undo' });
  expect(screen.getByText('Restore 1 tag on 7 records?').parentElement?.textContent).toMatch(/In 2 modules\./);
  // In each module the names, the records and one write.
  expect(screen.getByText('About 6 API credits')).toBeTruthy();
  await act(() => screen.getByRole('button', { name: 'Restore on 7 records' }).click());
  expect(asked).toContainEqual({ name: 'cleanup.undo', data: { id: 'clean' } });
  expect(asked.map(({ name }) => name)).not.toContain('run.undo');
});

test('a module that could not be read is no result without records, and can be tried again', async () => {
  const run = {
    state: 'stopped',
    stopReason: 'error',
    startedAt: null,
    error: { code: 'no-permission', details: {} },
  } as const;
  await storeCleanup('clean', [{ records: [], run }]);
  const { asked } = await openReport(AT);
  expect(await screen.findByRole('heading', { level: 1, name: 'Stopped: nothing was removed' })).toBeTruthy();
  expect(listed()[0]).toMatch(/Stopped/);
  expect(listed()[0]).not.toMatch(/\b0\b/);
  await press('button', { name: 'Try again' });
  expect(asked).toContainEqual({ name: 'cleanup.retry', data: { id: 'clean' } });
});

test('of one that was undone it shows what was restored, and on demand what was removed', async () => {
  await storeCleanup('clean', [{ records: CONTACTS, undo: recordsOf('removed', 3) }]);
  await openReport(AT);
  expect(await screen.findByRole('heading', { name: 'Restored “Trade show 2026” on 3 leads' })).toBeTruthy();
  expect(listed()[0]).toMatch(/Undone/);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  await act(() => screen.getByRole('button', { name: 'See the removal' }).click());
  expect(await screen.findByRole('heading', { name: 'Removed “Trade show 2026” from 3 leads' })).toBeTruthy();
  await act(() => screen.getByRole('button', { name: 'See the undo' }).click());
  expect(await screen.findByRole('heading', { name: /^Restored/ })).toBeTruthy();
});

test('what failed or is left is asked for in the clean-up, never in one of its runs', async () => {
  const left = [{ do: 'goOn', step: 1, isBegun: false }] as const;
  const stopped = [...recordsOf('removed', 1), ...recordsOf('not-sent', 2)];
  const stop = { state: 'stopped', stopReason: 'user' } as const;
  await storeCleanup('clean', [{ records: LEADS }, { records: stopped, run: stop }], { left });
  const { asked } = await openReport(AT);
  await screen.findByRole('heading', { name: 'Stopped: removed “Trade show 2026” from 5 of 9 records' });
  await press('button', { name: 'Try 2 again' });
  await act(() => screen.getByRole('button', { name: 'Continue with the other 2' }).click());
  expect(asked.filter(({ name }) => name !== 'cleanup.seen')).toEqual([
    { name: 'cleanup.retry', data: { id: 'clean' } },
    { name: 'cleanup.goOn', data: { id: 'clean' } },
  ]);
});

test('it is deleted as one, after a question', async () => {
  await storeCleanup('clean', [{ records: LEADS }, { records: CONTACTS }]);
  const { asked } = await openReport(AT);
  await press('button', { name: 'More about this clean-up' });
  await act(() => screen.getByRole('menuitem', { name: 'Delete from history…' }).click());
  expect(screen.getByText(/Its lists of records are deleted, in all modules/)).toBeTruthy();
  await act(() => screen.getByRole('button', { name: 'Delete from history' }).click());
  expect(asked).toContainEqual({ name: 'cleanup.delete', data: { id: 'clean' } });
});

test('while it goes on it shows the progress of all modules, and is stopped as one', async () => {
  const running = [...recordsOf('removed', 1), ...recordsOf('pending', 2)];
  const run = { state: 'running', endedAt: null } as const;
  const state = { state: 'working', tasks: [{ do: 'remove', step: 1 }], endedAt: null, isSeen: false } as const;
  await storeCleanup('clean', [{ records: LEADS }, { records: running, run }], state);
  const { asked } = await openReport(AT);
  await screen.findByRole('heading', { name: 'Removing “Trade show 2026” from all records' });
  const bar = screen.getByRole('progressbar', { name: 'Clean-up' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['7', '9']);
  expect(screen.getByText('Module 2 of 2: Contacts')).toBeTruthy();
  expect(listed()[0]).toMatch(/Running/);
  expect(screen.queryByRole('button', { name: 'More about this clean-up' })).toBeNull();
  await act(() => screen.getByRole('button', { name: 'Stop' }).click());
  expect(asked).toEqual([{ name: 'cleanup.stop', data: { id: 'clean' } }]);
});

test('its end counts as seen once it is shown', async () => {
  await storeCleanup('clean', [{ records: CONTACTS }], { isSeen: false });
  const { asked } = await openReport(AT);
  await waitFor(() => expect(asked).toEqual([{ name: 'cleanup.seen', data: { id: 'clean' } }]));
});

test('a record is found in all history, by its link and a tag: which removal it was, and whether it can be undone', async () => {
  const shared = idOf(0);
  await store(runOf('old', OWN, { startedAt: Date.now() - 7_200_000 }), OWN);
  await storeCleanup('clean', [{ records: LEADS }]);
  await openReport(null);
  await press('link', { name: /Find a record/ });
  const field = await screen.findByRole('searchbox', { name: 'Record' });
  fireEvent.input(field, { target: { value: `see https://crm.zoho.eu/crm/org1/tab/Leads/${shared}` } });
  await act(() => screen.getByRole('button', { name: 'Find' }).click());
  const found = await screen.findByRole('table', { name: 'What was found in the history' });
  await waitFor(() => expect(within(found).getAllByRole('row')).toHaveLength(3));
  expect(within(found).getAllByRole('row')[1]?.textContent).toMatch(/removed: Trade show 2026.*Removed.*Clean-up, /);
  expect(within(found).getAllByRole('row')[2]?.textContent).toMatch(/removed: Prime.*Removed.*Removal, /);
  expect(within(found).getAllByText(/Undo until/)).toHaveLength(2);
  fireEvent.input(screen.getByRole('searchbox', { name: /^Tag/ }), { target: { value: 'prime' } });
  await act(() => screen.getByRole('button', { name: 'Find' }).click());
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  await act(() => screen.getByRole('link', { name: /^Removal, / }).click());
  expect(await screen.findByRole('heading', { name: 'Removed 2 tags from 1 lead' })).toBeTruthy();
});

test('where nothing is found it says what the history does not know', async () => {
  await store(runOf('run', OWN), OWN);
  const { report } = await openReport({ kind: 'find', question: { record: '581200000009999999', tag: 'Prime' } });
  expect(report.search.record.value).toBe('581200000009999999');
  expect(await screen.findByText('No removal in this history removed “Prime” from “581200000009999999”')).toBeTruthy();
  expect(screen.getByText(/kept for 30 days, in this browser only/)).toBeTruthy();
});
