import type { ListData } from '../names.ts';
import type { Selection } from './selection.ts';

const LIMIT_SHOWN_MS = 4000;

/** Shows the bar of actions on the selection in place of the toolbar, with a count only where the simulation has a readable one. */
export function showBar(root: HTMLElement, data: ListData, selection: Selection, isPageTicked: boolean): void {
  const isOn = selection.ids.size > 0 || selection.isWholeView;
  const bar = root.querySelector<HTMLElement>('.lvSelectionBar');
  const toolbar = root.querySelector<HTMLElement>('.lvToolbar');
  if (bar === null || toolbar === null) return;
  bar.hidden = !isOn;
  toolbar.hidden = isOn;
  const count = selection.isWholeView ? data.total : selection.ids.size;
  const readable = bar.querySelector('.cxLvSelectedCount');
  if (readable !== null) {
    const sentence = data.words.selected.replace('{n}', String(count));
    readable.textContent = data.readableCount === 'number' ? String(count) : sentence;
  }
  const offer = bar.querySelector<HTMLElement>('#selectAllRecords');
  if (offer !== null) offer.hidden = !isPageTicked || selection.isWholeView || data.total <= data.ids.length;
  root.querySelector('#cxLvViewContainer')?.classList.toggle('cxLvShowOverlay', selection.isWholeView);
}

/** Shows for a while that no more records can be selected one by one. */
export function showLimit(root: HTMLElement, data: ListData): void {
  const note = root.ownerDocument.querySelector<HTMLElement>('#crmNote');
  if (note === null) return;
  note.textContent = data.words.limit.replace('{n}', String(data.selectLimit));
  note.hidden = false;
  setTimeout(() => (note.hidden = true), LIMIT_SHOWN_MS);
}
