import { describe, expect, it } from 'vitest';
import { realClock } from '../clock.ts';
import { DCS } from '../hosts.ts';
import { createWorld } from './world.ts';

const NAMED_IN_DOCS =
  'Leads Accounts Contacts Deals Campaigns Tasks Cases Events Calls Solutions Products Vendors Price_Books Quotes Sales_Orders Purchase_Orders Invoices';

describe('the world', () => {
  const world = createWorld(realClock());
  const brightside = world.org('brightside');

  it('has an org in every data centre, and those the tests need', () => {
    expect(new Set(world.orgs.map((org) => org.dc))).toEqual(new Set(DCS));
    expect(brightside.users.map((user) => user.profile.name)).toEqual(['Administrator', 'Sales standard']);
    expect(world.org('nordwind').domainName).toBe('nordwind');
    expect(world.orgsOf(brightside.user('mara').zuid, 'us').map((org) => org.environment)).toEqual([
      'production',
      'sandbox',
      'developer',
      'production',
    ]);
    expect(() => world.org('atlantis')).toThrow(RangeError);
  });

  it('has every module of the remove_tags documentation, with its tab', () => {
    const taggable = brightside.modules.filter((module) => module.taggable).map((module) => module.apiName);
    expect(taggable).toEqual(expect.arrayContaining([...NAMED_IN_DOCS.split(' '), 'Vehicles']));
    expect(brightside.moduleByTab('Potentials')?.apiName).toBe('Deals');
    expect(brightside.moduleByTab('CustomModule5')?.apiName).toBe('Vehicles');
    expect([
      brightside.module('Leads').count(),
      brightside.module('Deals').count(),
      brightside.module('Vehicles').count(),
    ]).toEqual([300, 40, 25]);
  });

  it('finds the org of a page by its segment', () => {
    expect(world.orgOfPage('us', 'production', 'org808232144')?.key).toBe('brightside');
    expect(world.orgOfPage('us', 'sandbox', 'BrightsideStaging')?.key).toBe('brightside-sandbox');
    expect(world.orgOfPage('us', 'production', 'brightsidestaging')).toBeUndefined();
    expect(world.orgOfPage('eu', 'production')?.key).toBe('nordwind');
  });

  it('is the same on every start', () => {
    const again = createWorld(realClock()).org('brightside').module('Leads');
    const leads = brightside.module('Leads');
    for (const id of leads.ids(40)) {
      expect(again.record(id)).toMatchObject({ name: leads.record(id).name, tagNames: leads.tagNames(id) });
    }
    expect(createWorld(realClock()).credentials).toEqual(world.credentials);
  });

  it('gives ids of 19 digits that no other module shares', () => {
    const ids = brightside.modules.flatMap((module) => [
      ...module.ids(),
      module.id,
      ...module.tags().map((tag) => tag.id),
      ...module.views.map((view) => view.id),
    ]);
    expect(ids.every((id) => /^\d{19}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('makes 100,001 leads without making them', () => {
    const leads = createWorld(realClock(), { leads: 100_001 }).org('brightside').module('Leads');
    const last = leads.ids().at(-1)!;
    expect(leads.count()).toBe(100_001);
    expect(leads.record(last).name).not.toBe('');
  });
});

describe('a module', () => {
  const leads = createWorld(realClock()).org('brightside').module('Leads');
  const [first, second] = leads.ids(2) as [string, string];

  it('keeps what tests change', () => {
    leads.lock(first);
    leads.removeTag(first, 'Prime');
    leads.addTag(first, 'VIP');
    expect(leads.record(first)).toMatchObject({ locked: true, tagNames: ['Cold lead', 'Trade show 2026', 'VIP'] });
    leads.delete(second);
    expect(leads.find(second)).toBeUndefined();
    expect(() => leads.record(second)).toThrow(RangeError);
    expect(leads.ids(1)).toEqual([first]);
    expect(leads.count()).toBe(299);
  });

  it('lets a renamed tag follow and a deleted tag vanish', () => {
    leads.renameTag('VIP', 'Very important');
    expect(leads.tagNames(first)).toContain('Very important');
    leads.deleteTag('Very important');
    expect(leads.tagNames(first)).toEqual(['Cold lead', 'Trade show 2026']);
    leads.createTag('Very important');
    expect(leads.tagNames(first)).toEqual(['Cold lead', 'Trade show 2026']);
    expect(() => leads.deleteTag('Atlantis')).toThrow(RangeError);
  });
});
