import type { DailyFigures, Half } from './daily.ts';
import type { ErasingFigures } from './erasing.ts';
import type { MemoryFigures } from './memory.ts';
import type { PopupFigures } from './popup.ts';
import type { TagsFigures } from './tags.ts';
import type { TagsPageFigures } from './tags-page.ts';
import type { RecoveryFigures } from './recovery.ts';
import type { RetireFigures, RetirePart } from './retire.ts';
import type { BareFigures, LoopFigures, MedianFigures } from './runs.ts';

export function runsTable(
  runs: readonly MedianFigures[],
  bare: readonly BareFigures[],
  loops: readonly LoopFigures[],
): Record<string, string | number>[] {
  const tried = runs.flatMap(({ records, sizeTried }) => [
    { records, what: 'first read of a connection: 100 ids alone, refused', seconds: rounded(sizeTried.refused, 2) },
    { records, what: 'first read of a connection: 100 ids alone, taken', seconds: rounded(sizeTried.taken, 2) },
  ]);
  const rows = runs.flatMap(({ records, reads, longReads, writes, busy, load }) =>
    [
      { what: 'Untag, reads of 51 ids', part: reads },
      { what: 'Untag, reads of 100 ids', part: longReads },
      { what: 'Untag, writes', part: writes },
    ].map(({ what, part }) => ({
      records,
      what,
      seconds: rounded(part.seconds, 2),
      'limit s': rounded(part.limit, 2),
      'of limit %': rounded(part.ofLimit, 1),
      'median of': part.times,
      'from %': rounded(part.from, 1),
      'to %': rounded(part.to, 1),
      'at Zoho %': rounded(part.ofLimitAtZoho, 1),
      budget: '≥ 90 %',
      calls: part.calls,
      credits: part.credits,
      'least credits': part.leastCredits,
      '429s': part.throttled,
      'busy %': rounded(busy, 0),
      load: rounded(load, 1),
    })),
  );
  const bareRows = bare.map(({ records, seconds, limit, ofLimit, ofLimitAtZoho, calls, credits, throttled }) => ({
    records,
    what: 'a bare script in the worker, as many calls at once',
    seconds: rounded(seconds, 2),
    'limit s': rounded(limit, 2),
    'of limit %': rounded(ofLimit, 1),
    'at Zoho %': rounded(ofLimitAtZoho, 1),
    calls,
    credits,
    '429s': throttled,
  }));
  const loopRows = loops.map(({ records, idsPerCall, seconds, calls, credits, throttled }) => ({
    records,
    what: `one after the other, ${idsPerCall} ids`,
    seconds: rounded(seconds, 2),
    calls,
    credits,
    '429s': throttled,
  }));
  return [...tried, ...rows, ...bareRows, ...loopRows].toSorted((a, b) => a.records - b.records);
}

export function memoryTable(figures: MemoryFigures): Record<string, string | number>[] {
  const { records } = figures;
  return [
    {
      what: `worker heap while ${records} records are read and written`,
      figure: rounded(figures.heapMost, 1),
      unit: 'MB',
      budget: '≤ 40',
    },
    { what: 'worker heap after the run', figure: rounded(figures.heapEnd, 1), unit: 'MB', budget: '≤ 40' },
    { what: 'stored', figure: rounded(figures.bytesPerRecord, 0), unit: 'B a record', budget: '≤ 300' },
    { what: 'report opens', figure: rounded(figures.reportOpens, 0), unit: 'ms', budget: '' },
    {
      what: 'longest task while the report scrolls, 0: none over 50',
      figure: rounded(figures.reportLongestTask, 0),
      unit: 'ms',
      budget: '≤ 50',
    },
  ];
}

export function retireTable(figures: RetireFigures): Record<string, string | number>[] {
  const { records, holders, find, remove, plain, heapMost, heapEnd, busy, load } = figures;
  const row = (what: string, { seconds, limit, calls, credits, leastCredits, throttled }: RetirePart) => ({
    what,
    seconds: rounded(seconds, 2),
    'limit s': rounded(limit, 2),
    'of limit %': rounded((100 * limit) / seconds, 0),
    budget: '≥ 90 %',
    calls,
    credits,
    'least credits': leastCredits,
    '429s': throttled,
    'busy %': rounded(busy, 0),
    load: rounded(load, 1),
  });
  const seconds = plain.findSeconds + plain.removeSeconds;
  return [
    row(`Untag, ${holders} holders found among ${records} records by scan`, find),
    row(`Untag, removed from ${figures.removed}, ${figures.stillTagged} still have it`, remove),
    { what: 'plain: scan, one page after the other', seconds: rounded(plain.findSeconds, 2) },
    { what: 'plain: removed by 100, one call after the other', seconds: rounded(plain.removeSeconds, 2) },
    { what: 'plain, both', seconds: rounded(seconds, 2), credits: plain.credits },
    { what: 'worker heap, most, MB', seconds: rounded(heapMost, 1), budget: '≤ 40 MB' },
    { what: 'worker heap after the end, MB', seconds: rounded(heapEnd, 1), budget: '≤ 40 MB' },
  ];
}

export function recoveryTable(figures: RecoveryFigures): Record<string, string | number>[] {
  return [
    { what: 'worker killed, no page open: next call', figure: rounded(figures.alone, 1), unit: 's', budget: '≤ 31' },
    { what: 'the same, report open', figure: rounded(figures.withPage, 1), unit: 's', budget: 'at once' },
    { what: 'records written twice unread', figure: figures.sentTwice, unit: '', budget: 'none' },
  ];
}

export function popupTable({ toCount, toTags, opening }: PopupFigures): Record<string, string | number>[] {
  const size = opening.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return [
    { what: `JS and CSS at opening, ${opening.length} files`, figure: rounded(size / 1_000, 1), unit: 'kB gzip' },
    { what: 'ticked count on screen', figure: rounded(toCount, 0), unit: 'ms' },
    { what: 'tags on screen', figure: rounded(toTags, 0), unit: 'ms' },
  ];
}

export function dailyTable(figures: readonly DailyFigures[]): Record<string, string | number>[] {
  return figures.flatMap(({ latencyMs, ...halves }) => {
    const row = (what: string, { calls, roundTrips, credits, ms }: Half, isBudgeted: boolean) => ({
      'ms a call': latencyMs,
      what,
      calls,
      'round trips': roundTrips,
      credits,
      ms: rounded(ms, 0),
      ...(isBudgeted && { budget: `≤ ${latencyMs + 150}` }),
    });
    return [
      row('Untag, first opening → tags', halves.firstOpening, false),
      row('Untag, opening → tags', halves.opening, true),
      row('Untag, Remove → result', halves.removing, true),
      row('plain: read, list tags', halves.plainOpening, false),
      row('plain: remove, read', halves.plainRemoving, false),
    ];
  });
}

export function erasingTable({ runs, ms }: ErasingFigures): Record<string, string | number>[] {
  return [{ what: `Delete everything, ${runs} past runs`, figure: rounded(ms, 0), unit: 'ms', budget: '≤ 2000' }];
}

export function tagsTable(figures: TagsFigures): Record<string, string | number>[] {
  const { tags, modules, latencyMs, readMs, credits, planned, callsAtOnce } = figures;
  return [
    {
      what: `${tags} tags in ${modules} modules read, calls of ${latencyMs} ms`,
      figure: rounded(readMs, 0),
      unit: 'ms',
      budget: '',
    },
    {
      what: 'credits a module, where Zoho has listed the modules within the hour',
      figure: rounded(credits / modules, 2),
      unit: '',
      budget: '≤ 1',
    },
    { what: `credits said before: ${planned}, spent`, figure: credits, unit: '', budget: `${planned}` },
    { what: 'calls at once', figure: callsAtOnce, unit: '', budget: '≤ 8' },
  ];
}

export function tagsPageTable(figures: TagsPageFigures): Record<string, string | number>[] {
  const task = (what: string, ms: number) => ({
    what: `longest task while it ${what}, 0: none over 50`,
    figure: rounded(ms, 0),
    unit: 'ms',
    budget: '≤ 50',
  });
  return [
    {
      what: `first row of ${figures.tags} tags in ${figures.modules} modules, from stored`,
      figure: rounded(figures.toRow, 0),
      unit: 'ms',
      budget: '≤ 200',
    },
    task('opens', figures.opening),
    task('is searched, sorted and narrowed', figures.working),
    task('scrolls', figures.scrolling),
  ];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
