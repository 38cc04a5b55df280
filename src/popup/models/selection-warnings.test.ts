import { describe, expect, it } from 'vitest';
import type { PageAnswer, PageView } from '../../shared/page.ts';
import { selectionWarnings } from './selection-warnings.ts';

const IDS = ['6834250000003103001', '6834250000003103002'];
const VIEW = '5725767000087002001';

function page(
  ticked: Partial<PageAnswer['ticked']>,
  view: PageView = 'list',
  viewId: string | null = VIEW,
): PageAnswer {
  return {
    url: 'https://crm.zoho.com/crm/org1/tab/Leads',
    context: { host: 'crm.zoho.com', orgSegment: 'org1', moduleSlug: 'Leads', view, viewId, recordId: null },
    ticked: {
      groups: [{ moduleSlug: 'Leads', ids: IDS }],
      refused: 0,
      disagreeing: 0,
      zohoCount: 2,
      isWholeView: false,
      hasPages: true,
      rows: 50,
      elsewhere: 0,
      isReadable: true,
      ...ticked,
    },
    clicked: null,
  };
}

describe('selectionWarnings', () => {
  it('says nothing when Zoho counts what was read, or there is one page only', () => {
    expect(selectionWarnings(page({}))).toEqual([]);
    expect(selectionWarnings(page({ zohoCount: null, hasPages: false }))).toEqual([]);
    expect(selectionWarnings(page({ zohoCount: 3, refused: 1 }))).toMatchObject([{ kind: 'refused' }]);
  });

  it.each([
    [{ zohoCount: 120 }, { kind: 'fewer', zoho: 120, here: 2, ways: ['view', 'basket', 'paste'] }],
    [{ zohoCount: 1 }, { kind: 'more', zoho: 1, here: 2, ways: ['paste'] }],
    [{ zohoCount: null }, { kind: 'this-page-only', ways: ['view', 'basket', 'paste'] }],
    [
      { zohoCount: null, groups: [] },
      { kind: 'this-page-only', ways: ['view', 'basket', 'paste'] },
    ],
    [
      { isWholeView: true, zohoCount: 1240 },
      { kind: 'whole-view', zoho: 1240, here: 2, ways: ['view', 'paste'] },
    ],
    [
      { isWholeView: true, zohoCount: null },
      { kind: 'whole-view', zoho: null, here: 2, ways: ['view', 'paste'] },
    ],
    [
      { refused: 2, zohoCount: 4 },
      { kind: 'refused', rows: 2, ways: ['paste'] },
    ],
    [{ disagreeing: 3 }, { kind: 'disagreeing', rows: 3, ways: ['paste'] }],
  ])('%o', (ticked, warning) => {
    expect(selectionWarnings(page(ticked))).toEqual([warning]);
  });

  it('says all that there is to say, the gravest first', () => {
    const kinds = selectionWarnings(page({ zohoCount: 120, refused: 1, disagreeing: 1 })).map(({ kind }) => kind);
    expect(kinds).toEqual(['fewer', 'refused', 'disagreeing']);
  });

  it.each(['kanban', 'canvas', 'sheet', 'search', 'unknown', 'list'] as const)(
    'says that %s cannot be read',
    (view) => {
      const unread = page({ groups: [], isReadable: false, elsewhere: 4 }, view);
      expect(selectionWarnings(unread)).toEqual([{ kind: 'unreadable', view, rows: 4, ways: ['view', 'paste'] }]);
    },
  );

  it('offers no view where the address names none', () => {
    expect(selectionWarnings(page({ zohoCount: null }, 'list', null))).toEqual([
      { kind: 'this-page-only', ways: ['basket', 'paste'] },
    ]);
  });

  it('speaks on a record page of ticked rows below, and elsewhere not at all', () => {
    expect(selectionWarnings(page({ isReadable: false, elsewhere: 0 }, 'record'))).toEqual([]);
    expect(selectionWarnings(page({ isReadable: false, elsewhere: 2 }, 'record', null))).toEqual([
      { kind: 'unreadable', view: 'record', rows: 2, ways: ['paste'] },
    ]);
    expect(selectionWarnings(page({ isReadable: false, elsewhere: 2 }, 'other'))).toEqual([]);
  });
});
