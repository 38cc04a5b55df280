import { describe, expect, it } from 'vitest';
import type { PageAnswer } from '../../shared/page.ts';
import type { Intent } from '../../shared/stored-items.ts';
import { isMeant, pointedAt } from './page-selection.ts';

const URL_OF_TAB = 'https://crm.zoho.com/crm/org1/tab/Leads';
const TAB = { id: 7, url: URL_OF_TAB };
const INTENT: Intent = {
  tabId: 7,
  frameId: 0,
  url: URL_OF_TAB,
  ids: [],
  source: 'clicked',
  tagId: null,
  at: 100_000,
};
const idOf = (n: number): string => String(581200000001234000n + BigInt(n));

function answer(
  more: Partial<PageAnswer> = {},
  groups = [{ moduleSlug: 'Leads', ids: [idOf(1), idOf(2)] }],
): PageAnswer {
  return {
    url: URL_OF_TAB,
    context: {
      host: 'crm.zoho.com',
      orgSegment: 'org1',
      moduleSlug: 'Leads',
      view: 'list',
      viewId: null,
      recordId: null,
    },
    ticked: {
      groups,
      refused: 0,
      disagreeing: 0,
      zohoCount: null,
      isWholeView: false,
      hasPages: false,
      rows: 50,
      elsewhere: 0,
      isReadable: true,
    },
    clicked: null,
    ...more,
  };
}

describe('the note of a menu click', () => {
  it.each([
    ['in the tab and time of the click', {}, 100_500, true],
    ['9.9 seconds later', {}, 109_900, true],
    ['10 seconds later', {}, 110_000, false],
    ['before it was written', {}, 99_999, false],
    ['in another tab', { id: 8 }, 100_500, false],
    ['on another page of the same tab', { url: `${URL_OF_TAB}?page=2` }, 100_500, false],
    ['where the browser withholds the address', { url: null }, 100_500, true],
  ])('is for the popup %s: %s', (_when, tab, now, isFor) => {
    expect(isMeant(INTENT, { ...TAB, ...tab }, 0, now)).toBe(isFor);
  });

  it('is for no popup that another frame answers, or none', () => {
    expect(isMeant(INTENT, TAB, 1, 100_500)).toBe(false);
    expect(isMeant(INTENT, TAB, null, 100_500)).toBe(false);
  });

  it('is for no popup where there is no note or no tab', () => {
    expect(isMeant(null, TAB, 0, 100_500)).toBe(false);
    expect(isMeant(INTENT, null, 0, 100_500)).toBe(false);
  });
});

describe('what the page points at', () => {
  const clickedAt = (id: string, isTicked: boolean, moduleSlug = 'Leads'): Partial<PageAnswer> => ({
    clicked: { id, moduleSlug, isTicked, at: INTENT.at - 50 },
  });

  it('is the row of the right click where it is not ticked, and only after a menu click', () => {
    const page = answer(clickedAt(idOf(9), false));
    expect(pointedAt(page, INTENT)).toEqual({ kind: 'clicked', moduleSlug: 'Leads', ids: [idOf(9)], ticked: 2 });
    expect(pointedAt(page, null)).toEqual({ kind: 'ticked', moduleSlug: 'Leads', ids: [idOf(1), idOf(2)] });
  });

  it('is all ticked rows where the clicked one is among them', () => {
    expect(pointedAt(answer(clickedAt(idOf(2), true)), INTENT)).toMatchObject({
      kind: 'ticked',
      ids: [idOf(1), idOf(2)],
    });
  });

  it('is not a row that was clicked a minute before', () => {
    const page = answer({ clicked: { id: idOf(9), moduleSlug: 'Leads', isTicked: false, at: INTENT.at - 60_000 } });
    expect(pointedAt(page, INTENT)).toMatchObject({ kind: 'ticked' });
  });

  describe('in Activities', () => {
    const groups = [
      { moduleSlug: 'Tasks', ids: [idOf(1)] },
      { moduleSlug: 'Events', ids: [idOf(2), idOf(3)] },
    ];

    it('is one module: the one with the most rows, or that of the ticked row that was clicked', () => {
      expect(pointedAt(answer({}, groups), null)).toEqual({
        kind: 'ticked',
        moduleSlug: 'Events',
        ids: [idOf(2), idOf(3)],
      });
      const onTask = answer(clickedAt(idOf(1), true, 'Tasks'), groups);
      expect(pointedAt(onTask, INTENT)).toEqual({ kind: 'ticked', moduleSlug: 'Tasks', ids: [idOf(1)] });
    });

    it('is the module of an unticked row’s own link', () => {
      expect(pointedAt(answer(clickedAt(idOf(9), false, 'Calls'), groups), INTENT)).toMatchObject({
        kind: 'clicked',
        moduleSlug: 'Calls',
        ids: [idOf(9)],
      });
    });
  });

  it('is the record of a record page', () => {
    const { context } = answer();
    const page = answer({ context: { ...context, view: 'record', recordId: idOf(5) } }, []);
    expect(pointedAt(page, INTENT)).toEqual({ kind: 'record', moduleSlug: 'Leads', ids: [idOf(5)] });
  });
});
