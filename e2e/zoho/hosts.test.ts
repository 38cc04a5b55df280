import { describe, expect, it } from 'vitest';
import { accountsHost, apiHost, crmHost, DCS, HOSTS, routeOf } from './hosts.ts';

describe('hosts', () => {
  it('are nine for each of ten data centres', () => {
    expect(DCS).toHaveLength(10);
    expect(new Set(HOSTS).size).toBe(90);
  });

  it.each([
    ['crm.zoho.com', { dc: 'us', service: 'crm', environment: 'production' }],
    ['CRMSANDBOX.zoho.eu:443', { dc: 'eu', service: 'crm', environment: 'sandbox' }],
    ['accounts.zohocloud.ca', { dc: 'ca', service: 'accounts' }],
    ['www.zohoapis.ca', { dc: 'ca', service: 'api', environment: 'production' }],
    ['developer.zohoapis.com.au', { dc: 'au', service: 'api', environment: 'developer' }],
    ['one.zoho.in', { dc: 'in', service: 'one' }],
    ['api-console.zohocloud.ca', { dc: 'ca', service: 'console' }],
    ['crmplus.zoho.com.cn', { dc: 'cn', service: 'crmplus' }],
  ])('%s', (host, route) => {
    expect(routeOf(host)).toMatchObject(route);
  });

  it('know no others', () => {
    expect(routeOf('crm.zoho.ca')).toBeUndefined();
    expect(routeOf('www.zohoapis.com.evil.example')).toBeUndefined();
    expect([crmHost('ca'), apiHost('uk', 'sandbox'), accountsHost('jp')]).toEqual([
      'crm.zohocloud.ca',
      'sandbox.zohoapis.uk',
      'accounts.zoho.jp',
    ]);
  });
});
