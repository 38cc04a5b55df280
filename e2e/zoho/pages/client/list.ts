import { NAMES } from '../names.ts';
import type { ListData } from '../names.ts';
import { showBar, showLimit } from './selection-bar.ts';
import type { Selection } from './selection.ts';
import { setBox, showTick } from './ticks.ts';

/** The rows of one list and the ticks on them. */
export interface List {
  /** Registers rows that were just appended. */
  adopt(rows: readonly Element[]): void;
}

/** Starts a list: ticking, ranges, select all on page, clear, select all in view. */
export function startList(root: HTMLElement, data: ListData, selection: Selection): List {
  const rows: Element[] = [];
  const indexOf = new WeakMap<Element, number>();
  const clones = [...root.querySelectorAll('.lyteExpTableFixedTableWrap [data-zcqa="detailView"]')];
  // Rows that are still to come are selected too, and arrive ticked.
  const selectable = data.ids.filter((id) => !data.boxless.includes(id));
  let lastClicked: number | null = null;
  let withShift = false;

  if (data.wholeView === 'on') selection.isWholeView = true;

  function idAt(index: number): string {
    return data.ids[index] ?? '';
  }

  function copiesOf(index: number): Element[] {
    const clone = data.staleClones ? undefined : clones[index];
    return [rows[index], clone].filter((row) => row !== undefined);
  }

  function tick(index: number, ticked: boolean, cause: 'click' | 'script'): void {
    if (!selectable.includes(idAt(index))) return;
    if (ticked && !selection.ids.has(idAt(index)) && selection.ids.size >= data.selectLimit) {
      showLimit(root, data);
      return;
    }
    if (ticked) selection.ids.add(idAt(index));
    else selection.ids.delete(idAt(index));
    for (const copy of copiesOf(index)) showTick(copy, ticked, data, cause);
  }

  function showHeader(): void {
    const ticked = selectable.filter((id) => selection.ids.has(id)).length;
    const names = NAMES[data.markup];
    const isAll = ticked > 0 && ticked === selectable.length;
    const className = isAll ? names.ticked : ticked > 0 ? names.partial : names.unticked;
    for (const box of root.querySelectorAll('[data-header-box]')) setBox(box, className);
    showBar(root, data, selection, isAll);
  }

  function tickPage(ticked: boolean): void {
    for (const index of data.ids.keys()) tick(index, ticked, 'script');
  }

  function clear(): void {
    tickPage(false);
    selection.ids.clear();
    selection.isWholeView = false;
    showHeader();
  }

  function clickBox(index: number): void {
    const ticked = !selection.ids.has(idAt(index));
    if (withShift && lastClicked !== null) {
      const [from, to] = [Math.min(lastClicked, index), Math.max(lastClicked, index)];
      for (let at = from; at <= to; at += 1) if (at !== index) tick(at, ticked, 'script');
    }
    tick(index, ticked, 'click');
    lastClicked = index;
  }

  // A box's label stops clicks, so the page listens to `change`, and notes the shift key when the mouse goes down.
  root.addEventListener('click', (event) => (withShift = event.shiftKey), true);
  root.addEventListener('change', (event) => {
    if (!(event.target instanceof Element)) return;
    const box = event.target.closest('[data-select-box], [data-header-box]');
    if (box === null) return;
    const row = box.closest(`[data-zcqa="detailView"], #${NAMES[data.markup].headerRow}`);
    const index = row === null ? undefined : (indexOf.get(row) ?? clones.indexOf(row));
    selection.isWholeView = false;
    if (box.hasAttribute('data-header-box')) tickPage(!isPageTicked());
    else if (index !== undefined && index >= 0) clickBox(index);
    withShift = false;
    showHeader();
  });
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-zcqa="clearRecords"]') !== null) clear();
    else if (event.target.closest('#selectAllRecords') !== null) {
      selection.isWholeView = true;
      showHeader();
    }
  });

  function isPageTicked(): boolean {
    return selectable.every((id) => selection.ids.has(id));
  }

  function adopt(added: readonly Element[]): void {
    for (const row of added) {
      const index = rows.push(row) - 1;
      indexOf.set(row, index);
      for (const label of row.querySelectorAll('label'))
        label.addEventListener('click', (event) => event.stopPropagation());
      if (selection.ids.has(idAt(index))) for (const copy of copiesOf(index)) showTick(copy, true, data, 'script');
    }
    showHeader();
  }

  return { adopt };
}
