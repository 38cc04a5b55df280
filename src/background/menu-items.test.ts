import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../shared/connection.ts';
import { choiceOf, hasSubmenu, menuItems, type RecentTags } from './menu-items.ts';

const CRM = ['https://crm.zoho.com/*'];
const CONNECTION: Connection = {
  id: 'us-production-808232144-1',
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '808232144', domainName: 'org808232144', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '572576700000000101', name: 'Mara Lindqvist', profile: 'Administrator' },
  way: 'client',
  clientId: '1000.A',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 1,
};
const SANDBOX: Connection = {
  ...CONNECTION,
  environment: 'sandbox',
  org: { ...CONNECTION.org, domainName: 'brightsidestaging' },
};
const PRIME = { id: '572576700000901001', name: 'Prime' };
const LEADS: RecentTags = { connection: CONNECTION, moduleSlug: 'Leads', tags: [PRIME] };

describe('the menu', () => {
  it('is one item where no tags were used yet', () => {
    expect(menuItems(CRM, [{ ...LEADS, tags: [] }])).toEqual([
      { id: 'untag', title: 'Remove tags from selected rows', documentUrlPatterns: CRM },
    ]);
  });

  it('offers the recent tags on the pages of their module and org only', () => {
    const [, ...under] = menuItems(CRM, [LEADS]);
    const module = 'https://crm.zoho.com/crm/org808232144/tab/Leads';
    expect(under.map(({ title, type }) => title ?? type)).toEqual([
      'Choose tags…',
      'separator',
      'Prime',
      'separator',
      'Add to your list',
    ]);
    for (const item of under) expect(item.parentId).toBe('untag');
    expect(under[2]?.documentUrlPatterns).toEqual([`${module}/*`, `${module}?*`, module]);
    expect(under[4]?.documentUrlPatterns).toEqual([`${module}/custom-view/*`]);
  });

  it.each([
    ['https://crm.zoho.com/crm/org808232144/tab/Leads', true],
    ['https://crm.zoho.com/crm/org808232144/tab/Leads?page=2', true],
    ['https://crm.zoho.com/crm/org808232144/tab/Leads/572576700000300001', true],
    ['https://crm.zoho.com/crm/org808232144/tab/LeadsToo', false],
    ['https://crm.zoho.com/crm/org900000001/tab/Leads', false],
    ['https://crm.zoho.eu/crm/org808232144/tab/Leads', false],
  ])('over %s it has a submenu: %s', (url, isOver) => {
    expect(hasSubmenu(url, [LEADS])).toBe(isOver);
    expect(hasSubmenu(url, [{ ...LEADS, tags: [] }])).toBe(false);
  });

  it('binds a sandbox to its own host', () => {
    const tag = menuItems(CRM, [{ ...LEADS, connection: SANDBOX }])[3];
    expect(tag?.documentUrlPatterns[0]).toBe('https://crmsandbox.zoho.com/crm/brightsidestaging/tab/Leads/*');
  });

  it('gives every item an id of its own, also where two modules share a tag', () => {
    const ids = menuItems(CRM, [LEADS, { ...LEADS, moduleSlug: 'Contacts' }]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const chosen = ids.map(choiceOf).filter((choice) => choice?.kind === 'tag');
    expect(chosen).toEqual([
      { kind: 'tag', tagId: PRIME.id },
      { kind: 'tag', tagId: PRIME.id },
    ]);
  });

  it('lets no name take in the selected text of the page, or turn the menu around', () => {
    const names = ['100%s done', '%%s', 'עסקה %s', 'Prime\u202Ex', 'x'.repeat(200)];
    const tags = names.map((name, n) => ({ id: String(572576700000901013n + BigInt(n)), name }));
    const titles = menuItems(CRM, [{ ...LEADS, tags }])
      .slice(3, 8)
      .map(({ title }) => title ?? '');
    expect(titles.filter((title) => title.includes('%s'))).toEqual([]);
    expect(titles).toEqual([
      '100%\u2060s done',
      '%%\u2060s',
      '\u2068עסקה %\u2060s\u2069',
      'Prime[U+202E]x',
      `${'x'.repeat(59)}…`,
    ]);
  });

  it('shows an “&” of a name, which browsers take for an access key', () => {
    const tags = [{ id: '572576700000901013', name: 'R&D, "beta" <2025>' }];
    expect(menuItems(CRM, [{ ...LEADS, tags }])[3]?.title).toBe('R&&D, "beta" <2025>');
  });
});

describe('what a click means', () => {
  it.each([
    ['untag', { kind: 'open' }],
    ['choose:2', { kind: 'open' }],
    ['keep:0', { kind: 'keep' }],
    ['tag:572576700000901001:1', { kind: 'tag', tagId: PRIME.id }],
    ['tag:', null],
    ['line:0:1', null],
    ['of another extension', null],
  ])('%s', (id, choice) => {
    expect(choiceOf(id)).toEqual(choice);
  });
});
