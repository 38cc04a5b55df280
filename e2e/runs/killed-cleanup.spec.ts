import { expect, test } from '../fixtures.ts';
import type { Cleanup } from '../../src/cleanups/model/types.ts';
import { LEADS } from '../matrix/play.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { defaultSwitches } from '../zoho/switches.ts';
import { connectedPage } from './begin.ts';
import type { RunPage } from './RunPage.ts';
import { sentUnseen } from './sent-unseen.ts';

const TAG = 'Prime';
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };

const moduleOf = (zoho: Zoho, name: string) => zoho.world.org('brightside').module(name);
const holders = (zoho: Zoho, name: string) =>
  moduleOf(zoho, name)
    .ids()
    .filter((id) => moduleOf(zoho, name).tagNames(id).includes(TAG));

/** The tag goes off all leads and contacts; of the contacts fewer are found than counted. */
function request(zoho: Zoho, connectionId: string) {
  const step = (module: typeof LEADS | typeof CONTACTS, more: number) => {
    const tag = moduleOf(zoho, module.apiName)
      .tags()
      .find(({ name }) => name === TAG);
    const tags = [{ id: tag?.id ?? '', name: TAG, colour: null }];
    const counted = [holders(zoho, module.apiName).length + more];
    return { module, holders: { tags, way: 'scan' as const, counted } };
  };
  return { id: 'clean', connectionId, steps: [step(LEADS, 0), step(CONTACTS, 1)] };
}

/** Resolves with the clean-up once it is in that state. */
async function reaches(page: RunPage, state: Cleanup['state']): Promise<Cleanup> {
  let found: Cleanup | undefined;
  await expect
    .poll(async () => (found = (await page.page.evaluate(stored)) as Cleanup | undefined)?.state, { timeout: 60_000 })
    .toBe(state);
  return found as Cleanup;
}

/** Runs in the page. */
function stored(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('untag-cleanups');
    opening.addEventListener('error', () => reject(new Error('The store does not open.')));
    opening.addEventListener('success', () => {
      const database = opening.result;
      const asked = database.transaction('cleanups').objectStore('cleanups').get('clean');
      asked.addEventListener('success', () => {
        database.close();
        resolve(asked.result);
      });
    });
  });
}

test(
  'a worker that dies while a clean-up finds, asks, removes and undoes is followed by one that goes on',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(180_000);
    const page = await connectedPage(untag);
    const before = { leads: holders(zoho, 'Leads'), contacts: holders(zoho, 'Contacts') };
    expect(before.leads.length * before.contacts.length).toBeGreaterThan(0);

    async function killed(): Promise<void> {
      await untag.killWorker();
      zoho.release();
      zoho.set(defaultSwitches());
      await page.wake();
    }

    await test.step('while it finds', async () => {
      zoho.inject({ fault: 'held', match: { endpoint: 'records', nth: 2 } });
      await page.ask('cleanup.start', request(zoho, await page.connectionId()));
      await zoho.arrived(/Leads\?/, 2);
      await killed();
      await reaches(page, 'asking');
    });

    await test.step('while it asks', async () => {
      await killed();
      expect(holders(zoho, 'Leads')).toEqual(before.leads);
      await reaches(page, 'asking');
    });

    await test.step('while it removes in the second module', async () => {
      zoho.requests.splice(0);
      zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', path: 'Contacts', nth: 1 } });
      await page.ask('cleanup.answer', { id: 'clean', isEnough: true });
      await zoho.arrived('Contacts/actions/remove_tags');
      await killed();
      const { left } = await reaches(page, 'ended');
      expect(left).toEqual([]);
      expect({ leads: holders(zoho, 'Leads'), contacts: holders(zoho, 'Contacts') }).toEqual({
        leads: [],
        contacts: [],
      });
      expect(sentUnseen(zoho.requests)).toEqual([]);
    });

    await test.step('while it undoes', async () => {
      zoho.inject({ fault: 'held', match: { endpoint: 'addTags', nth: 1 } });
      await page.ask('cleanup.undo', { id: 'clean' });
      await zoho.arrived('actions/add_tags');
      await killed();
      await reaches(page, 'ended');
      expect({ leads: holders(zoho, 'Leads'), contacts: holders(zoho, 'Contacts') }).toEqual(before);
      expect(zoho.forbidden()).toEqual([]);
      expect(zoho.tagChanges()).toEqual([]);
    });
  },
);
