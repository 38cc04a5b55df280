// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { SwitchesInput } from '../../switches.ts';
import { drawn } from '../list-for-tests.ts';
import type { ListChoice } from '../list-for-tests.ts';

function page(switches: SwitchesInput = {}, choice: ListChoice = {}) {
  const { model, markup, world } = drawn({ firstRows: 0, ...switches }, choice);
  document.body.innerHTML = markup;
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  return { model, world, all, rows: all('.lvRows [data-zcqa="detailView"]'), id: model.rows[0]?.id ?? '' };
}

test('live: a row carries the names that public tools select', () => {
  const { rows, all, id, model } = page();
  expect(all('crux-table-component')[0]?.getAttribute('cx-prop-module')).toBe('Leads');
  expect(all('.lyteExpTableOrigTableInnerWrap lyte-exptable-tr:not(#listviewHeaderRow)')).toHaveLength(
    model.rows.length,
  );
  const [row] = rows;
  expect(row?.tagName).toBe('LYTE-EXPTABLE-TR');
  expect(row?.id).toBe(id);
  expect(row?.getAttribute('role')).toBe('row');
  expect(row?.querySelector('.lvCheckboxCol lyte-checkbox[data-id="selectEntity"]')?.id).toBe(`selectEntity_${id}`);
  expect(row?.querySelector('label.lyteCheckbox.lyteDefault > input[type="checkbox"]')?.id).toBe(id);
  expect(row?.querySelector('label > span')?.className).toBe('customCheckBox');
  const link = row?.querySelector('link-to > a.cxLink.cxLookupViewWrapper');
  expect(link?.id).toBe(`listView_${id}`);
  expect(link?.getAttribute('href')).toBe(`/crm/org808232144/tab/Leads/${id}`);
  expect(all('#listviewHeaderRow #selectAllEntity')).toHaveLength(1);
});

test('markup cx: the same with the component’s own names', () => {
  const { rows, all } = page({ markup: 'cx' });
  expect(all('#cxLvTableHeaderRow')).toHaveLength(1);
  expect(all('#cxListViewTable')).toHaveLength(1);
  expect(rows[0]?.querySelector('.cxLvCheckboxCol .cxListVwCustomCheckBox')).not.toBeNull();
  expect(all('.customCheckBox')).toHaveLength(0);
});

test('markup legacyTd: a plain table, ids in old links', () => {
  const { rows, id, all } = page({ markup: 'legacyTd' });
  expect(rows[0]?.tagName).toBe('TR');
  expect(rows[0]?.id).toBe('');
  expect(rows[0]?.querySelector('td.lvCB.fixedColumnLV.LVSecondCol span.customCheckBox')).not.toBeNull();
  expect(all(`a[href="/crm/EntityInfo.do?module=Leads&id=${id}"]`)).toHaveLength(1);
  expect(rows[0]?.querySelector('[data-params]')?.getAttribute('data-params')).toBe(
    JSON.stringify({ module: 'Leads', id }),
  );
});

test.each([
  ['row', (id: string) => `lyte-exptable-tr[id="${id}"]`],
  ['checkbox', (id: string) => `#selectEntity_${id}`],
  ['input', (id: string) => `input[id="${id}"]`],
  ['link', (id: string) => `#listView_${id}`],
  ['cells', (id: string) => `[data-zcqa^="td_${id}_"]`],
] as const)(
  'idPlaces: the id may stand on the %s and nowhere else but in the address of the name',
  (place, selector) => {
    const { rows, id } = page({ idPlaces: [place] });
    const row = rows[0];
    expect(row?.matches(selector(id)) === true || row?.querySelector(selector(id)) !== null).toBe(true);
    const without = page({ idPlaces: [] }).rows[0]?.outerHTML ?? '';
    expect(without.split(id)).toHaveLength(2);
  },
);

test('nameLinks: names may be plain text', () => {
  expect(page({ nameLinks: false, idPlaces: [] }).rows[0]?.outerHTML).not.toContain('/tab/Leads/');
});

test('rowRoles: rows may have no role', () => {
  expect(page({ rowRoles: false }).all('[role="row"]')).toHaveLength(0);
});

test('tickedRowClass follows the markup unless told', () => {
  const classIn = (switches: SwitchesInput) => /"tickedRowClass":"(\w*)"/.exec(drawn(switches).markup)?.[1];
  expect(classIn({})).toBe('');
  expect(classIn({ markup: 'cx' })).toBe('cxLvTableRowSelected');
  expect(classIn({ tickedRowClass: 'lvTableRowSelected' })).toBe('lvTableRowSelected');
});

test('pageSizes and defaultPageSize', () => {
  expect(page({}, { query: 'per_page=30' }).rows).toHaveLength(30);
  expect(page({}, { query: 'per_page=200' }).rows).toHaveLength(20);
  expect(page({ pageSizes: [50, 100, 200] }, { query: 'per_page=200' }).rows).toHaveLength(60);
  expect(page({ defaultPageSize: 10 }).rows).toHaveLength(10);
  expect(page().all('#pageSizeMenu a')).toHaveLength(6);
});

test('firstRows: the rest waits in a template, with two skeleton rows in its place', () => {
  const { rows, all, model } = page({ firstRows: 12 });
  expect(rows).toHaveLength(12);
  expect(all('.cxTableEmptyRow.cxTableDownRow:not([id])')).toHaveLength(2);
  expect(document.querySelector<HTMLTemplateElement>('template.lateRows')?.content.children).toHaveLength(
    model.rows.length - 12,
  );
});

test('rows under approval or locked have an icon and no checkbox, by switch or by the record’s own state', () => {
  const some = page({ rowsWithoutCheckboxEvery: 4 });
  expect(some.all('.lvCheckboxCol .cxLvWaitingApprovalIcon')).toHaveLength(3);
  expect(some.all('.lvCheckboxCol .cxLvLockIcon')).toHaveLength(2);
  expect(some.rows.filter((row) => row.querySelector('input') === null)).toHaveLength(5);
  some.world.org('brightside').module('Leads').lock(some.id);
  const own = page({}, { world: some.world });
  expect(own.rows.filter((row) => row.querySelector('input') === null).map((row) => row.id)).toEqual([some.id]);
});

test('yesNoCells: left out, a mark, or a checkbox like the row’s own', () => {
  expect(page().all('.lv_data_yesNo')).toHaveLength(0);
  expect(page({ yesNoCells: 'mark' }).all('.lvRows .criteria-yes').length).toBeGreaterThan(0);
  const [row] = page({ yesNoCells: 'checkbox' }).rows;
  const cell = row?.querySelector('.lv_data_yesNo');
  expect(cell?.querySelector('lyte-checkbox span')?.className).toBe('customCheckBoxChecked');
  expect(cell?.querySelector<HTMLInputElement>('input')?.checked).toBe(true);
});

test('tagColumn: every tag of a record is in the page, those that do not fit are not shown', () => {
  const { rows, model } = page();
  const place = model.rows.findIndex((row) => row.tags.length > 3);
  const tags = [...(rows[place]?.querySelectorAll<HTMLElement>('.cxLvTableTagElem .tagElementList') ?? [])];
  expect(tags.map((tag) => tag.textContent)).toEqual(model.rows[place]?.tags.map((tag) => tag.name));
  const hidden = tags.filter((tag) => tag.style.display === 'none').length;
  expect(hidden).toBeGreaterThan(0);
  expect(rows[place]?.querySelector('.moreCount')?.textContent).toBe(`${hidden} More`);
  expect(page({ tagColumn: false }).all('.tagElementList')).toHaveLength(0);
});

test('a lookup to another module, or to the same one, may stand before the name', () => {
  const hrefs = (module: string) => page({}, { module }).rows[0]?.querySelectorAll('a');
  expect([...(hrefs('Deals') ?? [])].map((link) => /\/tab\/(\w+)\//.exec(link.href)?.[1])).toEqual([
    'Contacts',
    'Potentials',
    'Accounts',
  ]);
  const [parent, own] = [...(hrefs('Accounts') ?? [])].map((link) => link.getAttribute('href'));
  expect(parent).toMatch(/\/tab\/Accounts\/\d+$/);
  expect(own).toMatch(/\/tab\/Accounts\/\d+$/);
  expect(parent).not.toBe(own);
});

test('decoys: the filter panel and the dropdown of columns have checkboxes of their own', () => {
  expect(page().all('lyte-dropdown input:checked').length).toBeGreaterThan(4);
  expect(
    page().all('#lv_left_filter form[name="customViewSmartFilters"] input[type="checkbox"]').length,
  ).toBeGreaterThan(5);
});

test('language: words change, names do not', () => {
  const { all, rows } = page({ language: 'ja' });
  expect(all('#moreAct')[0]?.textContent).toBe('操作');
  expect(rows[0]?.querySelector('.customCheckBox')).not.toBeNull();
});
