// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MARKUPS, NO_LIST_OF_THEIR_OWN, READABLE_LISTS } from '../../e2e/zoho/pages/list-variants.ts';
import { SwitchesPagesSchema } from '../../e2e/zoho/switches-pages.ts';
import { selectionWarnings } from '../popup/models/selection-warnings.ts';
import { openPage, org } from './fixtures/simulated-crm.ts';
import type { SimulatedPage } from './fixtures/simulated-crm.ts';

/** Rows that can be ticked. */
function boxed(page: SimulatedPage): string[] {
  return page.ids.slice(0, 6).filter((id) => page.row(id).querySelector('[data-select-box]') !== null);
}

it('every switch of the pages makes a list that is read here, or is turned by a test of its own', () => {
  const turned = READABLE_LISTS.flatMap(([, input]) => Object.keys(input));
  expect(new Set([...turned, ...NO_LIST_OF_THEIR_OWN])).toEqual(new Set(Object.keys(SwitchesPagesSchema.entries)));
});

describe.each(MARKUPS)('the simulated list in %s markup', (markup) => {
  it.each(READABLE_LISTS.filter((_, n) => process.env['UNTAG_TEST_ALL'] !== undefined || n % 3 === 0))(
    '%s: reads what is ticked',
    async (_name, input) => {
      const page = await openPage('Accounts', { ...input, markup });
      const [one, two, three] = boxed(page);
      page.click(three!, one!);
      expect(page.read()).toMatchObject({ ids: [one, three], refused: 0, disagreeing: 0, isReadable: true });
      page.click(one!, two!);
      expect(page.read()).toMatchObject({ ids: [two, three], refused: 0, disagreeing: 0 });
    },
  );

  it.each(['Leads', 'Contacts', 'Potentials', 'CustomModule5', 'Events', 'Tasks'])('reads %s', async (moduleSlug) => {
    const page = await openPage(moduleSlug, { markup });
    page.click(...boxed(page));
    expect(page.read()).toMatchObject({ ids: boxed(page), groups: [{ moduleSlug, ids: boxed(page) }], refused: 0 });
  });

  it('goes by classes after select-all, clear and a range', async () => {
    const page = await openPage('Leads?per_page=20', { markup, yesNoCells: 'checkbox' });
    page.click(page.ids[1]!);
    page.clickHeader();
    expect(page.read().ids).toEqual(page.ids);
    page.clear();
    expect(page.row(page.ids[1]!).querySelector<HTMLInputElement>('[data-select-box] input')!.checked).toBe(true);
    expect(page.read()).toMatchObject({ ids: [], refused: 0 });
    page.click(page.ids[3]!);
    page.shiftClick(page.ids[8]!);
    expect(page.read().ids).toEqual(page.ids.slice(3, 9));
  });

  it('refuses accounts that only links could tell from their parents', async () => {
    const page = await openPage('Accounts', { markup, idPlaces: [] });
    page.click(...page.ids.slice(0, 3));
    expect(page.read()).toMatchObject({ ids: [], refused: 3 });
    expect(selectionWarnings(page.answer())).toContainEqual({ kind: 'refused', rows: 3, ways: ['paste'] });
  });

  it('reads deals by their links past the contacts before them', async () => {
    const page = await openPage('Potentials', { markup, idPlaces: [] });
    page.click(...page.ids.slice(0, 3));
    expect(page.read()).toMatchObject({ ids: page.ids.slice(0, 3), refused: 0 });
  });

  it('refuses rows that carry no id and no link', async () => {
    const page = await openPage('Leads', { markup, idPlaces: [], nameLinks: false });
    page.click(...page.ids.slice(0, 2));
    expect(page.read()).toMatchObject({ ids: [], refused: 2 });
  });

  it.each(['number', 'sentence'] as const)('compares a count that is a %s', async (readableCount) => {
    const page = await openPage('Leads', { markup, readableCount, language: 'de' });
    page.click(...page.ids.slice(0, 2));
    expect(page.read().zohoCount).toBe(2);
    expect(selectionWarnings(page.answer())).toEqual([]);
  });

  it('reads 300 rows on one page, and has no other pages to warn of', async () => {
    const page = await openPage('Leads?per_page=500', { markup, pageSizes: [500] });
    page.clickHeader();
    expect(page.ids).toHaveLength(300);
    expect(page.answer()).toMatchObject({ ticked: { ids: page.ids, hasPages: false } });
    expect(selectionWarnings(page.answer())).toEqual([]);
  });

  it('reads a list whose address names no org', async () => {
    const page = await openPage('/crm/tab/Leads', { markup, withoutOrg: 'shown' });
    page.click(page.ids[1]!);
    expect(page.answer()).toMatchObject({
      context: { orgSegment: null, moduleSlug: 'Leads' },
      ticked: { ids: [page.ids[1]] },
    });
  });

  it('says that only this page is read where no count is', async () => {
    const page = await openPage('Leads', { markup });
    page.click(page.ids[0]!);
    expect(page.read()).toMatchObject({ zohoCount: null, hasPages: true });
    expect(selectionWarnings(page.answer())).toEqual([{ kind: 'this-page-only', ways: ['view', 'basket', 'paste'] }]);
  });

  it('says that the whole view is selected', async () => {
    const page = await openPage('Leads', { markup, wholeView: 'on', readableCount: 'sentence' });
    const total = org.module('Leads').count();
    expect(page.read()).toMatchObject({ isWholeView: true, zohoCount: total });
    expect(selectionWarnings(page.answer())).toEqual([
      { kind: 'whole-view', zoho: total, here: 0, ways: ['view', 'paste'] },
    ]);
  });
});

describe.each(['live', 'cx'] as const)('copies in %s markup', (markup) => {
  it('warns of those that have ticks of their own', async () => {
    const page = await openPage('Leads', { markup, fixedColumnClones: 'stale' });
    page.click(...page.ids.slice(0, 2));
    expect(page.read()).toMatchObject({ ids: page.ids.slice(0, 2), disagreeing: 2 });
  });
});

describe('other pages of the simulated CRM', () => {
  it('tells tasks, events and calls apart in Activities', async () => {
    const page = await openPage('Activities');
    page.click(...page.ids);
    const { ids, groups, refused } = page.read();
    expect([ids.toSorted(), refused]).toEqual([[...page.ids].toSorted(), 0]);
    for (const { moduleSlug, ids: some } of groups)
      expect(some.filter((id) => org.moduleByTab(moduleSlug)?.find(id) === undefined)).toEqual([]);
    expect(groups.length).toBeGreaterThan(1);
  });

  it.each(['kanban', 'canvas', 'sheet'])('says that it cannot read %s', async (shape) => {
    const view = org.module('Leads').views[0]!.id;
    const page = await openPage(`Leads/custom-view/${view}/${shape}`);
    for (const input of document.querySelectorAll<HTMLInputElement>('.crmSheet td input')) input.checked = true;
    const rows = shape === 'sheet' ? 10 : 0;
    expect(selectionWarnings(page.answer())).toEqual([
      { kind: 'unreadable', view: shape, rows, ways: ['view', 'paste'] },
    ]);
  });

  it('says that it cannot read search results', async () => {
    const page = await openPage(`/crm/${org.domainName}/search?searchword=a&isRelevance=false`);
    document.querySelector<HTMLInputElement>('.srResults input')!.checked = true;
    expect(selectionWarnings(page.answer())).toEqual([
      { kind: 'unreadable', view: 'search', rows: 1, ways: ['paste'] },
    ]);
  });

  it('takes the record of a record page, and says so when rows below it are ticked', async () => {
    const id = org.module('Leads').ids(1)[0]!;
    const page = await openPage(`Leads/${id}`);
    expect(page.answer()).toMatchObject({ context: { recordId: id }, ticked: { ids: [], elsewhere: 0 } });
    expect(selectionWarnings(page.answer())).toEqual([]);
    document.querySelector<HTMLInputElement>('.dvRelated lyte-tr input')!.checked = true;
    expect(selectionWarnings(page.answer())).toMatchObject([{ kind: 'unreadable', view: 'record', rows: 1 }]);
  });

  it('refuses rows of the old module that stay under the new address', async () => {
    const page = await openPage('Leads');
    page.click(...page.ids.slice(0, 2));
    expect(page.readAs('Contacts')).toMatchObject({ ids: [], refused: 2 });
  });

  it('reads the new list while the old one is still there, hidden', async () => {
    const page = await openPage('Leads');
    page.click(...page.ids.slice(0, 2));
    const old = document.querySelector('#crmApp')!.cloneNode(true) as HTMLElement;
    const next = await openPage('Leads?page=2');
    old.id = 'crmAppLeaving';
    old.hidden = true;
    document.querySelector('#crmApp')!.before(old);
    next.click(next.ids[4]!);
    expect(next.read()).toMatchObject({ ids: [next.ids[4]], refused: 0, disagreeing: 0 });
  });
});
