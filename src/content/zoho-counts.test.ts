// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { idOf, list, read, row } from './fixtures/list-markup.ts';
import { onlyNumberIn } from './zoho-counts.ts';

const rows = list(row({ id: idOf(1), ticked: true }) + row({ id: idOf(2) }));
const clear = '<a id="selectAllEntity" data-zcqa="clearRecords">Clear</a>';
const all = '<a id="selectAllRecords" class="cxLvHeaderSelectAllBtn">Select all 1,240 records</a>';

describe('onlyNumberIn', () => {
  it.each([
    ['120', 120],
    ['120 selected', 120],
    ['1,240 Records Selected', 1240],
    ['1.240 ausgewählt', 1240],
    ['1 240 sélectionnés', 1240],
    ["1'240'000", 1240000],
    ['1240件を選択', 1240],
    ['١٬٢٤٠ محدد', 1240],
    ['۱۲۰ انتخاب شد', 120],
    ['１２０件を選択', 120],
    ['१,२३,४५६ चयनित', 123456],
    ['1,23,456 selected', 123456],
    ['12 34', null],
    ['50 of 300 selected', null],
    ['all selected', null],
    ['', null],
  ])('%s', (text, count) => {
    expect(onlyNumberIn(text)).toBe(count);
  });
});

describe('how many Zoho says are selected', () => {
  it.each([
    ['beside the clear link', `<div><span>120 selected</span>${clear}</div>`, 120],
    ['as a number of its own', `<div>120 ${clear}</div>`, 120],
    ['one step further out', `<div><b>120</b><div>${clear}</div></div>`, 120],
    ['not from the offer to select all', `<div>${all}${clear}</div>`, null],
    ['not from buttons', `<div><button>Send 5</button><span role="button">7</span>${clear}</div>`, null],
    ['not from a hidden bar', `<div hidden><span>120 selected</span>${clear}</div>`, null],
    ['not from two numbers', `<div>50 of 300 ${clear}</div>`, null],
    ['in Arabic digits', `<div><span>تم تحديد ١٢٠</span>${clear}</div>`, 120],
    ['not from the number of all rows', `<div><b id="totalCountNo">300</b><div>${clear}</div></div>`, null],
    [
      'not from a cell of the list',
      `<div>${list(row({ id: null, cells: '<i>99</i>' }))}<div>${clear}</div></div>`,
      null,
    ],
    ['not from far away', `<p>99 leads</p><div><div><div>${clear}</div></div></div>`, null],
    ['nowhere', '', null],
  ])('is read %s', (_where, bar, count) => {
    expect(read(`<section>${bar}</section>${rows}`).zohoCount).toBe(count);
  });
});

describe('the whole view', () => {
  it.each([
    ['<div id="cxLvViewContainer" class="cxLvShowOverlay">', true],
    ['<div id="lvViewContainer" class="a lvShowOverlay">', true],
    ['<div id="cxLvViewContainer">', false],
    ['<div id="cxLvViewContainer" class="cxLvShowOverlay" hidden>', false],
  ])('in %s is on: %s', (tag, isOn) => {
    const marked = tag.includes('hidden') ? `${tag}</div>${rows}` : `${tag}${rows}</div>`;
    expect(read(marked).isWholeView).toBe(isOn);
  });
});

describe('other pages of a list', () => {
  it.each([
    ['<b id="totalCountNo">2</b>', false],
    ['<b id="totalCountNo">3</b>', true],
    ['<span class="cxLvRecordCount">1,240</span>', true],
    ['<b id="totalCountNo">…</b>', true],
    ['', true],
  ])('with %s there may be more: %s', (footer, hasPages) => {
    expect(read(rows + footer).hasPages).toBe(hasPages);
  });
});
