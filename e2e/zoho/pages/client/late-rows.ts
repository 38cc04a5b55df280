import type { List } from './list.ts';

const STEP = 8;

/** Appends the rows that the first paint left out, a few at a time, each hidden while it arrives. They stay from then on. */
export function appendLateRows(root: HTMLElement, list: List, stepMs: number): void {
  const store = root.querySelector<HTMLTemplateElement>('template.lateRows');
  const body = root.querySelector('.lvRows');
  if (store === null || body === null) return;
  const waiting = [...store.content.children];
  const skeletons = body.querySelectorAll('.cxTableEmptyRow');
  let arriving: Element[] = [];

  function step(): void {
    for (const row of arriving) row.classList.remove('cruxHideRow');
    if (!root.isConnected) return;
    arriving = waiting.splice(0, STEP);
    for (const row of arriving) {
      row.classList.add('cruxHideRow');
      const skeleton = body?.querySelector('.cxTableDownRow');
      if (skeleton) skeleton.before(row);
      else body?.append(row);
    }
    list.adopt(arriving);
    if (arriving.length > 0) setTimeout(step, stepMs);
    else for (const skeleton of skeletons) skeleton.remove();
  }

  setTimeout(step, stepMs);
}
