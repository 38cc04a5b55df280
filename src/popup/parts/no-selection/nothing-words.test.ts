import '../../../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { PageContext, TickedRows } from '../../../shared/page.ts';
import { noPageWords, nothingWords } from './nothing-words.ts';
import { LEADS, pageOf } from '../../testing/world.ts';

type Case = [string, Partial<PageContext>, Partial<TickedRows>, string, RegExp];

describe('a page without readable ticks', () => {
  it.each<Case>([
    ['nothing ticked', {}, {}, 'No rows ticked', /^Tick rows/],
    [
      'nothing ticked here, other pages unseen',
      {},
      { zohoCount: null },
      'No rows ticked',
      /Only the ticks on this page/,
    ],
    ['ticks elsewhere', {}, { zohoCount: 120 }, 'Zoho says 120 are ticked, but none on this page', /on this page only/],
    ['every ticked row refused', {}, { refused: 2, zohoCount: 2 }, '2 ticked rows could not be read', /guessing/],
    [
      'the whole view',
      {},
      { isWholeView: true, zohoCount: 1240 },
      'All 1,240 records of this view are selected in Zoho',
      /another way/,
    ],
    [
      'the whole view, uncounted',
      {},
      { isWholeView: true, zohoCount: null },
      'All records of this view are selected in Zoho',
      /another way/,
    ],
    [
      'a kanban board',
      { view: 'kanban' },
      { isReadable: false },
      'Ticks on this page cannot be read',
      /Open the list of Leads/,
    ],
    [
      'a list that is drawn anew',
      {},
      { isReadable: false, elsewhere: 3 },
      'Ticks on this page cannot be read',
      /does not know.*3 rows look ticked/,
    ],
  ])('%s', (_what, context, ticked, heading, words) => {
    const told = nothingWords(pageOf(context, ticked), LEADS);
    expect(told.heading).toBe(heading);
    expect(`${told.detail} ${told.more}`).toMatch(words);
  });

  it('says that ticks of search results are not read, and of other pages nothing', () => {
    const search = pageOf({ view: 'search', moduleSlug: null, viewId: null }, { isReadable: false, elsewhere: 1 });
    expect(noPageWords(search)).toMatchObject({ more: '1 row looks ticked here and is not read.' });
    const home = pageOf({ view: 'other', moduleSlug: null, viewId: null }, { isReadable: false });
    expect(noPageWords(home).heading).toBe('No tags on this page');
  });
});
