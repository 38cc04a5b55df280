import { expect, test as base } from '@playwright/test';
import { launchAlone } from '../browser/launch-alone.ts';
import { startZoho } from '../zoho/simulator.ts';
import { connectedPage, previewed } from './begin.ts';
import { before, leads } from './truth.ts';

const WAIT_S = 40;
const CALL_MS = 20_000;
/** The browser's alarms ring at most half a minute late. */
const LATE_MS = 31_000;
const IDS_PER_CALL = 6;

base('with no debugger near it the worker sleeps through a wait, and stays for calls of 20 s @long', async () => {
  base.setTimeout(300_000);
  const zoho = await startZoho();
  const browser = await launchAlone(zoho);
  try {
    const was = before(zoho, leads(zoho).ids(200));
    const carriers = was.ids.filter((id) => was.chosen.some((tag) => was.tags.get(id)?.includes(tag)));
    zoho.set({
      retryHint: 'seconds',
      retryAfterSeconds: WAIT_S,
      // Enough calls to use each lane several times, which takes longer than a worker lives without a sign of life.
      maximumLength: { ids: IDS_PER_CALL },
    });
    await browser.attached(async (untag) => {
      const page = await connectedPage(untag);
      await previewed(page, 'run', was);
      zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'removeTags', nth: 1, times: null } });
      await page.ask('run.start', { runId: 'run', tagIds: was.chosen });
      await page.reaches('run', 'waiting');
      await page.page.close();
    });
    const refused = zoho.requestsTo('remove_tags').at(-1)?.answeredAt ?? 0;
    const first = zoho.requestsTo('remove_tags').length;
    zoho.set({ faults: [{ fault: 'slow', match: { endpoint: 'removeTags', nth: 1, times: null }, ms: CALL_MS }] });

    const isClear = () =>
      carriers.every(
        (id) =>
          !leads(zoho)
            .tagNames(id)
            .some((name) => name === 'Prime' || name === 'Trade show 2026'),
      );
    await expect.poll(isClear, { timeout: 240_000, intervals: [1_000] }).toBe(true);

    const calls = zoho.requestsTo('remove_tags').slice(first);
    const woken = calls[0]?.at ?? 0;
    expect(woken - refused).toBeGreaterThanOrEqual(WAIT_S * 1_000 - 50);
    expect(woken - refused).toBeLessThan(WAIT_S * 1_000 + LATE_MS);
    const rounds = (Math.max(...calls.map(({ at }) => at)) - woken) / CALL_MS;
    expect(rounds).toBeGreaterThan(1.5);
    // If the worker had died in between, its sent batches would have been read and sent again.
    const done = calls.filter(({ status }) => status === 200).flatMap(({ applied }) => applied ?? []);
    expect(done).toHaveLength(new Set(done).size);
    expect(calls.filter(({ status }) => status === undefined)).toEqual([]);
    const read = zoho.requests.filter(({ endpoint, at }) => endpoint === 'records' && at > woken);
    expect(read).toEqual([]);
  } finally {
    await browser.close();
    await zoho.stop();
  }
});
