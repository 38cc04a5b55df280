import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Connection } from '../shared/connection.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ZohoApi } from '../zoho/types.ts';
import { createModuleDirectory } from './module-directory.ts';

const CONNECTION: Connection = {
  id: 'us-production-808232144-1',
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '808232144', domainName: 'org808232144', name: 'Northwind', edition: null },
  user: { id: '1', name: 'Ada', profile: null },
  way: 'client',
  clientId: '1000.ABCDEFGHIJ',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};

beforeEach(async () => {
  fakeBrowser.reset();
  await connectionsItem.set([CONNECTION]);
});

function directory(modules: ZohoApi['modules']) {
  return createModuleDirectory(() => ({ modules }) as ZohoApi);
}

it('keeps all modules that are asked for at once, and asks for none twice', async () => {
  let asked = 0;
  const { resolve, known } = directory(async () => {
    asked += 1;
    return STANDARD_MODULES;
  });
  await Promise.all(['Leads', 'Contacts', 'Accounts'].map((moduleSlug) => resolve(CONNECTION.id, moduleSlug)));
  for (const moduleSlug of ['Leads', 'Contacts', 'Accounts'])
    expect(await known('crm.zoho.com', moduleSlug)).toMatchObject({ apiName: moduleSlug });
  await resolve(CONNECTION.id, 'Contacts');
  expect(asked).toBe(3);
});

it('keeps nothing of a connection that was removed while Zoho was asked', async () => {
  const { resolve } = directory(async () => {
    await connectionsItem.set([]);
    return STANDARD_MODULES;
  });
  await expect(resolve(CONNECTION.id, 'Leads')).rejects.toMatchObject({ code: 'signed-out' });
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(CONNECTION.id);
});

it('asks again after an hour, and where a clock was set back since', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  let asked = 0;
  const { resolve } = directory(async () => {
    asked += 1;
    return STANDARD_MODULES;
  });
  const askedAfter = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await resolve(CONNECTION.id, 'Leads');
    return asked;
  };
  try {
    expect(await askedAfter(0)).toBe(1);
    expect(await askedAfter(3_599_999)).toBe(1);
    expect(await askedAfter(1)).toBe(2);
    expect(await askedAfter(-1)).toBe(3);
    expect(await askedAfter(-25 * 3_600_000)).toBe(4);
  } finally {
    vi.useRealTimers();
  }
});
