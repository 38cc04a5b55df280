import { NAMES } from '../names.ts';
import type { ListData } from '../names.ts';

/** The cause of a tick. Only a user's own click changes the native input as well as the classes. */
export type Cause = 'click' | 'script';

/** The box that selects the row, not one of an inline-edited field. */
function boxOf(row: Element): Element | null {
  return row.querySelector('[data-select-box]');
}

/** Shows a row as ticked or not the way the page's components do: by classes. */
export function showTick(row: Element, ticked: boolean, data: ListData, cause: Cause): void {
  const box = boxOf(row);
  if (box === null) return;
  const names = NAMES[data.markup];
  setBox(box, ticked ? names.ticked : names.unticked);
  if (data.tickedRowClass !== '') row.classList.toggle(data.tickedRowClass, ticked);
  if (data.ariaStates) row.setAttribute('aria-selected', String(ticked));
  const input = box.querySelector('input');
  if (data.inputsFollow && input !== null) input.checked = ticked;
  if (cause === 'script') return;
  box.classList.toggle('lyteCboxChecked', ticked);
  box.classList.toggle('lyteCboxUnchecked', !ticked);
  box.dispatchEvent(new CustomEvent('checkboxchange', { detail: { checked: ticked } }));
}

/** Gives the first span of a box its class, which is the state that all code of the page reads. */
export function setBox(box: Element, className: string): void {
  box.setAttribute('lt-prop-class', className);
  const span = box.querySelector('span');
  if (span !== null) span.className = className;
}
