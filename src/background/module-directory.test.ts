import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { connectionsItem, modulesItem } from '../shared/stored-items.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ModuleInfo, ZohoApi } from '../zoho/types.ts';
import { createModuleDirectory, type ModuleDirectory } from './module-directory.ts';
import { CONNECTION, keptAnswers } from './testing/kept.ts';

const HOUR_MS = 3_600_000;
const renamed = (plural: string): readonly ModuleInfo[] =>
  STANDARD_MODULES.map((info) => (info.apiName === 'Deals' ? { ...info, plural } : info));

let now = 0;
let asked = 0;
let modules: ZohoApi['modules'];
let directory: ModuleDirectory;

beforeEach(async () => {
  fakeBrowser.reset();
  await connectionsItem.set([CONNECTION]);
  now = 1_000_000;
  asked = 0;
  modules = async () => STANDARD_MODULES;
  directory = worker();
});

/** A new worker over what the browser has stored. */
function worker(): ModuleDirectory {
  const api = {
    modules: () => {
      asked += 1;
      return modules();
    },
  };
  return createModuleDirectory(
    () => api as unknown as ZohoApi,
    keptAnswers(() => now),
    async () => undefined,
  );
}

const deals = () => directory.resolve(CONNECTION.id, 'Potentials');
const kept = async () => (await modulesItem.get())[`${CONNECTION.id} Potentials`];

it('asks once for all modules, whichever are wanted at a time or later', async () => {
  await Promise.all(['Leads', 'Contacts', 'Potentials'].map((slug) => directory.resolve(CONNECTION.id, slug)));
  for (const slug of ['Leads', 'Contacts', 'Deals', 'Potentials'])
    expect(await directory.known('crm.zoho.com', slug)).toMatchObject({ moduleSlug: slug });
  await directory.resolve(CONNECTION.id, 'Accounts');
  expect(asked).toBe(1);
});

it('has the modules of a new connection before one is wanted, and asks no more for a second sign-in', async () => {
  await directory.readAhead(CONNECTION.id);
  await directory.readAhead(CONNECTION.id);
  expect(await deals()).toMatchObject({ apiName: 'Deals' });
  expect(asked).toBe(1);
});

it('keeps nothing of a connection that was removed while Zoho was asked', async () => {
  modules = async () => {
    await connectionsItem.set([]);
    return STANDARD_MODULES;
  };
  await expect(deals()).rejects.toMatchObject({ code: 'signed-out' });
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(CONNECTION.id);
});

it('answers a kept module at once, and has its new name when Zoho has told it', async () => {
  await deals();
  now += HOUR_MS;
  let answer = (_modules: readonly ModuleInfo[]): void => undefined;
  modules = () => new Promise((resolve) => (answer = resolve));
  expect(await deals()).toMatchObject({ plural: 'Deals' });
  expect(asked).toBe(2);
  answer(renamed('Offers'));
  await expect.poll(kept).toMatchObject({ askedAt: now, module: { plural: 'Offers' } });
});

it.each<ErrorCode>(['no-permission', 'scope-missing', 'zoho-other', 'request-refused'])(
  'leaves the kept module where a renewal is refused with %s, and does not ask at each opening',
  async (code) => {
    modules = async () => renamed('Offers');
    await deals();
    now += HOUR_MS;
    modules = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
    expect(await deals()).toMatchObject({ plural: 'Offers' });
    await expect.poll(kept).toMatchObject({ askedAt: now, module: { plural: 'Offers' } });
    await deals();
    expect(asked).toBe(2);
  },
);

it.each<ErrorCode>([
  'timeout',
  'rate-limited',
  'out-of-credits',
  'signed-out',
  'other-user',
  'other-org',
  'sign-in-throttled',
])('asks again at the next opening where a renewal ended with %s', async (code) => {
  await deals();
  now += HOUR_MS;
  modules = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
  await deals();
  await expect.poll(() => asked).toBe(2);
  modules = async () => renamed('Offers');
  await expect
    .poll(async () => {
      await deals();
      return kept();
    })
    .toMatchObject({ module: { plural: 'Offers' } });
});

it('keeps an answer as of when it was asked for', async () => {
  const at = now;
  modules = async () => {
    now += 60_000;
    return STANDARD_MODULES;
  };
  await directory.readAhead(CONNECTION.id);
  expect(await kept()).toMatchObject({ askedAt: at });
});

it('asks again where a clock was set back over the death of a worker', async () => {
  await deals();
  now -= HOUR_MS;
  directory = worker();
  await deals();
  await expect.poll(() => asked).toBe(2);
});

it('remembers for a while that a slug has no module', async () => {
  const home = () => directory.resolve(CONNECTION.id, 'Home');
  await expect(home()).rejects.toMatchObject({ code: 'module-unsupported' });
  await expect(home()).rejects.toMatchObject({ code: 'module-unsupported' });
  expect(asked).toBe(1);
  now += 5 * 60_000;
  const custom = { ...STANDARD_MODULES[0]!, apiName: 'Homes', moduleName: 'Home' };
  modules = async () => [...STANDARD_MODULES, custom];
  expect(await home()).toMatchObject({ apiName: 'Homes' });
});

it('knows the standard modules by name where modules may not be read and none is kept', async () => {
  modules = () => Promise.reject(new AppError('scope-missing'));
  expect(await deals()).toMatchObject({ apiName: 'Deals', plural: 'Deals' });
  await expect(directory.resolve(CONNECTION.id, 'CustomModule5')).rejects.toMatchObject({ code: 'scope-missing' });
});
