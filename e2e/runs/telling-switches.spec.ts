import { expect, test } from '../fixtures.ts';
import { CASES } from '../matrix/cases.ts';
import { defaultSwitches } from '../zoho/switches.ts';
import { connectedPage, previewed } from './begin.ts';
import { before, expectTruth, leads } from './truth.ts';

const RECORDS = 48;
/** Cases of the fault matrix that use every way to settle a batch. */
const TOLD = [
  'deleted records: whole call',
  'locked: bare, unnamed',
  'one tag a call',
  'three calls at once',
  'lost after apply',
  'rows missing',
];

test('in the browser too, the outcome of a run is what is true in Zoho @long', async ({ untag, zoho }) => {
  test.setTimeout(120_000);
  const page = await connectedPage(untag);
  const all = leads(zoho).ids();
  const cases = CASES.filter(({ name }) => TOLD.includes(name));
  expect(cases).toHaveLength(TOLD.length);
  for (const [place, { name, switches, faults, meanwhile }] of cases.entries())
    await test.step(name, async () => {
      const runId = name.replaceAll(/\W+/g, '-');
      const was = before(zoho, all.slice(place * RECORDS, (place + 1) * RECORDS));
      await previewed(page, runId, was);
      zoho.set(switches ?? {});
      zoho.requests.splice(0);
      for (const fault of faults ?? []) zoho.inject(fault);
      meanwhile?.(zoho, was.ids);
      await page.ask('run.start', { runId, tagIds: was.chosen });
      const { summary } = await page.reaches(runId, 'done', 'stopped');
      expect(summary.state).toBe('done');
      await expectTruth(zoho, page, summary, was);
      zoho.set(defaultSwitches());
    });
});
