// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aliveList, found } from '../list-for-tests.ts';
import { appendLateRows } from './late-rows.ts';
import { createSelectionKeeper } from './selection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const selected = 'customCheckBoxChecked';

test('lateRowsMs: rows come eight at a time, hidden while they arrive, and stay', () => {
  const drawn = aliveList({ firstRows: 10 });
  appendLateRows(found('#crmApp'), drawn.list, 20);
  expect(drawn.rows()).toHaveLength(10);
  vi.advanceTimersByTime(20);
  expect(drawn.rows()).toHaveLength(18);
  expect(drawn.rows().filter((row) => row.classList.contains('cruxHideRow'))).toHaveLength(8);
  expect(document.querySelectorAll('.cxTableEmptyRow')).toHaveLength(2);
  vi.advanceTimersByTime(60);
  expect(drawn.rows()).toHaveLength(20);
  expect(document.querySelectorAll('.cruxHideRow, .cxTableEmptyRow')).toHaveLength(0);
  expect(drawn.rows().map((row) => row.id)).toEqual(drawn.model.rows.map((row) => row.id));
});

test('rows that were selected before arrive ticked, and late rows can be ticked', () => {
  const keeper = createSelectionKeeper();
  aliveList({}, { keeper }).click(15);
  const drawn = aliveList({ firstRows: 10 }, { keeper });
  appendLateRows(found('#crmApp'), drawn.list, 20);
  vi.advanceTimersByTime(200);
  expect(drawn.rows()[15]?.querySelector('span')?.className).toBe(selected);
  drawn.click(19);
  expect(drawn.rows()[19]?.querySelector('span')?.className).toBe(selected);
});

test('select all on page counts rows that are still to come: they arrive ticked', () => {
  const drawn = aliveList({ firstRows: 10, rowsWithoutCheckboxEvery: 20 });
  drawn.clickHeader();
  expect(drawn.ticked()).toEqual(Array.from({ length: 10 }, () => true));
  expect(drawn.header()).toBe(selected);
  appendLateRows(found('#crmApp'), drawn.list, 20);
  vi.advanceTimersByTime(200);
  expect(drawn.ticked()).toEqual(Array.from({ length: 20 }, (_each, place) => place !== 19));
});

test('a list that has left the page gets no more rows', () => {
  const drawn = aliveList({ firstRows: 10 });
  const root = found('#crmApp');
  appendLateRows(root as HTMLElement, drawn.list, 20);
  root.remove();
  vi.advanceTimersByTime(200);
  expect(root.querySelectorAll('.lvRows [data-zcqa="detailView"]')).toHaveLength(10);
});
