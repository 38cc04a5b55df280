// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { rightClickOn } from './clicked-row.ts';
import type { RightClick } from './clicked-row.ts';
import { HOST, idOf, LIST_PATH, list, row } from './fixtures/list-markup.ts';
import { pageContextOf } from '../shared/page-context.ts';

const [one, two, three] = [idOf(1), idOf(2), idOf(3)];
const rows = row({ id: one, ticked: true }) + row({ id: two }) + row({ id: three, ticked: true });

function click(markup: string, target: string, path = LIST_PATH): RightClick {
  document.body.innerHTML = markup;
  return rightClickOn(document.querySelector(target)!, document, pageContextOf(new URL(path, HOST)));
}

describe('a right click', () => {
  it.each([
    ['on a ticked row', `lyte-exptable-tr[id="${one}"] a`, 'ticked', one],
    ['on the box of a ticked row', `lyte-exptable-tr[id="${three}"] input`, 'ticked', three],
    ['on another row', `lyte-exptable-tr[id="${two}"] a`, 'row', two],
    ['on the header', '#listviewHeaderRow', 'beside', null],
    ['beside the list', 'footer', 'beside', null],
  ])('%s', (_where, target, on, clickedId) => {
    const report = { type: 'menu.report', ticked: 2, on, moduleSlug: 'Leads' };
    expect(click(`${list(rows)}<footer>2</footer>`, target)).toEqual({ report, clickedId });
  });

  it('on a row whose record cannot be told counts as beside', () => {
    const strange = row({ id: null });
    expect(
      click(list(rows + strange), 'lyte-exptable-tr:last-child td, lyte-exptable-tr:last-child span'),
    ).toMatchObject({ report: { on: 'beside', ticked: 2 }, clickedId: null });
  });

  it('on a copy of a row is judged by the row in the table proper', () => {
    const copy = row({ id: one }) + row({ id: two });
    const beside = `<div class="lyteExpTableFixedTableWrap">${copy}</div>`;
    const page = list(rows, 'live', 'cx-prop-module="Leads"', beside);
    const inCopy = (id: string) => `.lyteExpTableFixedTableWrap [id="${id}"] a`;
    expect(click(page, inCopy(one))).toMatchObject({ report: { on: 'ticked' }, clickedId: one });
    expect(click(page, inCopy(two))).toMatchObject({ report: { on: 'row' }, clickedId: two });
  });

  it('on a record page means the record', () => {
    const report = { type: 'menu.report', ticked: 0, on: 'record', moduleSlug: 'Leads' };
    expect(click('<h1>Ada</h1>', 'h1', `/crm/org1/tab/Leads/${one}`)).toEqual({ report, clickedId: null });
  });

  it('elsewhere in the CRM means nothing', () => {
    const report = { type: 'menu.report', ticked: 0, on: 'beside', moduleSlug: '' };
    expect(click('<h1>Home</h1>', 'h1', '/crm/org1/tab/Home')).toEqual({ report, clickedId: null });
  });
});
