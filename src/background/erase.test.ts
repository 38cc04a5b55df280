import { fakeBrowser } from '../shared/testing/extension.ts';
import { CLIENT_ID, createOutside, everythingStored, type Outside } from '../auth/testing/outside.ts';
import { outcome } from '../auth/testing/vault.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Auth, createAuth } from '../auth/auth.ts';
import { closeJournal, openJournal } from '../runs/journal/open-journal.ts';
import { createEngine, type Engine } from '../runs/engine.ts';
import { createJournal } from '../runs/journal/journal.ts';
import { connectionsItem, settingsItem, DEFAULT_SETTINGS } from '../shared/stored-items.ts';
import { disconnect, eraseEverything } from './erase.ts';
import { type Cleanups, createCleanups } from '../cleanups/cleanups.ts';
import { createCleanupPorts } from './cleanup-ports.ts';
import { createHandlers } from './handlers.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { createModuleDirectory } from './module-directory.ts';
import { createRunnerPorts } from './runner-ports.ts';
import { createTagsPorts } from './tags-ports.ts';
import { readOrgTags, readTagModules } from '../tags/queries/lists.ts';
import { closeTags } from '../tags/store/database.ts';
import { createTagStore } from '../tags/store/store.ts';
import { createTags, type Tags } from '../tags/tags.ts';
import { createViewNames } from './view-names.ts';
import { steadyClock } from '../shared/steady-clock.ts';

const NEWER = 99;

let outside: Outside;
let auth: Auth;
let cleanups: Cleanups;
let engine: Engine;
let tags: Tags;

beforeEach(async () => {
  outside = createOutside();
  auth = createAuth(outside.ports);
  Object.assign(fakeBrowser, { contextMenus: { removeAll: () => Promise.resolve(), create: () => 1 } });
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({}) });
  const unasked = () => Promise.reject(new Error('Zoho is not asked'));
  const ports = createRunnerPorts({
    api: unasked as never,
    identify: unasked,
    note: () => undefined,
    heldBy: () => Promise.resolve(null),
  });
  engine = createEngine(ports);
  tags = createTags(createTagsPorts(ports));
  cleanups = createCleanups(createCleanupPorts(ports, engine, tags));
  await auth.signIn({ way: 'client', dataCentre: 'us', clientId: CLIENT_ID });
  await outcome();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await closeJournal();
  await closeTags();
});

/** Opens a database directly, as another version of Untag would have left it. */
function openByHand(name: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.addEventListener('error', () => reject(new Error('not opened')));
    opening.addEventListener('success', () => resolve(opening.result));
  });
}

async function upgradeJournal(): Promise<void> {
  await closeJournal();
  (await openByHand('untag-runs', NEWER)).close();
}

function revoked(): (string | null)[] {
  const revokes = outside.fetches.filter(({ url }) => url.pathname === '/oauth/v2/token/revoke');
  return revokes.map(({ url }) => url.searchParams.get('token'));
}

async function connectionId(): Promise<string> {
  return (await connectionsItem.get())[0]!.id;
}

describe('a journal that cannot be opened', () => {
  beforeEach(upgradeJournal);

  it('keeps no token from being ended and erased when a connection is removed, and is said', async () => {
    expect(await disconnect({ auth, cleanups, engine, tags }, await connectionId())).toEqual(['runs']);
    expect(revoked()).toEqual(['t1']);
    expect(await everythingStored()).not.toContain('"t1"');
    expect(await connectionsItem.get()).toEqual([]);
  });

  it('is erased as a whole with everything else', async () => {
    expect(await eraseEverything({ auth, cleanups, engine, tags })).toEqual([]);
    expect(revoked()).toEqual(['t1']);
    expect(await everythingStored()).not.toContain('"t1"');
    await openJournal();
  });
});

describe('a journal that cannot be erased', () => {
  it.each([
    ['refuses', () => Promise.reject(new Error('no'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('and %s keeps nothing else from being erased, and is said', async (_, erase) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await settingsItem.set({ ...DEFAULT_SETTINGS, creditReserve: 7 });
    const erasing = eraseEverything({ auth, cleanups, engine: { ...engine, erase }, tags });
    let left: readonly string[] | null = null;
    erasing.then(
      (answer) => (left = answer),
      () => undefined,
    );
    await vi.waitUntil(() => {
      vi.advanceTimersByTime(5_000);
      return left !== null;
    });
    vi.useRealTimers();
    expect(left).toEqual(['runs']);
    expect(revoked()).toEqual(['t1']);
    expect(await everythingStored()).not.toContain('"t1"');
    expect(await settingsItem.get()).toEqual(DEFAULT_SETTINGS);
  });
});

describe('the tags of orgs', () => {
  const MODULE = { apiName: 'Leads', moduleName: 'Leads', singular: 'Lead', plural: 'Leads', nameField: null };

  async function keepTags(id: string): Promise<void> {
    await createTagStore().write(id, (fact) =>
      fact.setModules([{ ...MODULE, isCustom: false, isApiSupported: true }], 1),
    );
  }

  it('go with their connection, and those of another stay', async () => {
    const id = await connectionId();
    await keepTags(id);
    await keepTags('eu-production-1-2');
    expect(await disconnect({ auth, cleanups, engine, tags }, id)).toEqual([]);
    expect(await readOrgTags(id)).toBeNull();
    expect(await readTagModules(id)).toEqual([]);
    expect((await readTagModules('eu-production-1-2')).length).toBe(1);
  });

  it('go with everything, also where a newer version of Untag has made their store', async () => {
    await closeTags();
    (await openByHand('untag-tags', NEWER)).close();
    expect(await disconnect({ auth, cleanups, engine, tags }, await connectionId())).toEqual([]);
    await keepTags('eu-production-1-2');
    await closeTags();
    (await openByHand('untag-tags', NEWER)).close();
    expect(await eraseEverything({ auth, cleanups, engine, tags })).toEqual([]);
    expect(await readTagModules('eu-production-1-2')).toEqual([]);
  });

  it('that cannot be erased are said, and keep nothing else from going', async () => {
    const erase = () => Promise.reject(new Error('no'));
    expect(await eraseEverything({ auth, cleanups, engine, tags: { ...tags, erase } })).toEqual(['settings']);
    expect(revoked()).toEqual(['t1']);
    expect(await connectionsItem.get()).toEqual([]);
  });
});

it.each(['local', 'session'] as const)('a %s storage that fails keeps the tokens from nothing', async (area) => {
  vi.spyOn(fakeBrowser.storage[area], 'clear').mockRejectedValue(new Error('IO error'));
  expect(await eraseEverything({ auth, cleanups, engine, tags })).toEqual([area === 'local' ? 'settings' : 'sign-in']);
  expect(revoked()).toEqual(['t1']);
  expect(await everythingStored()).not.toContain('"t1"');
});

it('erases ten thousand past runs in one step with their journal', { timeout: 60_000 }, async () => {
  const database = await openJournal();
  const writing = database.transaction('runs', 'readwrite');
  for (let n = 1; n <= 10_000; n += 1) writing.store.put({ seq: n, id: `past-${n}` } as never).catch(() => undefined);
  await writing.done;
  const removes = vi.spyOn(IDBObjectStore.prototype, 'delete');
  const unasked = (): never => {
    throw new Error('Zoho is not asked');
  };
  const answers = createKeptAnswers(steadyClock({ wall: () => 0, monotonic: () => 0, wait: () => Promise.resolve() }));
  const modules = createModuleDirectory(unasked, answers, () => Promise.resolve());
  const viewNames = createViewNames(unasked, answers);
  const handlers = createHandlers({ auth, cleanups, engine, modules, viewNames, tags, zohoOf: unasked });
  expect(await handlers['data.deleteAll'](undefined)).toEqual([]);
  expect(removes.mock.calls.length).toBeLessThan(20);
  expect(await createJournal().runs()).toEqual([]);
});
