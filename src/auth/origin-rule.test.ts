import { expect, it } from 'vitest';
import type { DeclarativeNetRequest } from 'webextension-polyfill';
import manifest from '../../manifest.json' with { type: 'json' };
import { originRule, withoutOrigin } from './origin-rule.ts';

const HOST = 'ddkchcopmiedbgmdkepbcgoecibpmelc';

it('names exactly the accounts and API hosts that the manifest lets the worker call', () => {
  const called = manifest.host_permissions
    .map((pattern) => new URL(pattern.replace('*', '')).host)
    .filter((host) => !/^crm(sandbox)?\./.test(host));
  expect(new Set(originRule(HOST).condition.requestDomains)).toEqual(new Set(called));
  expect(called).toHaveLength(40);
});

it('touches the extension’s own calls only', () => {
  expect(originRule(HOST)).toMatchObject({
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: { initiatorDomains: [HOST] },
  });
});

it('is in place before the first call, and is set once', async () => {
  const log: string[] = [];
  const rules = {
    updateSessionRules: async (change: DeclarativeNetRequest.UpdateSessionRulesOptionsType) => {
      await Promise.resolve();
      log.push(`rule ${change.addRules?.length} instead of ${change.removeRuleIds?.join()}`);
    },
  };
  const send = async (): Promise<Response> => {
    log.push('call');
    return new Response();
  };
  const guarded = withoutOrigin(rules, HOST, send);
  await Promise.all([guarded('https://www.zohoapis.com/'), guarded('https://www.zohoapis.com/')]);
  await guarded('https://www.zohoapis.com/');
  expect(log).toEqual(['rule 1 instead of 1', 'call', 'call', 'call']);
});

it('lets no call out when the rule could not be set, and tries again', async () => {
  let tries = 0;
  let calls = 0;
  const rules = {
    updateSessionRules: async () => {
      tries++;
      if (tries === 1) throw new Error('not now');
    },
  };
  const guarded = withoutOrigin(rules, HOST, async () => {
    calls++;
    return new Response();
  });
  await expect(guarded('https://www.zohoapis.com/')).rejects.toThrow('not now');
  expect(calls).toBe(0);
  await guarded('https://www.zohoapis.com/');
  expect([tries, calls]).toEqual([2, 1]);
});
