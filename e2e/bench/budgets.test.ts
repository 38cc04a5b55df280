import { describe, expect, test } from 'vitest';
import { budgetTable } from './budgets.ts';

const FIGURES = { alone: 31, withPage: 0.83, sentTwice: 0 };

describe('the table of budgets', () => {
  test('has the parts that were measured, each with the load in which it was', () => {
    expect(budgetTable({ recovery: { load: 0.449, figures: FIGURES } })).toEqual([
      { what: 'worker killed, no page open: next call', figure: '31 s', budget: '≤ 31 s', verdict: 'kept', load: 0.4 },
      { what: 'worker killed, a page open: next call', figure: '0.83 s', budget: '≤ 2 s', verdict: 'kept', load: 0.4 },
      { what: 'worker killed: records sent twice unread', figure: '0', budget: '≤ 0', verdict: 'kept', load: 0.4 },
    ]);
  });

  test('names a figure over its budget, and one that was not seen', () => {
    const verdicts = budgetTable({
      recovery: { load: 0, figures: { alone: 31.01, withPage: Number.NaN, sentTwice: 1 } },
    }).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['SHORT', 'SHORT', 'SHORT']);
  });

  test('a share of the limit is kept from 90 % on', () => {
    const part = {
      seconds: 1,
      limit: 1,
      ofLimit: 90,
      ofLimitAtZoho: 80,
      calls: 1,
      credits: 2,
      leastCredits: 2,
      throttled: 0,
    };
    const run = {
      records: 50,
      reads: part,
      longReads: { ...part, ofLimit: 89.9 },
      writes: { ...part, credits: 3 },
      sizeTried: { refused: 0, taken: 0 },
      removed: 50,
      stillTagged: 0,
      busy: 0,
      load: 0,
    };
    const short = budgetTable({ runs: { load: 0, figures: { measured: [run] } } })
      .filter(({ verdict }) => verdict === 'SHORT')
      .map(({ what, figure, budget }) => [what, figure, budget]);
    expect(short).toEqual([
      ['50 records, 2 tags: reads of 100 ids, of the limit', '89.9 %', '≥ 90 %'],
      ['50 records, 2 tags: credits of the writes', '3', '≤ 2'],
    ]);
  });
});
