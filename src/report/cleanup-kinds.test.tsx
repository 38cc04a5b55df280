// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { act, cleanup, screen, waitFor, within } from '@testing-library/preact';
import { deleteDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import ja from '../../public/_locales/ja/messages.json' with { type: 'json' };
import type { StepTags } from '../cleanups/model/types.ts';
import { closeCleanups } from '../cleanups/store/database.ts';
import { failuresByReason } from '../runs/queries/failures.ts';
import { readRun } from '../runs/queries/runs.ts';
import type { Tag } from '../shared/run-summary.ts';
import { TAGS_SCOPE } from '../shared/scopes.ts';
import { fakeBrowser } from '../shared/testing/extension.ts';
import { cleanupCsv } from '../ui/run-csv.ts';
import { copyText } from './copy-text.ts';
import { withEmptyStores } from './testing/empty-stores.ts';
import { withLayout } from './testing/layout.ts';
import { openReport } from './testing/open-report.tsx';
import { storeCleanup, type TestStep } from './testing/stored-cleanup.ts';
import type { TestRecord } from './testing/stored-run.ts';

withLayout();
withEmptyStores();
afterEach(() => vi.restoreAllMocks());

const AT = { kind: 'cleanup', id: 'clean' } as const;
const OLD: Tag = { id: '581200000000000002', name: 'Trade show 2026', colour: '#F48435' };
const times = (n: number, record: TestRecord): TestRecord[] => Array.from({ length: n }, () => record);

/** Four leads got the new tag, two had it, one was full; one of the four keeps its old tag as well. */
const STEP: TestStep = {
  put: [
    ...times(4, { outcome: 'removed', before: [2], lost: [3] }),
    ...times(2, { outcome: 'had-none', before: [2, 3] }),
    { outcome: 'failed', before: [0, 1, 2], left: [3], reason: 'tag-limit' },
  ],
  records: [
    { outcome: 'failed', before: [2, 3], left: [2], reason: 'locked', needs: [3] },
    ...times(5, { outcome: 'removed', before: [2, 3], lost: [2] }),
    { outcome: 'failed', before: [0, 1, 2], left: [2], reason: 'tag-limit', needs: [3] },
  ],
};
const REPLACE = { kind: 'replace' } as const;

async function rows(): Promise<string[]> {
  await waitFor(() => expect(screen.queryByText('Reading…')).toBeNull());
  const all = await screen.findAllByRole('row');
  return all.filter((row) => row.hasAttribute('data-index')).map((row) => row.textContent);
}

function ledger(): string[] {
  return [...screen.getByText('Selected').closest('dl')!.children].map((part) => part.textContent);
}

function listed(): string {
  return within(screen.getByRole('navigation', { name: 'History' })).getAllByRole('listitem')[0]?.textContent ?? '';
}

async function press(name: string): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await act(() => button.click());
}

test('a tag that was kept can be counted again, and deleted', async () => {
  const gone = times(2, { outcome: 'removed', before: [2], lost: [2] });
  await storeCleanup('clean', [{ records: gone, tags: { kept: [{ tag: OLD, why: 'carried', records: 1 }] } }], {
    isDeleting: true,
  });
  const { asked } = await openReport(AT);
  await press('Try to delete again');
  expect(asked).toContainEqual({ name: 'cleanup.retry', data: { id: 'clean' } });
});

test('a replace adds up over both its runs, and lists each record once with both changes', async () => {
  await storeCleanup('clean', [STEP], REPLACE);
  const { asked } = await openReport(AT);
  await screen.findByRole('heading', { name: 'Replaced “Trade show 2026” with “VIP” on 5 of 7 leads' });
  expect(ledger()).toEqual(['Got it3', 'Had it already2', 'Not finished2', 'Selected7']);
  expect(listed()).toMatch(/^Trade show 2026 replaced with “VIP”Clean-up, Leads5 of 7 leads · 2 not finished/);
  await waitFor(async () => expect(await rows()).toHaveLength(7));
  const all = await rows();
  expect(all[0]).toMatch(/Lead 6.*Failed.*Zoho allows no more tags/);
  expect(all[1]).toMatch(/Lead 0.*added: VIP.*Partly done.*Trade show 2026.* is still there.*Locked in Zoho/);
  expect(all.filter((row) => row.includes('Got it'))).toHaveLength(3);
  expect(all.filter((row) => row.includes('Had it already'))).toHaveLength(2);
  await press('Try 2 again');
  expect(asked).toContainEqual({ name: 'cleanup.retry', data: { id: 'clean' } });
});

test('one tag that becomes another chosen one is merged, in the headline and in the history', async () => {
  await storeCleanup('clean', [STEP], { ...REPLACE, isMerge: true });
  await openReport(AT);
  await screen.findByRole('heading', { name: 'Merged into “VIP” on 5 of 7 leads' });
  expect(listed()).toMatch(/^Trade show 2026 merged into “VIP”Clean-up, Leads5 of 7 leads · 2 not finished/);
});

test('its list is filtered and searched as one', async () => {
  await storeCleanup('clean', [STEP], REPLACE);
  const { report } = await openReport(AT);
  const had = await screen.findByRole('radio', { name: /^Had it already/ });
  await act(() => had.click());
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  await act(() => {
    report.rows.outcome.value = null;
    report.rows.search.value = 'Lead 3';
  });
  await waitFor(() => expect([report.rows.isScanning.value, report.rows.order.value.length]).toEqual([false, 1]));
  await waitFor(async () => expect((await rows())[0]).toContain('Lead 3'));
});

test('what is copied and saved has each record once, with what came on and what went', async () => {
  await storeCleanup('clean', [STEP], REPLACE);
  const [first, second] = [await readRun('clean-0p'), await readRun('clean-0')];
  const { report } = await openReport(AT);
  await waitFor(() => expect(report.cleanup.all.value).toHaveLength(1));
  const all = report.cleanup.all.value;
  expect(all[0]?.pair).toMatchObject({ first, second });
  const copied = await copyText(all, { outcome: null, search: '' });
  expect(copied.split('\n')).toHaveLength(8);
  expect(copied.split('\n')[1]).toMatch(/Lead 0.*Partly done/);
  const lines = (await (await cleanupCsv(all)).text()).trim().split('\r\n');
  expect(lines).toHaveLength(8);
  expect(lines[0]).toContain(
    '"Tags before";"Tags added";"Tags removed";"Tags after"'.replaceAll(
      ';',
      lines[0]?.includes(';') === true ? ';' : ',',
    ),
  );
  const cells = (lines[2] ?? '').split(/[;,]/);
  expect(cells.slice(3, 7)).toEqual(['"Trade show 2026"', '"VIP"', '"Trade show 2026"', '"VIP"']);
});

test('it is undone after a question with the records that either run has changed', async () => {
  await storeCleanup('clean', [{ ...STEP, tags: { deleted: [OLD] } }], REPLACE);
  const { asked } = await openReport(AT);
  await press('Undo');
  expect(screen.getByText('Restore 1 tag on 6 leads?').closest('.note')?.textContent).toContain(
    '“VIP” is removed where this clean-up added it',
  );
  expect(screen.getByText(/between Untag’s last count and the deletion/)).toBeTruthy();
  await press('Restore on 6 leads');
  expect(asked).toContainEqual({ name: 'cleanup.undo', data: { id: 'clean' } });
});

test('of one that was undone it shows each record once, and on demand what was replaced', async () => {
  const undo = times(5, { outcome: 'removed', before: [3], lost: [2] });
  const takeBack: TestRecord[] = [
    { outcome: 'failed', before: [2, 3], left: [3], reason: 'locked' },
    ...times(3, { outcome: 'removed', before: [2, 3], lost: [3] }),
  ];
  await storeCleanup('clean', [{ ...STEP, undo, takeBack }], REPLACE);
  await openReport(AT);
  // The first record has its old tag back and still the new one.
  await screen.findByRole('heading', { name: 'Restored “Trade show 2026” on 4 of 6 leads' });
  expect(listed()).toContain('Undone');
  await waitFor(async () => expect(await rows()).toHaveLength(5));
  expect((await rows())[0]).toMatch(/Lead 0.*Partly done.*Locked in Zoho/);
  await press('See the clean-up');
  await screen.findByRole('heading', { name: 'Replaced “Trade show 2026” with “VIP” on 5 of 7 leads' });
});

/** Of three tags one is back, one was deleted in Zoho, and the record has no room for another one. */
const IN_PART: TestRecord = {
  outcome: 'partly',
  before: [3],
  lost: [2],
  left: [0, 1],
  reason: 'tag-limit',
  tagReasons: { 0: 'tag-deleted' },
};
const EACH_REASON = 'Cold lead: Zoho allows no more tags on this record. Prime: The tag no longer exists.';

test('an undo of several tags tells for each why it is not back, once for the record, and in its files', async () => {
  const undo = [IN_PART, ...times(4, { outcome: 'removed', before: [3], lost: [2] })];
  await storeCleanup('clean', [{ records: STEP.records, undo }]);
  const { report } = await openReport(AT);
  await waitFor(async () => expect(await rows()).toHaveLength(5));
  expect((await rows())[0]).toContain(`${EACH_REASON} Remove one tag from it, then try again.`);
  expect((await rows()).filter((row) => row.includes('Partly done'))).toHaveLength(1);
  const all = report.cleanup.all.value;
  expect((await copyText(all, { outcome: 'partly', search: '' })).split('\n')[1]).toContain(EACH_REASON);
  expect(await (await cleanupCsv(all)).text()).toContain(`"${EACH_REASON}"`);
  const groups = await failuresByReason('clean-0u', { first: 5 });
  expect(groups.map(({ reason, records, retried }) => ({ reason, records, retried }))).toEqual([
    { reason: 'tag-limit', records: 1, retried: 1 },
  ]);
});

test('an undo tells for each record which tag Zoho has not made again, why and what to do, also in its files', async () => {
  const error = { code: 'tag-limit-module', details: {} } as const;
  const prime: Tag = { id: '581200000000000000', name: 'Prime', colour: '#57B1FD' };
  const cold: Tag = { id: '581200000000000001', name: 'Cold lead', colour: '#658BA8' };
  const tags: StepTags = {
    deleted: [cold, prime],
    unmade: [
      { tag: prime, why: 'refused', error },
      { tag: cold, why: 'taken' },
    ],
  };
  const alone: TestRecord = { outcome: 'failed', before: [3], left: [0], reason: 'tag-deleted' };
  const undo = [IN_PART, alone, ...times(3, { outcome: 'removed', before: [3], lost: [2] })];
  await storeCleanup('clean', [{ records: STEP.records, undo, tags }]);
  const { report, asked } = await openReport(AT);
  await waitFor(async () => expect(await rows()).toHaveLength(5));
  const ofPrime = '“Prime” could not be created again: Zoho allows no more tags in Leads.';
  const [failed = '', partly = ''] = await rows();
  expect(failed).toContain(`${ofPrime} Delete unused tags in Zoho, then try again.`);
  expect(failed).not.toContain('no longer exists');
  expect(partly).toContain(`Cold lead: Zoho allows no more tags on this record. ${ofPrime}`);
  expect(partly).toContain('When that is solved, choose “Try to create again”.');
  expect(screen.getByText(ofPrime, { selector: '.tag-lines span' })).toBeTruthy();
  const all = report.cleanup.all.value;
  expect(await copyText(all, { outcome: 'failed', search: '' })).toContain(ofPrime);
  expect(await (await cleanupCsv(all)).text()).toContain(`"${ofPrime}"`);
  await press('Try to create again');
  expect(asked).toContainEqual({ name: 'cleanup.retry', data: { id: 'clean' } });
});

test('the undo of a replace tells it likewise, for a record that keeps the new tag', async () => {
  const takeBack: TestRecord[] = [
    { outcome: 'failed', before: [2, 3], left: [3], reason: 'kept-new' },
    ...times(4, { outcome: 'removed', before: [2, 3], lost: [3] }),
  ];
  const undo = [IN_PART, ...times(4, { outcome: 'removed', before: [3], lost: [2] })];
  await storeCleanup('clean', [{ ...STEP, undo, takeBack }], REPLACE);
  const { report } = await openReport(AT);
  await waitFor(async () => expect(await rows()).toHaveLength(5));
  expect((await rows())[0]).toContain(EACH_REASON);
  expect(await (await cleanupCsv(report.cleanup.all.value)).text()).toContain(`"${EACH_REASON}"`);
});

test('that could not go on without a right leads to the consent', async () => {
  const error = { code: 'scope-missing', details: { name: TAGS_SCOPE } } as const;
  await storeCleanup('clean', [{ records: [] }], { kind: 'delete', error, left: [{ do: 'delete', step: 0 }] });
  await openReport(AT);
  const link = await screen.findByRole('link', { name: 'Allow in Zoho' });
  expect(link.getAttribute('href')).toMatch(/tags-page.*connection=.*&ask=tags$/);
});

test('while it adds the tag, its records are to do and the bar is half of the work', async () => {
  const put = [
    ...times(3, { outcome: 'removed', before: [2], lost: [3] }),
    ...times(4, { outcome: 'pending', before: [2] }),
  ];
  const run = { state: 'running', endedAt: null } as const;
  const tasks = [{ do: 'put', step: 0 } as const, { do: 'remove', step: 0 } as const];
  const live = { state: 'working', endedAt: null, isSeen: false, tasks } as const;
  await storeCleanup('clean', [{ put, putRun: run, records: [] }], { ...REPLACE, ...live });
  await openReport(AT);
  await screen.findByRole('heading', { name: 'Replacing “Trade show 2026” with “VIP”' });
  const bar = screen.getByRole('progressbar', { name: 'Clean-up' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['3', '14']);
  expect(screen.getByText(/“VIP” is on/).textContent).toBe('“VIP” is on 3 of 7 leads');
  expect(listed()).toContain('0 of 7 leads · Running');
});

test('while its undo works it counts no outcomes, because its two runs share the records', async () => {
  const undo = times(5, { outcome: 'removed', before: [3], lost: [2] });
  const takeBack: TestRecord[] = [
    { outcome: 'removed', before: [2, 3], lost: [3] },
    ...times(3, { outcome: 'pending', before: [2, 3], left: [3] }),
  ];
  const live = { state: 'working', endedAt: null, isSeen: false, tasks: [{ do: 'takeBack', step: 0 }] } as const;
  await storeCleanup('clean', [{ ...STEP, undo, takeBack }], { ...REPLACE, ...live });
  await openReport(AT);
  await screen.findByRole('heading', { name: 'Restoring “Trade show 2026”' });
  expect(listed()).toMatch(/Clean-up, LeadsRunning/);
  expect(screen.getAllByRole('radio').map((one) => one.closest('label')?.textContent)).toEqual(['All 6']);
  const bar = screen.getByRole('progressbar', { name: 'Clean-up' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['6', '9']);
});

test('a delete has no records, but its tags', async () => {
  const step = {
    records: [],
    tags: { deleted: [OLD], kept: [{ tag: { ...OLD, name: 'Fair' }, why: 'carried', records: 2 }] },
  } as const;
  await storeCleanup('clean', [step, { records: [], tags: { kept: [{ tag: OLD, why: 'gone' }] } }], { kind: 'delete' });
  const { asked } = await openReport(AT);
  await screen.findByRole('heading', { name: 'Deleted 1 of 2 tags' });
  expect(screen.getByText('Leads: “Fair” stays: 2 leads have it.')).toBeTruthy();
  expect(screen.getByText('Contacts: “Trade show 2026” was deleted already.')).toBeTruthy();
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(listed()).toMatch(/^Trade show 2026 deletedClean-up, 2 modules1 of 2 tags/);
  await press('Undo');
  expect(screen.getByText('Create “Trade show 2026” again?')).toBeTruthy();
  await press('Create “Trade show 2026” again');
  expect(asked).toContainEqual({ name: 'cleanup.undo', data: { id: 'clean' } });
  await press('Try to delete again');
  expect(asked).toContainEqual({ name: 'cleanup.retry', data: { id: 'clean' } });
});

test('the credits of calls about tags are told beside those of the runs, for each side', async () => {
  const tagCredits = { removal: { reads: 21, writes: 20 }, undo: { reads: 0, writes: 7 } };
  await storeCleanup('clean', [{ records: [], tags: { deleted: [OLD] } }], { kind: 'delete', tagCredits });
  await openReport(AT);
  await screen.findByRole('heading', { name: 'Deleted “Trade show 2026”' });
  expect(document.querySelector('.run-head')?.textContent).toContain('41 API credits');
  cleanup();
  await closeCleanups();
  await deleteDB('untag-cleanups');
  const undoneAt = Date.now();
  await storeCleanup('clean', [{ records: [], tags: { deleted: [OLD] } }], {
    kind: 'delete',
    isUndo: true,
    undoneAt,
    tagCredits,
  });
  await openReport(AT);
  await waitFor(() => expect(document.querySelector('.run-head')?.textContent).toContain('7 API credits'));
  cleanup();
  await closeCleanups();
  await deleteDB('untag-cleanups');
  // Its runs have spent 3 credits each.
  await storeCleanup('clean', [STEP], { ...REPLACE, tagCredits: { removal: { reads: 1, writes: 1 } } });
  await openReport(AT);
  await waitFor(() => expect(document.querySelector('.run-head')?.textContent).toContain('8 API credits'));
});

test('a delete of an older version tells no credits', async () => {
  await storeCleanup('clean', [{ records: [], tags: { deleted: [OLD] } }], { kind: 'delete' });
  await openReport(AT);
  await screen.findByRole('heading', { name: 'Deleted “Trade show 2026”' });
  expect(document.querySelector('.run-head')?.textContent).not.toContain('credit');
});

test('a rename says in which modules, and so does its undo', async () => {
  const done = { records: [], tags: { from: OLD, renaming: { kind: 'done' } } } as const;
  const taken = { records: [], tags: { from: OLD, renaming: { kind: 'taken', id: null } } } as const;
  await storeCleanup('clean', [done, taken], { kind: 'rename' });
  await openReport(AT);
  await screen.findByRole('heading', { name: '“Trade show 2026” is now “VIP” in 1 of 2 modules' });
  expect(screen.getByText(/In Contacts another tag has the name “VIP”/)).toBeTruthy();
  expect(listed()).toMatch(/^Trade show 2026 renamed to “VIP”Clean-up, 2 modules1 of 2 modules/);
  cleanup();
  await closeCleanups();
  await deleteDB('untag-cleanups');
  const back = { ...done, tags: { ...done.tags, back: { kind: 'done' } } } as const;
  await storeCleanup('clean', [back], { kind: 'rename', isUndo: true });
  await openReport(AT);
  await screen.findByRole('heading', { name: '“VIP” is “Trade show 2026” again' });
});

test('the history counts the modules of a rename by the word for modules, which Japanese tells from records', async () => {
  const texts: Readonly<Record<string, { readonly message: string }>> = ja;
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => texts[key]?.message ?? '');
  const done = { records: [], tags: { from: OLD, renaming: { kind: 'done' } } } as const;
  const taken = { records: [], tags: { from: OLD, renaming: { kind: 'taken', id: null } } } as const;
  await storeCleanup('clean', [done, taken], { kind: 'rename' });
  await openReport(AT);
  const history = await screen.findByRole('navigation', { name: '履歴' });
  expect(within(history).getAllByRole('listitem')[0]?.textContent).toContain('2個のタブ（モジュール）中1個');
});

test('the search of the history tells a tag that was added, and that its clean-up can be undone', async () => {
  await storeCleanup('clean', [STEP], REPLACE);
  await openReport({ kind: 'find', question: { record: '', tag: 'VIP' } });
  const found = await screen.findByRole('table', { name: 'What was found in the history' });
  await waitFor(() => expect(within(found).getAllByRole('row')).toHaveLength(2));
  expect(within(found).getAllByRole('row')[1]?.textContent).toMatch(/^Leads.*VIP.*Added.*Clean-up, .*Undo until/);
});
