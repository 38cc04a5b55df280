import { describe, expect, it } from 'vitest';
import '../shared/testing/extension.ts';
import type { PageAnswer, PageView } from '../shared/page.ts';
import { bestOf } from './page-port.ts';

const ID = '6834250000003103001';

function answer(url: string, view: PageView, ticked: Partial<PageAnswer['ticked']> = {}): PageAnswer {
  const isReadable = view === 'list';
  return {
    url,
    context: { host: 'crm.zoho.com', orgSegment: null, tab: 'Leads', view, viewId: null, recordId: null },
    ticked: {
      ids: [],
      groups: [],
      refused: 0,
      disagreeing: 0,
      zohoCount: null,
      isWholeView: false,
      hasPages: false,
      rows: 0,
      elsewhere: 0,
      isReadable,
      ...ticked,
    },
    clicked: null,
  };
}

const ranked = [
  answer('ticks', 'list', { ids: [ID] }),
  answer('list', 'list'),
  answer('record', 'record'),
  answer('kanban', 'kanban'),
  answer('none', 'other'),
];

describe('bestOf', () => {
  it('takes a list with ticks before a list, a record, a page that cannot be read, and none', () => {
    for (const at of ranked.keys()) {
      const rest = ranked.slice(at);
      expect(bestOf(rest)?.url).toBe(ranked[at]!.url);
      expect(bestOf(rest.toReversed())?.url).toBe(ranked[at]!.url);
    }
  });

  it.each([{ refused: 1 }, { isWholeView: true }])('counts %o as ticks', (ticked) => {
    expect(bestOf([answer('list', 'list'), answer('ticks', 'list', ticked)])?.url).toBe('ticks');
  });

  it('takes the first of equals, and null of none', () => {
    expect(bestOf([answer('one', 'list'), answer('two', 'list')])?.url).toBe('one');
    expect(bestOf([])).toBeNull();
  });
});
