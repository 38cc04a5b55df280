// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { header, idOf, list, read, row, VIEW_ID } from './fixtures/list-markup.ts';

const [one, two] = [idOf(1), idOf(2)];
const ours = list(row({ id: one, ticked: true }));
const other = list(row({ id: two, ticked: true, module: 'Contacts' }), 'live', 'cx-prop-module="Contacts"');
const decoy = row({ id: two, ticked: true });

describe('the list among others', () => {
  it.each([
    ['a list of another module before it', other + ours],
    ['a list of another module after it', ours + other],
    ['a hidden list of the same module', `<div hidden>${list(decoy)}</div>${ours}`],
    ['a list that styles hide', `<div style="display: none">${list(decoy)}</div>${ours}`],
    ['an unnamed list before it', list(decoy, 'live', '') + ours],
    ['a list in a dialog', `<div role="dialog">${list(decoy)}</div>${ours}`],
    ['a list in a wormhole', `<lyte-wormhole>${list(decoy)}</lyte-wormhole>${ours}`],
    ['a filter panel', `<div id="lv_left_filter"><table>${decoy}</table></div>${ours}`],
    ['filters of a form', `<form name="customViewSmartFilters">${list(decoy)}</form>${ours}`],
    ['a smart filter', `<crux-smart-filter>${list(decoy)}</crux-smart-filter>${ours}`],
    ['a dropdown', `<lyte-drop-box>${decoy}</lyte-drop-box>${ours}`],
    ['a related list', `<crm-related-list-view-header>${list(decoy)}</crm-related-list-view-header>${ours}`],
  ])('is found beside %s', (_what, page) => {
    expect(read(`<crux-list-view id="listcrux">${page}</crux-list-view>`)).toMatchObject({
      ids: [one],
      refused: 0,
      disagreeing: 0,
      rows: 1,
      isReadable: true,
    });
  });

  it('is found without its component, by its outermost part', () => {
    const page = `<div id="listcrux"><div id="lv_left_filter"><table><tr><td class="lvCB">x</td></tr></table></div>
      <lyte-expresstable>${header()}${row({ id: one, ticked: true })}</lyte-expresstable></div>`;
    expect(read(page)).toMatchObject({ ids: [one], rows: 1 });
  });

  it('leaves out rows of the filter panel inside it', () => {
    const panel = `<div id="lv_left_filter"><table><tbody>${row({ id: two, ticked: true }, 'td')}</tbody></table></div>`;
    const table = `<table><tbody>${row({ id: one, ticked: true }, 'td')}</tbody></table>`;
    expect(read(`<div id="listcrux">${panel}${table}</div>`)).toMatchObject({ ids: [one], rows: 1 });
  });

  it('is the unnamed one that has rows', () => {
    expect(read(list('', 'live', '') + list(row({ id: one, ticked: true }), 'live', ''))).toMatchObject({ ids: [one] });
  });

  it('is the empty one of the module, not the full one of another', () => {
    expect(read(list('') + other)).toMatchObject({ ids: [], refused: 0, rows: 0, isReadable: true });
  });

  it('does not count boxes of inline-edited fields', () => {
    const field = `<lyte-exptable-td class="lv_data_boolean"><lyte-checkbox class="lyteCboxChecked"><label><input type="checkbox" checked>
      <span class="customCheckBoxChecked"></span></label></lyte-checkbox></lyte-exptable-td>`;
    const rows = row({ id: one, cells: field }) + row({ id: two, ticked: true, cells: field });
    expect(read(list(rows))).toMatchObject({ ids: [two], refused: 0 });
  });
});

describe('pages whose ticks are not read', () => {
  const view = `/crm/org1/tab/Leads/custom-view/${VIEW_ID}`;

  it.each([
    `${view}/kanban`,
    `${view}/canvas`,
    `${view}/sheet`,
    '/crm/org1/search?searchword=ada',
    `/crm/org1/tab/Leads/${one}`,
    '/crm/org1/tab/Home',
    '/crm/org1/tab/Leads/list',
  ])('%s: nothing is read, ticked boxes are counted', (path) => {
    const rows = `<table>${header('td', true)}${row({ id: one, ticked: true }, 'td')}${row({ id: two }, 'td')}</table>`;
    expect(read(rows, path)).toMatchObject({ ids: [], rows: 0, elsewhere: 1, isReadable: false });
  });

  it('says so when a list has no table that Untag knows', () => {
    expect(read('<main><ul><li>Ada Byron</li></ul></main>')).toMatchObject({ ids: [], isReadable: false });
  });

  it('reads a view of a kind that it does not know, if it looks like a list', () => {
    expect(read(ours, `${view}/split`)).toMatchObject({ ids: [one], isReadable: true });
    expect(read('<p>Chart</p>', `${view}/chart`)).toMatchObject({ ids: [], isReadable: false });
  });
});
