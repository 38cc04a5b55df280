import '../../../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { PageContext, TickedRows } from '../../../shared/page.ts';
import { noPageWords, nothingWords } from './nothing-words.ts';
import { LEADS, pageOf } from '../../testing/world.ts';

type Case = [string, Partial<PageContext>, Partial<TickedRows>, string, RegExp];

describe('a page without readable ticks', () => {
  it.each<Case>([
    ['nothing ticked', {}, {}, 'No rows selected', /^Select rows/],
    [
      'nothing ticked here, other pages unseen',
      {},
      { zohoCount: null },
      'No rows selected',
      /Only the rows selected on this page/,
    ],
    [
      'ticks elsewhere',
      {},
      { zohoCount: 120 },
      'You selected 120, but none of them is on this page',
      /on this page only/,
    ],
    [
      'every ticked row refused',
      {},
      { refused: 2, zohoCount: 2 },
      '2 selected rows could not be read',
      /never guesses/,
    ],
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
      'Untag can’t see your selection here',
      /Open the list of Leads/,
    ],
    [
      'a list with another layout',
      {},
      { isReadable: false, elsewhere: 3 },
      'Untag can’t see your selection here',
      /doesn’t know yet.*3 rows look selected/,
    ],
  ])('%s', (_what, context, ticked, heading, words) => {
    const shown = nothingWords(pageOf(context, ticked), LEADS);
    expect(shown.heading).toBe(heading);
    expect(`${shown.detail} ${shown.more}`).toMatch(words);
  });

  it('says that ticks of search results are not read, and of other pages nothing', () => {
    const search = pageOf({ view: 'search', moduleSlug: null, viewId: null }, { isReadable: false, elsewhere: 1 });
    expect(noPageWords(search)).toMatchObject({ more: '1 row looks selected but won’t be touched.' });
    const home = pageOf({ view: 'other', moduleSlug: null, viewId: null }, { isReadable: false });
    expect(noPageWords(home).heading).toBe('No tags on this page');
  });
});
