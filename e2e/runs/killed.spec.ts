import { expect, test } from '../fixtures.ts';
import { defaultSwitches } from '../zoho/switches.ts';
import { connectedPage, previewed, readRequest } from './begin.ts';
import { RunPage } from './RunPage.ts';
import { before, expectTruth, leads } from './truth.ts';

const RECORDS = 70;
const WRITE = 'actions/remove_tags';

test('a worker that dies at any point goes on where it was', async ({ untag, zoho }) => {
  test.setTimeout(120_000);
  const page = await connectedPage(untag);
  const all = leads(zoho).ids();
  const slice = (place: number) => before(zoho, all.slice(place * RECORDS, (place + 1) * RECORDS));

  async function killed(): Promise<void> {
    await untag.killWorker();
    zoho.release();
    await page.wake();
  }

  await test.step('while reading', async () => {
    const was = slice(0);
    zoho.inject({ fault: 'held', match: { endpoint: 'records', nth: 2 } });
    await page.ask('run.read', readRequest('reading', await page.connectionId(), was.ids));
    await zoho.arrived(/Leads\?ids/, 2);
    await killed();
    await page.reaches('reading', 'planned');
    await page.ask('run.start', { runId: 'reading', tagIds: was.chosen });
    const { summary } = await page.reaches('reading', 'done', 'stopped');
    await expectTruth(zoho, page, summary, was);
  });

  await test.step('after a batch was sent, before it is answered', async () => {
    const was = slice(1);
    await previewed(page, 'sent', was);
    zoho.set(defaultSwitches());
    zoho.requests.splice(0);
    zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', nth: 1 } });
    await page.ask('run.start', { runId: 'sent', tagIds: was.chosen });
    await zoho.arrived(WRITE);
    await killed();
    const { summary } = await page.reaches('sent', 'done', 'stopped');
    await expectTruth(zoho, page, summary, was);
  });

  await test.step('after the answer, before it is written', async () => {
    const was = slice(2);
    await previewed(page, 'answered', was);
    zoho.set(defaultSwitches());
    zoho.requests.splice(0);
    await page.ask('run.start', { runId: 'answered', tagIds: was.chosen });
    await zoho.answered(WRITE);
    await killed();
    const { summary } = await page.reaches('answered', 'done', 'stopped');
    await expectTruth(zoho, page, summary, was);
  });

  await test.step('while it waits', async () => {
    const was = slice(3);
    await previewed(page, 'waiting', was);
    zoho.set({ ...defaultSwitches(), retryHint: 'seconds', retryAfterSeconds: 3_600 });
    zoho.requests.splice(0);
    zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'removeTags', nth: 1 } });
    await page.ask('run.start', { runId: 'waiting', tagIds: was.chosen });
    await page.reaches('waiting', 'waiting');
    await killed();
    const { summary: still } = await page.reaches('waiting', 'waiting', 'done');
    expect(still).toMatchObject({ state: 'waiting', why: 'rate-limit' });
    await page.ask('run.goOn', { runId: 'waiting' });
    const { summary } = await page.reaches('waiting', 'done', 'stopped');
    await expectTruth(zoho, page, summary, was);
  });
});

test('an extension that is reloaded in mid-run goes on by itself @long', async ({ untag, zoho }) => {
  test.setTimeout(90_000);
  const page = await connectedPage(untag);
  const was = before(zoho, leads(zoho).ids(RECORDS));
  await previewed(page, 'run', was);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', nth: 1 } });
  await page.ask('run.start', { runId: 'run', tagIds: was.chosen });
  await zoho.arrived(WRITE);
  const started = untag.context.waitForEvent('serviceworker');
  await page.page.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await started;
  zoho.release();
  const again = await RunPage.open(untag);
  const { summary } = await again.reaches('run', 'done', 'stopped');
  expect(summary.state).toBe('done');
  await expectTruth(zoho, again, summary, was);
});

test('a worker that dies under the eyes of an open report is replaced before any alarm rings', async ({
  untag,
  zoho,
}) => {
  test.setTimeout(90_000);
  const page = await connectedPage(untag);
  const was = before(zoho, leads(zoho).ids(RECORDS));
  await previewed(page, 'run', was);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', nth: 1 } });
  await page.ask('run.start', { runId: 'run', tagIds: was.chosen });
  await zoho.arrived(WRITE);
  const report = await untag.open('src/report/index.html', '?run=run');
  await report.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  const seen = zoho.requests.length;
  await untag.killWorker();
  zoho.release();
  // No event wakes it, and the alarm is half a minute away, so the report's port has to.
  await expect.poll(() => zoho.requests.length, { timeout: 10_000 }).toBeGreaterThan(seen);
  const { summary } = await page.reaches('run', 'done', 'stopped');
  await expectTruth(zoho, page, summary, was);
});
