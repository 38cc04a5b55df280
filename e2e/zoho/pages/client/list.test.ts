// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { aliveList, found } from '../list-for-tests.ts';
import { createSelectionKeeper } from './selection.ts';

/** Places of what is true. */
function at(flags: boolean[]): number[] {
  return flags.flatMap((flag, place) => (flag ? [place] : []));
}

test('a click ticks one row: class of its span, classes of its box, native input, event', () => {
  const list = aliveList({ tickedRowClass: 'lvRowSelected' });
  const box = list.rows()[3]?.querySelector('lyte-checkbox');
  const heard = vi.fn<(event: Event) => void>();
  box?.addEventListener('checkboxchange', heard);
  list.click(3);
  expect(at(list.ticked())).toEqual([3]);
  expect(at(list.inputs())).toEqual([3]);
  expect(box?.className).toBe('lyteCboxChecked');
  expect(box?.getAttribute('lt-prop-class')).toBe('customCheckBoxChecked');
  expect(list.rows()[3]?.className).toBe('lvRowSelected');
  expect(heard).toHaveBeenCalledOnce();
  list.click(3);
  expect(at(list.ticked())).toEqual([]);
  expect(box?.className).toBe('lyteCboxUnchecked');
  expect(list.rows()[3]?.className).toBe('');
});

test('a range by shift-click changes classes, and only the clicked inputs', () => {
  const list = aliveList();
  list.click(2);
  list.click(6, true);
  expect(at(list.ticked())).toEqual([2, 3, 4, 5, 6]);
  expect(at(list.inputs())).toEqual([2, 6]);
});

test('select all on page ticks every row and touches no input; a second click unticks them', () => {
  const list = aliveList();
  list.clickHeader();
  expect(list.ticked().every(Boolean)).toBe(true);
  expect(at(list.inputs())).toEqual([]);
  expect(list.rows()[0]?.querySelector('lyte-checkbox')?.className).toBe('');
  expect(list.header()).toBe('customCheckBoxChecked');
  list.clickHeader();
  expect(at(list.ticked())).toEqual([]);
  expect(list.header()).toBe('customCheckBox');
});

test('after select all, unticking one row by hand leaves its input checked: the two disagree', () => {
  const list = aliveList();
  list.clickHeader();
  list.click(4);
  expect(list.ticked()[4]).toBe(false);
  expect(list.inputs()[4]).toBe(true);
});

test('clear unticks every row and leaves the inputs as the user left them', () => {
  const list = aliveList();
  list.click(1);
  list.clickOn('[data-zcqa="clearRecords"]');
  expect(at(list.ticked())).toEqual([]);
  expect(at(list.inputs())).toEqual([1]);
});

test('the header shows that only some rows are ticked', () => {
  const list = aliveList({ markup: 'cx' });
  list.click(0);
  expect(list.header()).toBe('cxListVwCustomCheckBox cxListVwPartialselect');
});

test('inputsFollow: select all and clear may change the inputs too', () => {
  const list = aliveList({ inputsFollow: true });
  list.clickHeader();
  expect(list.inputs().every(Boolean)).toBe(true);
  list.clickOn('[data-zcqa="clearRecords"]');
  expect(at(list.inputs())).toEqual([]);
});

test('ariaStates: rows say that they are selected', () => {
  const list = aliveList({ ariaStates: true });
  list.click(0);
  expect(
    list
      .rows()
      .map((row) => row.getAttribute('aria-selected'))
      .slice(0, 2),
  ).toEqual(['true', 'false']);
  expect(aliveList().rows()[0]?.hasAttribute('aria-selected')).toBe(false);
});

test('the selection outlives the page of rows, by classes only, and ends with another order', () => {
  const keeper = createSelectionKeeper();
  const first = aliveList({}, { keeper, query: 'per_page=10' });
  first.click(0);
  first.click(2);
  const second = aliveList({}, { keeper, query: 'per_page=10&page=2' });
  expect(at(second.ticked())).toEqual([]);
  expect(found<HTMLElement>('.lvSelectionBar').hidden).toBe(false);
  const back = aliveList({}, { keeper, query: 'per_page=10' });
  expect(at(back.ticked())).toEqual([0, 2]);
  expect(at(back.inputs())).toEqual([]);
  const sorted = aliveList({}, { keeper, query: 'per_page=10&sort_by=5725767000000002603&sort_order=desc' });
  expect(at(sorted.ticked())).toEqual([]);
  expect(found<HTMLElement>('.lvSelectionBar').hidden).toBe(true);
});

test('selectLimit: the next row stays unticked, and the page says why', () => {
  const list = aliveList({ selectLimit: 2 });
  list.clickHeader();
  expect(at(list.ticked())).toEqual([0, 1]);
  expect(found<HTMLElement>('#crmNote').textContent).toBe('You can select up to 2 records at a time.');
});

test('readableCount: nothing, a number of its own, or a sentence in the page language', () => {
  aliveList().click(0);
  expect(found('.lvSelectionBar').textContent).not.toMatch(/\b1\b/);
  const number = aliveList({ readableCount: 'number' });
  number.click(0);
  number.click(1);
  expect(found('.cxLvSelectedCount').textContent).toBe('2');
  aliveList({ readableCount: 'sentence', language: 'de' }).clickHeader();
  expect(found('.cxLvSelectedCount').textContent).toBe('20 Datensätze ausgewählt');
});

test('wholeView: offered once the page is ticked, then on; or on from the start; or not there', () => {
  const offered = aliveList();
  const offer = () => found<HTMLElement>('#selectAllRecords');
  const isOn = () => found('#cxLvViewContainer').classList.contains('cxLvShowOverlay');
  offered.click(0);
  expect(offer().hidden).toBe(true);
  offered.clickHeader();
  expect(offer().hidden).toBe(false);
  offered.clickOn('#selectAllRecords');
  expect(isOn()).toBe(true);
  offered.clickOn('[data-zcqa="clearRecords"]');
  expect(isOn()).toBe(false);
  aliveList({ wholeView: 'on' });
  expect(isOn()).toBe(true);
  aliveList({ wholeView: 'none' }).clickHeader();
  expect(document.querySelector('#selectAllRecords')).toBeNull();
});

test('fixedColumnClones: the copies follow, or keep ticks of their own', () => {
  const clones = () => [...document.querySelectorAll('.lyteExpTableFixedTableWrap [data-zcqa="detailView"] span')];
  const tickedClones = () => clones().filter((span) => span.className === 'customCheckBoxChecked').length;
  aliveList({ fixedColumnClones: 'inStep' }).click(5);
  expect(tickedClones()).toBe(1);
  aliveList({ fixedColumnClones: 'stale' }).click(5);
  expect(tickedClones()).toBe(0);
  expect(clones().length).toBeGreaterThan(0);
  aliveList().click(5);
  expect(clones()).toHaveLength(0);
});

test('rows without a box are left out of select all and of ranges', () => {
  const list = aliveList({ rowsWithoutCheckboxEvery: 5 });
  list.clickHeader();
  expect(at(list.ticked())).not.toContain(4);
  expect(at(list.ticked())).toHaveLength(16);
  expect(list.header()).toBe('customCheckBoxChecked');
});

test('a yes/no box of a row ticks the field and not the row', () => {
  const list = aliveList({ yesNoCells: 'checkbox' });
  const [, field] = list.rows()[0]?.querySelectorAll<HTMLInputElement>('lyte-checkbox input') ?? [];
  field?.click();
  expect(at(list.ticked())).toEqual([]);
});

test('twoHeaderBoxes: both show the same', () => {
  const list = aliveList({ twoHeaderBoxes: true });
  list.click(0);
  const spans = [...document.querySelectorAll('#selectCheckbox label > span')].map((span) => span.className);
  expect(spans).toEqual(['customCheckBox partialselect', 'customCheckBox partialselect']);
});
