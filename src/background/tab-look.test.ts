import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { overAllTabs, overTab, type TabLook, type ToolbarFacts } from './tab-look.ts';
import { END, runOf, basketOf, BRIGHTSIDE } from './testing/run.ts';

const LEADS = 'https://crm.zoho.com/crm/org1/tab/Leads';
const LIST = `${LEADS}/custom-view/581200000000087501/list`;
const RECORD = `${LEADS}/581200000001234001`;
const KANBAN = `${LEADS}/custom-view/581200000000087501/kanban`;
const DEALS = 'https://crm.zoho.com/crm/org1/tab/Potentials';
const HOME = 'https://crm.zoho.com/crm/org1/tab/Home';
const SEARCH = 'https://crm.zoho.com/crm/org1/search?searchword=ada';
const SETTINGS = 'https://crm.zoho.com/crm/org1/settings/modules';

const { module } = runOf({});
const none: ToolbarFacts = { runs: [], cleanups: [], basket: null, connections: [BRIGHTSIDE], vouched: [] };
const withBasket = { ...none, basket: basketOf(37) };

const IDLE: TabLook = { icon: 'active', title: 'Untag: remove tags', text: null };
const NO_TAGS: TabLook = { icon: 'inactive', title: 'Untag works on Zoho CRM pages', text: null };
const KEPT: TabLook = { icon: 'active', title: 'Untag: 37 leads in your list', text: '37' };

const over = (url: string, facts: ToolbarFacts): TabLook => overTab({ url, isFramed: false }, facts, END);
const framed = (url: string, facts: ToolbarFacts): TabLook => overTab({ url, isFramed: true }, facts, END);

describe('the button over a tab', () => {
  it.each([LEADS, LIST, RECORD, KANBAN, DEALS])('is idle over %s', (url) => {
    expect(over(url, none)).toEqual(IDLE);
    expect(over(url, { ...none, basket: basketOf(0) })).toEqual(IDLE);
  });

  it.each([HOME, SEARCH, SETTINGS])('says over %s where Untag works, whatever is in the basket', (url) => {
    expect(over(url, none)).toEqual(NO_TAGS);
    expect(over(url, withBasket)).toEqual(NO_TAGS);
  });

  it('counts the basket over the pages of its module, in four characters at most', () => {
    for (const url of [LEADS, LIST, RECORD, KANBAN]) expect(over(url, withBasket)).toEqual(KEPT);
    expect(over(DEALS, withBasket)).toEqual(IDLE);
    const title = 'Untag: 10,000 leads in your list';
    expect(over(LIST, { ...none, basket: basketOf(10_000) })).toEqual({ ...KEPT, text: '9k+', title });
  });

  it('counts over Activities what was ticked there: tasks, events or calls', () => {
    const tasks = { ...none, basket: basketOf(37, { ...module, apiName: 'Tasks', moduleSlug: 'Tasks' }) };
    for (const moduleSlug of ['Tasks', 'Activities'])
      expect(over(`https://crm.zoho.com/crm/org1/tab/${moduleSlug}`, tasks).text).toBe('37');
    expect(over('https://crm.zoho.com/crm/org1/tab/Calls', tasks).text).toBeNull();
  });

  it.each([
    ['another org', LIST.replace('org1', 'org2')],
    ['a sandbox', LIST.replace('crm.', 'crmsandbox.')],
    ['another data centre', LIST.replace('zoho.com', 'zoho.eu')],
    ['an org that the address does not say', LIST.replace('/org1', '')],
    ['an org of a name that is not known', LIST.replace('org1', 'sunny')],
  ])('counts nothing over %s', (_org, url) => {
    expect(over(url, withBasket)).toEqual(IDLE);
  });

  it('counts the basket where the user has vouched for the org, and not when its connection is gone', () => {
    const vouched = { ...withBasket, vouched: [`${BRIGHTSIDE.id} sunny`, `${BRIGHTSIDE.id} `] };
    expect(over(LIST.replace('org1', 'sunny'), vouched)).toEqual(KEPT);
    expect(over(LIST.replace('/org1', ''), vouched)).toEqual(KEPT);
    expect(over(LIST.replace('org1', 'shady'), vouched)).toEqual(IDLE);
    expect(over(LIST, { ...withBasket, connections: [] })).toEqual(IDLE);
  });

  it('is never inactive around a frame of the CRM, and counts the basket by its org', () => {
    for (const url of [LIST, DEALS, HOME]) {
      expect(framed(url, none)).toEqual(IDLE);
      expect(framed(url, withBasket)).toEqual(KEPT);
    }
    expect(framed(LIST.replace('org1', 'org2'), withBasket)).toEqual(IDLE);
  });
});

describe('a run', () => {
  const facts = { ...withBasket, runs: [runOf({ state: 'running', counts: { removed: 1, pending: 3 } })] };
  const title = 'Untag: 1 of 4 leads';

  it('wins over the basket and over what a page is, with the badge that is over all tabs', () => {
    expect(overAllTabs(facts, END)).toMatchObject({ text: '25%', title });
    expect(over(LIST, facts)).toEqual({ icon: 'active', title, text: null });
    expect(over(DEALS, facts)).toEqual({ icon: 'active', title, text: null });
    expect(over(HOME, facts)).toEqual({ icon: 'inactive', title, text: null });
  });

  it('gives way when its ten seconds are over', () => {
    const done = { ...withBasket, runs: [runOf({ counts: { removed: 9 } })] };
    expect(over(LIST, done)).toMatchObject({ title: 'Untag: removed from 9 leads', text: null });
    expect(overTab({ url: LIST, isFramed: false }, done, END + 11_000)).toEqual(KEPT);
    expect(overAllTabs(done, END + 11_000)).toMatchObject({ text: '', title: 'Untag works on Zoho CRM pages' });
  });
});

it('says over the tabs of other sites where Untag works, whatever is in the basket', () => {
  expect(overAllTabs(withBasket, END)).toMatchObject({ text: '', title: 'Untag works on Zoho CRM pages' });
});
