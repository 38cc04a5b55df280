// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { deleteDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../shared/connection.ts';
import { AppError } from '../shared/errors.ts';
import { connectionsItem, lostRunsItem } from '../shared/stored-items.ts';
import type { Run } from '../runs/model/types.ts';
import { closeJournal } from '../runs/journal/open-journal.ts';
import { summaryOfRun } from '../ui/run-view.ts';
import { withLayout } from './testing/layout.ts';
import { openReport } from './testing/open-report.tsx';
import { idOf, runOf, store, type TestRecord } from './testing/stored-run.ts';

const MIXED: readonly TestRecord[] = [
  { outcome: 'removed', name: 'Ada Byron', before: [0, 1, 2], lost: [0, 1] },
  { outcome: 'failed', name: 'Bo Tran', before: [0], left: [0], reason: 'locked' },
  { outcome: 'had-none', name: 'Ivo Petrov', before: [3] },
  { outcome: 'failed', name: 'Noa Levi', before: [1], left: [1], reason: 'gone' },
];

const { org, user, connectionId } = runOf('any', []);
const CONNECTION: Connection = {
  id: connectionId,
  dataCentre: org.dataCentre,
  environment: org.environment,
  org,
  user: { ...user, profile: null },
  way: 'client',
  clientId: '1000.ABCDEFGHIJKLMNOP',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};

withLayout();

afterEach(async () => {
  cleanup();
  await connectionsItem.set([]);
  await closeJournal();
  await deleteDB('untag-runs');
});

async function rows(): Promise<HTMLElement[]> {
  await waitFor(() => expect(screen.queryByText('Reading…')).toBeNull());
  return (await screen.findAllByRole('row')).filter((row) => row.hasAttribute('data-index'));
}

async function press(name: string): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await act(() => button.click());
}

describe('the report', () => {
  it('says what it is for while there is no run', async () => {
    await openReport(null);
    expect(await screen.findByRole('heading', { name: 'Nothing removed yet' })).toBeTruthy();
    expect(screen.getByText(/listed here for 30 days/)).toBeTruthy();
  });

  it('leads back to work from there, past a tab that was closed', async () => {
    const shown: number[] = [];
    const tabs = [1, 2].map((tabId) => ({ tabId, url: 'https://crm.zoho.eu/crm/org1/tab/Leads' }));
    const show = (tabId: number): Promise<boolean> => Promise.resolve(shown.push(tabId) > 1);
    await openReport(null, { tabs, show });
    expect(await screen.findByText(/open Untag from the browser’s bar or with Alt\+Shift\+U/)).toBeTruthy();
    await press('Go to your Leads');
    await waitFor(() => expect(shown).toEqual([1, 2]));
  });

  it('names the org of that tab while there is no run, and none that does not fit', async () => {
    await connectionsItem.set([CONNECTION]);
    const at = (org: string) => ({ tabs: [{ tabId: 1, url: `https://crm.zoho.eu/crm/${org}/tab/Leads` }] });
    await openReport(null, at(org.domainName));
    expect((await screen.findByRole('banner')).textContent).toContain('Last org: Brightside SolarProductionEU');
    cleanup();
    await openReport(null, at('org700632918'));
    expect((await screen.findByRole('banner')).textContent).not.toContain('Brightside');
  });

  it('leads to the CRM of the newest connection where no tab of it is open, and to connecting where there is none', async () => {
    await openReport(null);
    const connect = await screen.findByRole('link', { name: 'Connect to Zoho CRM' });
    expect(connect.getAttribute('href')).toContain('src/connect/index.html');
    cleanup();
    await connectionsItem.set([
      { ...CONNECTION, dataCentre: 'us' },
      { ...CONNECTION, id: 'newer', connectedAt: 1 },
    ]);
    await openReport(null);
    const open = await screen.findByRole('link', { name: /^Open Zoho CRM/ });
    expect(open.getAttribute('href')).toBe('https://crm.zoho.eu/crm/');
    expect(screen.getByRole('banner').textContent).toContain('Last org: Brightside Solar');
  });

  it('says that runs were lost instead of that there are none yet, until it was seen', async () => {
    await lostRunsItem.set({ count: 7, at: 0 });
    await openReport(null);
    expect((await screen.findByRole('alert')).textContent).toContain('7 removals are no longer listed');
    expect(screen.queryByText('Nothing removed yet')).toBeNull();
    await press('Dismiss');
    expect(await screen.findByRole('heading', { name: 'Nothing removed yet' })).toBeTruthy();
    expect(await lostRunsItem.get()).toBeNull();
  });

  it('reads a run whose error another version knows', async () => {
    const error = { code: 'code-of-another-version', details: {} } as unknown as Run['error'];
    await store(runOf('new', MIXED, { state: 'stopped', stopReason: 'error', error }), MIXED);
    await openReport('new');
    expect(await screen.findByText(/Something went wrong in Untag/)).toBeTruthy();
  });

  it('does not say that there are no records where it cannot read them, and says what to send on', async () => {
    const error = { code: 'url-unknown', details: { zohoCode: 'INVALID_URL_PATTERN' } } as const;
    await store(runOf('new', MIXED, { state: 'stopped', stopReason: 'error', error }), MIXED);
    const positions = (): never => {
      throw new AppError('storage-broken');
    };
    await openReport('new', { runs: { positions } });
    expect((await screen.findByRole('alert')).textContent).toContain('Untag can’t read its data');
    expect(screen.queryByText('No records here')).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy details' })).toBeTruthy();
  });

  it('shows the newest run where the address names none, failed first, with tags before and after', async () => {
    await store(runOf('old', MIXED.slice(0, 1)), MIXED.slice(0, 1));
    await store(runOf('new', MIXED), MIXED);
    const { address } = await openReport(null);
    expect(await screen.findByRole('heading', { name: 'Removed 2 tags from 1 of 3 leads' })).toBeTruthy();
    expect(address()).toBe('new');
    await waitFor(async () => expect(await rows()).toHaveLength(4));
    const shown = (await rows()).map((row) => within(row).getByRole('link').getAttribute('title'));
    expect(shown).toEqual(['Bo Tran', 'Noa Levi', 'Ada Byron', 'Ivo Petrov']);
    const [first, , third, last] = await rows();
    expect(within(first!).getByText('Locked in Zoho.')).toBeTruthy();
    expect(within(first!).getByRole('link').getAttribute('href')).toBe(
      `https://crm.zoho.eu/crm/org20087145332/tab/Leads/${idOf(1)}`,
    );
    expect(within(third!).getByText('Prime').closest('del')).not.toBeNull();
    expect(within(third!).getByText('Trade show 2026').closest('del')).toBeNull();
    expect(within(last!).getByText('Had neither tag.')).toBeTruthy();
  });

  it('says which chosen tag is still on a record that is partly done', async () => {
    const half: readonly TestRecord[] = [{ outcome: 'partly', before: [0, 1], lost: [0], left: [1], reason: 'locked' }];
    await store(runOf('r', half), half);
    await openReport('r');
    expect(await screen.findByText(/^\u2068?Cold lead\u2069? is still there\. Locked in Zoho\./)).toBeTruthy();
  });

  it.each([
    ['removal', 'Tags (removed)', 'DEL'],
    ['undo', 'Tags (restored)', 'INS'],
  ] as const)('heads the tags of a record as its pills are drawn, in one of kind %s', async (kind, heading, drawn) => {
    await store(runOf('r', MIXED, { kind, undoes: kind === 'undo' ? 'before' : null }), MIXED);
    await openReport('r');
    const heads = await screen.findAllByRole('columnheader');
    const head = heads.find(({ textContent }) => textContent === heading);
    expect(head?.querySelector('del, ins')?.tagName).toBe(drawn);
  });

  it('filters by outcome and finds by name, and says when nothing fits', async () => {
    await store(runOf('r', MIXED), MIXED);
    await openReport('r');
    fireEvent.click(await screen.findByLabelText(/^Failed/));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3');
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'byron' } });
    expect(await screen.findByText('No failed record matches “byron”')).toBeTruthy();
    await press('Clear the search');
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  it('draws only the rows in sight of a long run', async () => {
    const many = Array.from({ length: 3_000 }, (_, n): TestRecord => ({
      outcome: 'removed',
      before: [0],
      lost: [0],
      name: `L${n}`,
    }));
    await store(runOf('r', many), many);
    await openReport('r');
    await waitFor(() => expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3001'));
    const shown = await rows();
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.length).toBeLessThan(60);
  });

  it('asks once more before an undo, starts it, and shows it', async () => {
    await store(runOf('r', MIXED), MIXED);
    const { asked, address } = await openReport('r');
    await press('Undo');
    expect(asked.map(({ name }) => name)).not.toContain('run.undo');
    expect(screen.getByText('About 3 API credits')).toBeTruthy();
    await press('Restore on 1 lead');
    await waitFor(() => expect(address()).toBe('new-run'));
    expect(asked).toContainEqual({ name: 'run.undo', data: { runId: 'r', undoId: 'new-run' } });
  });

  it('names a deleted tag of an undo whose name another tag has now, and offers that one', async () => {
    const records: readonly TestRecord[] = [{ outcome: 'failed', before: [1], left: [0], reason: 'tag-deleted' }];
    const now = { id: idOf(77), name: 'Prime', colour: null };
    await store(runOf('u', records, { kind: 'undo', undoes: 'r', chosen: [0], namesakes: [{ tag: 0, now }] }), records);
    const { asked } = await openReport('u');
    expect((await screen.findByText(/was deleted in Zoho\. Another tag/)).textContent).toContain('“Prime”');
    expect(asked.map(({ name }) => name)).not.toContain('run.useNamesakes');
    await press('Use the new tag');
    expect(asked).toContainEqual({ name: 'run.useNamesakes', data: { runId: 'u' } });
  });

  it('asks for the undo at once where a notification led to it', async () => {
    await store(runOf('r', MIXED), MIXED);
    const { asked } = await openReport('r', { asksUndo: true });
    expect(await screen.findByRole('button', { name: 'Restore on 1 lead' })).toBeTruthy();
    expect(asked.map(({ name }) => name)).not.toContain('run.undo');
  });

  it('offers the undo of what records have lost, whatever their bucket, with its number', async () => {
    const records: readonly TestRecord[] = [
      { outcome: 'unknown', before: [0, 1], lost: [0], left: [1], reason: 'unknown' },
      { outcome: 'unknown', before: [0, 1], lost: [0], left: [1], reason: 'unknown' },
      { outcome: 'unknown', before: [1], left: [1], reason: 'unknown' },
    ];
    await store(runOf('r', records), records);
    await openReport('r');
    await press('Undo');
    expect(await screen.findByRole('button', { name: 'Restore on 2 leads' })).toBeTruthy();
  });

  it('retries only what can succeed', async () => {
    await store(runOf('r', MIXED), MIXED);
    const { asked } = await openReport('r');
    await press('Try 1 of 2 again');
    expect(asked).toContainEqual({ name: 'run.retry', data: { runId: 'r' } });
  });

  it('retries a run that has removed everything where a tag taken by mistake could not be put back', async () => {
    const records: readonly TestRecord[] = [{ outcome: 'removed', before: [0], lost: [0] }];
    const mistake = { tags: [1], missing: 1, restored: 0, unconfirmed: 0 };
    await store({ ...runOf('r', records), mistake }, records);
    const { asked } = await openReport('r');
    await press('Try again');
    expect(asked).toContainEqual({ name: 'run.retry', data: { runId: 'r' } });
  });

  it('follows the mirror of a run that goes on', async () => {
    const pending = MIXED.map((one): TestRecord => ({ ...one, outcome: 'pending' }));
    const run = runOf('r', pending, { state: 'running', endedAt: null });
    await store(run, pending);
    const { mirror } = await openReport('r');
    expect(await screen.findByRole('heading', { name: 'Removing 2 tags from 4 leads' })).toBeTruthy();
    const now = summaryOfRun(run, null, 30);
    await mirror({ ...now, revision: 9, counts: { ...now.counts, pending: 1, removed: 3 } });
    const ledger = screen.getByLabelText('Records by outcome');
    expect(within(ledger).getByText('Removed').parentElement?.textContent).toBe('Removed3');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  it('says why a run is not stopped yet, also where another page has asked for it', async () => {
    const pending = MIXED.map((one): TestRecord => ({ ...one, outcome: 'pending' }));
    const run = runOf('r', pending, { state: 'running', endedAt: null });
    await store(run, pending);
    const { mirror } = await openReport('r');
    const now = summaryOfRun(run, null, 30);
    await mirror({ ...now, revision: 9, state: 'waiting', why: 'checking', until: now.createdAt, isStopping: true });
    expect(await screen.findByRole('button', { name: 'Stopping…' })).toBeTruthy();
    expect(screen.getByText(/Untag first checks what became/).isConnected).toBe(true);
  });

  it('deletes a run after asking, and shows the next', async () => {
    await store(runOf('old', MIXED.slice(0, 1)), MIXED.slice(0, 1));
    await store(runOf('new', MIXED), MIXED);
    const { asked, address } = await openReport('new');
    await press('More about this removal');
    await act(() => screen.getByRole('menuitem', { name: 'Delete from history…' }).click());
    await press('Delete from history');
    await waitFor(() => expect(address()).toBe('old'));
    expect(asked).toContainEqual({ name: 'run.delete', data: { runId: 'new' } });
  });

  it('says so when the run of an address is gone, and leads to the other pages', async () => {
    await openReport('nowhere');
    expect(screen.getByRole('link', { name: 'Tags' }).getAttribute('href')).toBe('/src/tags-page/index.html');
    expect(await screen.findByRole('heading', { name: 'This removal is not in the history any more' })).toBeTruthy();
  });
});
