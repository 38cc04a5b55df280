// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { header, idOf, LIST_PATH, list, lookup, read, recordLink, row, SKELETON } from './fixtures/list-markup.ts';
import type { RowSpec } from './fixtures/list-markup.ts';

const [one, two, three] = [idOf(1), idOf(2), idOf(3)];
const nothing = { ids: [], refused: 0, disagreeing: 0 };

describe.each(['live', 'cx', 'td'] as const)('ticks in %s markup', (markup) => {
  const rows = (...specs: RowSpec[]) => list(specs.map((spec) => row(spec, markup)).join(''), markup);

  it('reads the ticked rows, in the order of the page', () => {
    const page = rows({ id: two, ticked: true }, { id: three }, { id: one, ticked: true });
    expect(read(page)).toMatchObject({ ...nothing, ids: [two, one], rows: 3, isReadable: true });
    expect(read(page).groups).toEqual([{ moduleSlug: 'Leads', ids: [two, one] }]);
  });

  it('believes the class after select-all, where inputs stay unchecked', () => {
    const page = rows({ id: one, ticked: true, checked: false }, { id: two, ticked: true, checked: false });
    expect(read(page).ids).toEqual([one, two]);
  });

  it('believes the class after clear, where inputs stay checked', () => {
    expect(read(rows({ id: one, checked: true }, { id: two, ticked: true }))).toMatchObject({ ...nothing, ids: [two] });
  });

  it('leaves the header box out', () => {
    const ticked = header(markup, true);
    expect(read(list(ticked + row({ id: one }, markup), markup))).toMatchObject({ ...nothing, rows: 1 });
  });

  it('reads rows without a box as not ticked', () => {
    const page = rows({ id: one, hasBox: false, checked: true }, { id: two, ticked: true });
    expect(read(page)).toMatchObject({ ...nothing, ids: [two], rows: 2 });
  });
});

describe('signs of a tick when the class of the box is gone', () => {
  const plain = { hasState: false };

  it('goes by the class of the row', () => {
    const page = list(row({ id: one, ...plain, rowClass: 'lvTableRowSelected' }) + row({ id: two, ...plain }));
    expect(read(page)).toMatchObject({ ...nothing, ids: [one] });
  });

  it.each(['aria-selected', 'aria-checked'])('goes by %s before the native input', (name) => {
    const page = list(
      row({ id: one, ...plain, rowAttributes: `${name}="true"` }) +
        row({ id: two, ...plain, checked: true, rowAttributes: `${name}="false"` }),
    );
    expect(read(page)).toMatchObject({ ...nothing, ids: [one] });
  });

  it('goes by the native input when there is nothing else', () => {
    const page = list(row({ id: one, ...plain, checked: true }) + row({ id: two, ...plain }));
    expect(read(page)).toMatchObject({ ...nothing, ids: [one] });
  });

  it('counts a row that only its input calls ticked, while others carry a better sign', () => {
    const page = list(row({ id: one, ...plain, rowClass: 'rowSelected' }) + row({ id: two, ...plain, checked: true }));
    expect(read(page)).toMatchObject({ ids: [one], refused: 1 });
  });

  it('says that it cannot read a list whose boxes have another markup', () => {
    const strange = `<lyte-exptable-tr id="${one}"><lyte-exptable-td><i class="newBox on"></i></lyte-exptable-td></lyte-exptable-tr>`;
    expect(read(list(strange))).toMatchObject({ ...nothing, isReadable: false });
  });
});

describe('the record of a ticked row', () => {
  const bare = (cells: string) => list(row({ id: null, ticked: true, cells }), 'live', 'cx-prop-module="Leads"');

  it.each([
    ['the row', `<lyte-exptable-tr id="${one}">`, ''],
    ['the component', '<lyte-exptable-tr>', ` id="selectEntity_${one}"`],
    ['a property of the component', '<lyte-exptable-tr>', ` data-id="selectEntity" lt-prop-id="${one}"`],
  ])('is told by %s', (_place, tag, attributes) => {
    const box = `<lyte-checkbox${attributes}><label><input type="checkbox"><span class="customCheckBoxChecked"></span></label></lyte-checkbox>`;
    const page = list(`${tag}<lyte-exptable-td class="lvCheckboxCol">${box}</lyte-exptable-td></lyte-exptable-tr>`);
    expect(read(page)).toMatchObject({ ...nothing, ids: [one] });
  });

  it.each([
    ['a cell', `<lyte-exptable-td data-zcqa="td_${one}_prefix-2"></lyte-exptable-td>`],
    ['a named cell', `<lyte-exptable-td data-zcqa="column_${one}_Lead_Name"></lyte-exptable-td>`],
    ['the edit icon', `<lyte-exptable-td><i data-zcqa="listViewEdit_${one}"></i></lyte-exptable-td>`],
    ['the name link', `<lyte-exptable-td><a id="listView_${one}">Ada</a></lyte-exptable-td>`],
    ['a single link of the module', lookup(one)],
    ['an old link', `<lyte-exptable-td><a href="/crm/EntityInfo.do?module=Leads&id=${one}">Ada</a></lyte-exptable-td>`],
    ['an edit link', `<lyte-exptable-td><a href="EditEntity.do?id=${one}&module=Leads"></a></lyte-exptable-td>`],
    ['its own link after another module', lookup(idOf(9, 2), 'Contacts') + lookup(one)],
  ])('is told by %s', (_place, cells) => {
    expect(read(bare(cells))).toMatchObject({ ...nothing, ids: [one] });
  });

  it('is its own, whatever lookups come first', () => {
    const cells = lookup(idOf(9, 2), 'Contacts') + lookup(two);
    expect(read(list(row({ id: one, ticked: true, cells })))).toMatchObject({ ...nothing, ids: [one] });
  });

  it.each([
    ['two own ids', list(row({ id: one, ticked: true, cells: `<a id="listView_${two}"></a>` }))],
    ['two links of the module', bare(lookup(one) + lookup(two))],
    ['links of other modules only', bare(lookup(idOf(9, 2), 'Contacts'))],
    ['no trace of one', bare('')],
    ['a name that looks like an id', bare(`<a data-zcqa="${one}">${one}</a>`)],
    ['its id in another module', list(row({ id: one, ticked: true, module: 'Contacts' }))],
  ])('is refused and counted when there is %s', (_what, page) => {
    expect(read(page)).toMatchObject({ ids: [], refused: 1 });
  });

  it('is refused when two rows lead to one record by a link: it is a lookup of both', () => {
    const same = row({ id: null, ticked: true, cells: lookup(three) });
    expect(read(list(same + same))).toMatchObject({ ids: [], refused: 2 });
  });

  it('is refused in the list of another module, where a link to this one is a lookup', () => {
    const page = list(row({ id: null, ticked: true, cells: lookup(one) }), 'live', 'cx-prop-module="Potentials"');
    expect(read(page)).toMatchObject({ ids: [], refused: 1 });
  });

  it.each([
    ['Potentials', 'Deals'],
    ['Events', 'Meetings'],
    ['SalesOrders', 'Sales_Orders'],
    ['Services', 'Services__s'],
    ['CustomModule5', 'Vehicles'],
  ])('is read in %s where the list calls itself %s', (moduleSlug, name) => {
    const page = list(row({ id: one, ticked: true, module: moduleSlug }), 'live', `cx-prop-module="${name}"`);
    expect(read(page, LIST_PATH.replace('Leads', moduleSlug)).ids).toEqual([one]);
  });

  it('comes with its kind in Activities, and is refused without', () => {
    const kinds = ['Tasks', 'Calls', 'Tasks'].map((module, at) => row({ id: idOf(at), ticked: true, module })).join('');
    const page = list(
      kinds + row({ id: two + '1', ticked: true, hasLink: false }),
      'live',
      'cx-prop-module="Activities"',
    );
    const found = read(page, LIST_PATH.replace('Leads', 'Activities'));
    expect(found.refused).toBe(1);
    expect(found.groups).toEqual([
      { moduleSlug: 'Tasks', ids: [idOf(0), idOf(2)] },
      { moduleSlug: 'Calls', ids: [idOf(1)] },
    ]);
  });
});

describe('rows that stand twice', () => {
  const beside = (rows: string) =>
    `<div class="lyteExpTableFixedTableWrap"><lyte-exptable>${rows}</lyte-exptable></div>`;
  const attributes = 'cx-prop-module="Leads"';

  it('are read once, from the table proper', () => {
    const rows = row({ id: one, ticked: true }) + row({ id: two });
    expect(read(list(rows, 'live', attributes, beside(rows)))).toMatchObject({ ...nothing, ids: [one], rows: 2 });
  });

  it('are counted where they disagree, whichever is ticked', () => {
    const main = row({ id: one, ticked: true }) + row({ id: two }) + row({ id: three, ticked: true });
    const copy = row({ id: one }) + row({ id: two, ticked: true }) + row({ id: three, ticked: true });
    const page = list(main, 'live', attributes, beside(header() + copy));
    expect(read(page)).toMatchObject({ ids: [one, three], disagreeing: 2 });
  });

  it('are read once and counted where the table itself has them twice', () => {
    const twice = row({ id: one, ticked: true }) + row({ id: one, ticked: true });
    expect(read(list(twice))).toMatchObject({ ...nothing, ids: [one] });
    expect(read(list(row({ id: one, ticked: true }) + row({ id: one })))).toMatchObject({ ids: [one], disagreeing: 1 });
  });

  it('are not skeletons', () => {
    expect(read(list(row({ id: one, ticked: true }) + SKELETON))).toMatchObject({ rows: 1, ids: [one] });
  });

  it('are the inner ones of rows in rows', () => {
    const page = `<div id="listcrux"><div role="row">${list(row({ id: one, ticked: true }, 'td'), 'td')}</div></div>`;
    expect(read(page)).toMatchObject({ ...nothing, ids: [one], rows: 1 });
  });
});

describe('links', () => {
  it('may carry a query or a fragment', () => {
    const cells = `<a href="${recordLink(one)}?tab=1#notes">Ada</a>`;
    expect(read(list(row({ id: null, ticked: true, cells }))).ids).toEqual([one]);
  });
});
