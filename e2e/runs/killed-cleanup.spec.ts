import { expect, test } from '../fixtures.ts';
import { signIn } from '../browser/consent.ts';
import type { CleanupRequest } from '../../src/shared/messages.ts';
import { TAGS_SCOPE } from '../../src/shared/scopes.ts';
import { LEADS } from '../matrix/play.ts';
import type { FaultInput } from '../zoho/limits/fault-types.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { defaultSwitches } from '../zoho/switches.ts';
import { connectedPage } from './begin.ts';
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
      await page.reachesCleanup('clean', 'asking');
    });

    await test.step('while it asks', async () => {
      await killed();
      expect(holders(zoho, 'Leads')).toEqual(before.leads);
      await page.reachesCleanup('clean', 'asking');
    });

    await test.step('while it removes in the second module', async () => {
      zoho.requests.splice(0);
      zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', path: 'Contacts', nth: 1 } });
      const records = before.leads.length + before.contacts.length;
      await page.ask('cleanup.answer', { id: 'clean', isEnough: true, records, typed: '' });
      await zoho.arrived('Contacts/actions/remove_tags');
      await killed();
      const { left } = await page.reachesCleanup('clean', 'ended');
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
      await page.reachesCleanup('clean', 'ended');
      expect({ leads: holders(zoho, 'Leads'), contacts: holders(zoho, 'Contacts') }).toEqual(before);
      expect(zoho.forbidden()).toEqual([]);
      expect(zoho.tagChanges()).toEqual([]);
    });
  },
);

const [OLD, NEW] = [['VIP', 'VIP 2024'], 'Key accounts'];

/** Two tags of leads become a new one, and are deleted. */
function merge(zoho: Zoho, connectionId: string): CleanupRequest {
  const tags = moduleOf(zoho, 'Leads')
    .tags()
    .filter(({ name }) => OLD.includes(name))
    .map(({ id, name, colour }) => ({ id, name, colour }));
  const holders = { tags, way: 'scan' as const, counted: tags.map(() => null) };
  const stays = { id: null, name: NEW, colour: '#57B1FD' };
  return { id: 'clean', connectionId, kind: 'replace', isDeleting: true, steps: [{ module: LEADS, holders, stays }] };
}

test(
  'a worker that dies while a merge makes, puts on, takes off and undoes is followed by one that goes on',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(300_000);
    const page = await connectedPage(untag);
    const connectionId = await page.connectionId();
    await signIn(untag.context, async () => {
      await page.ask('connection.widen', { connectionId, scopes: [TAGS_SCOPE] });
    });
    await expect.poll(() => page.page.evaluate(extraScopes)).toEqual([TAGS_SCOPE]);
    const leads = moduleOf(zoho, 'Leads');
    const names = () => leads.ids().map((id) => leads.tagNames(id).toSorted());
    const before = names();
    const sent = (endpoint: string) => zoho.requests.filter((one) => one.endpoint === endpoint).length;
    const called = (name: string) => leads.tags().filter((tag) => tag.name === name).length;
    const held = (endpoint: string, nth = 1): FaultInput => ({ fault: 'held', match: { endpoint, nth } });

    /** Ends the worker while a call is held. Another one starts, and the next call is held. */
    async function killed(next: FaultInput | null): Promise<void> {
      await untag.killWorker();
      zoho.release();
      zoho.set(defaultSwitches());
      if (next !== null) zoho.inject(next);
      zoho.requests.splice(0);
      await page.wake();
    }

    await test.step('while it makes the tag', async () => {
      zoho.inject(held('createTags'));
      await page.ask('cleanup.start', merge(zoho, connectionId));
      await expect.poll(() => sent('createTags')).toBe(1);
      await killed(held('addTags'));
    });

    await test.step('while it puts the tag on', async () => {
      await expect.poll(() => sent('addTags'), { timeout: 60_000 }).toBeGreaterThan(0);
      expect(called(NEW)).toBe(1);
      await killed(held('removeTags'));
    });

    await test.step('while it takes the old ones off', async () => {
      await expect.poll(() => sent('removeTags'), { timeout: 60_000 }).toBeGreaterThan(0);
      await killed(null);
      expect((await page.reachesCleanup('clean', 'ended')).left).toEqual([]);
      expect(sentUnseen(zoho.requests)).toEqual([]);
      expect(names()).toEqual(
        before.map((tags) => {
          const rest = tags.filter((name) => !OLD.includes(name));
          return rest.length === tags.length ? tags : [...rest, NEW].toSorted();
        }),
      );
      expect(OLD.map(called)).toEqual([0, 0]);
    });

    await test.step('while it undoes', async () => {
      zoho.requests.splice(0);
      zoho.inject(held('createTags', 2));
      await page.ask('cleanup.undo', { id: 'clean' });
      await expect.poll(() => sent('createTags')).toBe(2);
      await killed(null);
      // What was sent before a death is read twice, half a minute apart, before it is undone.
      await page.reachesCleanup('clean', 'ended', 150_000);
      expect(names()).toEqual(before);
      expect(OLD.map(called)).toEqual([1, 1]);
      expect(zoho.forbidden()).toEqual([]);
    });
  },
);

/** Runs in the page. */
async function extraScopes(): Promise<unknown> {
  const { connections } = await chrome.storage.local.get<{ connections: { extraScopes?: string[] }[] }>('connections');
  return connections?.[0]?.extraScopes;
}
