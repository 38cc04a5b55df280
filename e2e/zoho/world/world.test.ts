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

describe('the org that needs cleaning', () => {
  const lumen = createWorld(realClock()).org('lumen');
  const leads = lumen.module('Leads');
  const tagged = lumen.modules.filter((module) => module.tags().length > 0);
  const names = (apiName: string) =>
    lumen
      .module(apiName)
      .tags()
      .map((tag) => tag.name);
  const countOf = (name: string) => leads.tagged(leads.tagStore.byName(name)!.id);

  it('has 180 tags in 6 modules, each name once', () => {
    expect(tagged.map((module) => [module.apiName, module.tags().length])).toEqual([
      ['Leads', 99],
      ['Accounts', 14],
      ['Contacts', 38],
      ['Deals', 20],
      ['Tasks', 4],
      ['Vehicles', 5],
    ]);
    expect(tagged.reduce((sum, module) => sum + module.tags().length, 0)).toBe(180);
    for (const { apiName } of tagged) expect(new Set(names(apiName)).size).toBe(names(apiName).length);
  });

  it('has one module one below its limit', () => {
    expect(leads.tags().length).toBe(lumen.limits.tagsPerModule - 1);
  });

  it('has look-alikes that records carry, and years that are none', () => {
    for (const name of ['VIP', 'vip', 'V.I.P.', 'Follow-up', 'Follow up', 'Trade show 2025', 'Trade show 2026'])
      expect([name, countOf(name) > 0]).toEqual([name, true]);
    const [composed, apart] = names('Leads').filter((name) => name.startsWith('Caf'));
    expect(composed).not.toBe(apart);
    expect(composed?.normalize('NFKC')).toBe(apart?.normalize('NFKC'));
  });

  it('has tags of no record, tags that nobody has used for a year, and tags that nobody ever used', () => {
    const year = Date.parse('2025-11-28T00:00:00Z');
    const empty = leads.tags().filter((tag) => leads.tagged(tag.id) === 0);
    const stale = leads.tags().filter((tag) => leads.tagged(tag.id) > 0 && (tag.usedAt ?? 0) < year);
    expect(empty.length).toBeGreaterThan(50);
    expect(empty.some((tag) => tag.usedAt === null) && empty.some((tag) => tag.usedAt !== null)).toBe(true);
    expect(stale.map((tag) => tag.name)).toEqual(expect.arrayContaining(['Old CRM', 'Trade show 2022']));
  });

  it('has tags that automation and views use, one of them on no record', () => {
    const uses = leads.rules.flatMap((rule) => rule.tagIds);
    expect(new Set(leads.rules.map((rule) => rule.kind))).toEqual(new Set(['Workflow', 'Blueprint', 'Orchestration']));
    expect(uses.some((id) => leads.tagged(id) === 0)).toBe(true);
    expect(leads.privateViews.map((view) => view.name)).toEqual(['Private newsletter list']);
  });

  it('has records at their tag limit, and records that nobody sees', () => {
    const full = leads.ids().filter((id) => leads.tagNames(id).length === lumen.limits.tagsPerRecord);
    expect(full).toHaveLength(10);
    for (const module of tagged)
      for (const id of module.ids()) expect(new Set(module.tagNames(id)).size).toBe(module.tagNames(id).length);
    expect(full.some((id) => leads.tagNames(id).includes('vip') && !leads.tagNames(id).includes('VIP'))).toBe(true);
    expect(leads.ids().filter((id) => !leads.seen(id))).toHaveLength(2);
  });
});
