// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { SwitchesInput } from '../../e2e/zoho/switches.ts';
import { openPage } from './fixtures/simulated-crm.ts';

const MARKUPS = ['live', 'cx', 'legacyTd'] as const;

const variants: [string, SwitchesInput][] = [
  ['as it is', {}],
  ['no id on the row', { idPlaces: ['checkbox', 'input', 'link', 'cells'] }],
  ['ids on boxes only', { idPlaces: ['checkbox', 'input'] }],
  ['ids on inputs only', { idPlaces: ['input'] }],
  ['ids on name links only', { idPlaces: ['link'] }],
  ['ids in cells only', { idPlaces: ['cells'] }],
  ['names without links', { nameLinks: false }],
  ['a class for ticked rows', { tickedRowClass: 'lvTableRowSelected' }],
  ['no row roles', { rowRoles: false }],
  ['ARIA states', { ariaStates: true }],
  ['inputs that follow', { inputsFollow: true }],
  ['copies of fixed columns', { fixedColumnClones: 'inStep' }],
  ['two header boxes', { twoHeaderBoxes: true }],
  ['rows without a box', { rowsWithoutCheckboxEvery: 3 }],
  ['yes/no marks', { yesNoCells: 'mark' }],
  ['yes/no boxes', { yesNoCells: 'checkbox' }],
  ['no tag column', { tagColumn: false }],
  ['German words', { language: 'de' }],
  ['Japanese words', { language: 'ja' }],
];

describe.each(MARKUPS)('the list in %s markup', (markup) => {
  describe.each(variants)('%s', (_name, input) => {
    it.each(['Leads', 'Accounts', 'Potentials', 'CustomModule5', 'Events'])('reads ticked %s', async (tab) => {
      const page = await openPage(tab, { ...input, markup });
      const boxed = page.ids.filter((id) => page.row(id).querySelector('[data-select-box]') !== null);
      const wanted = [boxed[0]!, boxed[2]!, boxed[1]!];
      page.click(...wanted);
      const read = page.read();
      const hasIds =
        markup === 'live' || markup === 'cx' || !('idPlaces' in input) || input.idPlaces?.includes('input');
      const ids = boxed.slice(0, 3);
      expect({ ...read, seen: read.ids.length + read.refused }).toMatchObject({
        ids: hasIds || input.nameLinks !== false ? ids : [],
        seen: 3,
        disagreeing: 0,
        isReadable: true,
        rows: page.ids.length,
      });
    });
  });

  it('goes by classes after select-all, clear and a range', async () => {
    const page = await openPage('Leads?per_page=20', { markup, yesNoCells: 'checkbox' });
    page.click(page.ids[1]!);
    page.clickHeader();
    expect(page.read().ids).toEqual(page.ids);
    page.clear();
    expect(page.row(page.ids[1]!).querySelector<HTMLInputElement>('[data-select-box] input')!.checked).toBe(true);
    expect(page.read()).toMatchObject({ ids: [], refused: 0 });
    page.click(page.ids[3]!);
    page.shiftClick(page.ids[8]!);
    expect(page.read().ids).toEqual(page.ids.slice(3, 9));
  });
});
