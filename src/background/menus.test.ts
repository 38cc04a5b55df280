import { fakeBrowser } from '../shared/testing/extension.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Module } from '../shared/run-summary.ts';
import { intentItem } from '../shared/stored-items.ts';
import { forgetTitle } from './menu-title.ts';
import { hearReport, onMenuClick } from './menus.ts';
import { forgetReports } from './report-rate.ts';

const LEADS: Module = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
};
const LIST = 'https://crm.zoho.com/crm/org1/tab/Leads/custom-view/581200000000087501/list';
const NEUTRAL = 'Remove tags from selected rows';
const report = { type: 'menu.report', ticked: 12, on: 'ticked', moduleSlug: 'Leads' } as const;

const PAGE = { id: 'untag', url: LIST, tab: { id: 7, active: true } };

let titles: string[] = [];
let hasMenu = true;

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.runtime.id = 'untag';
  forgetReports(7);
  vi.useFakeTimers();
  titles = [];
  hasMenu = true;
  Object.assign(fakeBrowser, {
    contextMenus: {
      update: async (_id: string, { title }: { title: string }) => {
        if (!hasMenu) throw new Error('Cannot find menu item with id untag');
        titles.push(title);
      },
    },
    action: { openPopup: async () => undefined },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the title', () => {
  it('has a number while it is fresh, and none a second later', async () => {
    await hearReport(report, PAGE, async () => LEADS);
    expect(titles).toEqual(['Remove tags from 12 leads…']);
    await vi.advanceTimersByTimeAsync(999);
    expect(titles).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(titles.at(-1)).toBe(NEUTRAL);
  });

  it('is that of the last right click, in whatever order their modules are found', async () => {
    let find: (module: Module) => void = () => undefined;
    const slow = hearReport(report, PAGE, () => new Promise((resolve) => (find = resolve)));
    await hearReport({ ...report, on: 'row' }, PAGE, async () => LEADS);
    find(LEADS);
    await slow;
    expect(titles).toEqual(['Remove tags from this lead…']);
  });

  it.each([
    ['another site', report, { ...PAGE, url: 'https://evil.example/crm/org1/tab/Leads' }],
    ['another extension', report, { ...PAGE, id: 'other' }],
    ['nobody', report, { id: 'untag' }],
    ['a page in the background', report, { ...PAGE, tab: { id: 7, active: false } }],
    ['a page that says nonsense', { ...report, ticked: -1 }, PAGE],
    ['a page with more rows than a list has', { ...report, ticked: 1_001 }, PAGE],
    ['a page that speaks of another module', { ...report, moduleSlug: 'Contacts' }, PAGE],
    ['a page of no module that speaks of one', report, { ...PAGE, url: 'https://crm.zoho.com/crm/org1/settings' }],
    ['a page that asks for something', { type: 'request', name: 'data.deleteAll' }, PAGE],
  ])('is not given by %s', async (_who, message, sender) => {
    await hearReport(message, sender, async () => LEADS);
    expect(titles).toEqual([]);
  });

  it('is left neutral by a page that reports more right clicks than a person makes, until it is quiet', async () => {
    for (let n = 0; n < 25; n += 1) await hearReport(report, PAGE, async () => LEADS);
    expect(titles).toHaveLength(20);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titles.at(-1)).toBe(NEUTRAL);
    await hearReport(report, { ...PAGE, tab: { id: 8, active: true } }, async () => LEADS);
    expect(titles.at(-1)).toBe('Remove tags from 12 leads…');
    await vi.advanceTimersByTimeAsync(10_000);
    await hearReport({ ...report, on: 'row' }, PAGE, async () => LEADS);
    expect(titles.at(-1)).toBe('Remove tags from this lead…');
  });

  it('is neutral again when a worker begins after one that died with its number, and there may be no menu', async () => {
    await hearReport(report, PAGE, async () => LEADS);
    vi.clearAllTimers();
    await forgetTitle();
    expect(titles.at(-1)).toBe(NEUTRAL);
    await hearReport(report, PAGE, async () => LEADS);
    hasMenu = false;
    await expect(forgetTitle()).resolves.toBeUndefined();
  });

  it('is left alone when a worker begins and no number is there', async () => {
    await forgetTitle();
    expect(titles).toEqual([]);
    await hearReport(report, PAGE, async () => LEADS);
    await vi.advanceTimersByTimeAsync(1_000);
    await forgetTitle();
    expect(titles).toEqual(['Remove tags from 12 leads…', NEUTRAL]);
  });
});

describe('a click in the menu', () => {
  const tab = { id: 7, windowId: 1, url: LIST };

  it.each([
    ['untag', null],
    ['choose:0', null],
    ['tag:572576700000901001:0', '572576700000901001'],
  ])('on %s leaves the popup a note', async (menuItemId, tagId) => {
    const keep = vi.fn<(tabId: number, frameId: number) => Promise<void>>(async () => undefined);
    onMenuClick({ menuItemId, frameId: 3 }, tab, keep);
    await vi.waitFor(async () =>
      expect(await intentItem.get()).toMatchObject({ tabId: 7, frameId: 3, url: LIST, tagId }),
    );
    expect(keep).not.toHaveBeenCalled();
  });

  it('on "Keep in the basket" opens nothing', async () => {
    const keep = vi.fn<(tabId: number, frameId: number) => Promise<void>>(async () => undefined);
    onMenuClick({ menuItemId: 'keep:0', frameId: 3 }, tab, keep);
    expect(keep).toHaveBeenCalledWith(7, 3);
    expect(await intentItem.get()).toBeNull();
  });
});
