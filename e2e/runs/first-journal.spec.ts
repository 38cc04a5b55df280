import { expect, test } from '../fixtures.ts';
import { connectedPage } from './begin.ts';
import { firstJournal, writeFirstJournal } from './first-journal.ts';
import { before, expectTruth, leads } from './truth.ts';

test('a run that the first version left in the middle is brought to its true end', async ({ untag, zoho }) => {
  test.setTimeout(90_000);
  const page = await connectedPage(untag);
  const was = before(zoho, leads(zoho).ids(60));
  const [prime = ''] = was.chosen;
  const journal = firstJournal(zoho, was, await page.connectionId(), Date.now());
  // The call whose answer never arrived was applied to half of its records.
  const carriers = was.ids.filter((id) => was.tags.get(id)?.includes(prime));
  for (const id of carriers.slice(0, carriers.length / 2)) leads(zoho).removeTag(id, 'Prime');
  await page.page.evaluate(writeFirstJournal, journal);
  zoho.requests.splice(0);
  await untag.killWorker();
  await page.wake();
  const { summary } = await page.reaches('first', 'done', 'stopped');
  expect(summary).toMatchObject({ state: 'done', total: 60 });
  await expectTruth(zoho, page, summary, was);
});
