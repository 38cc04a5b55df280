import type { ContentFigure } from './content.ts';
import type { DailyFigures } from './daily.ts';
import type { MemoryFigures } from './memory.ts';
import type { PackageSize } from './package-sizes.ts';
import type { PopupFigures } from './popup.ts';
import type { RecoveryFigures } from './recovery.ts';
import type { RetireFigures, RetirePart } from './retire.ts';
import type { RunFigures } from './runs.ts';
import type { TagsFigures } from './tags.ts';
import type { TagsPageFigures } from './tags-page.ts';

/** Load average of the minute before a part began, including other processes, and the figures of the part. */
export interface Measured<Figures> {
  readonly load: number;
  readonly figures: Figures;
}

/** The figures of each part that was measured. */
export interface Bench {
  readonly content?: Measured<readonly ContentFigure[]>;
  readonly daily?: Measured<readonly DailyFigures[]>;
  readonly popup?: Measured<PopupFigures>;
  readonly tags?: Measured<{ readonly reading: TagsFigures; readonly page: TagsPageFigures }>;
  readonly packages?: Measured<readonly PackageSize[]>;
  readonly runs?: Measured<{ readonly measured: readonly RunFigures[] }>;
  readonly retire?: Measured<RetireFigures>;
  readonly memory?: Measured<MemoryFigures>;
  readonly recovery?: Measured<RecoveryFigures>;
}

/** A figure and what it may be: no more than `most`, or no less than `least`. */
interface Line {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly budget: { readonly most: number } | { readonly least: number };
}

/** A line of the table of budgets. `verdict`: whether the budget is kept. */
export interface BudgetRow {
  readonly what: string;
  readonly figure: string;
  readonly budget: string;
  readonly verdict: 'kept' | 'SHORT';
  readonly load: number;
}

const most = (what: string, figure: number, budget: number, unit = ''): Line => ({
  what,
  figure,
  unit,
  budget: { most: budget },
});
const shareOfLimit = (what: string, figure: number): Line => ({ what, figure, unit: '%', budget: { least: 90 } });

/** Milliseconds that a result may take beyond the round trip of its call. */
const BEYOND_ROUND_TRIP_MS = 150;
/** Seconds until a person takes the work as halted. A new worker starts and makes its first call in them. */
const AT_ONCE_S = 2;

/**
 * Every measured budget in one table, in the order in which a user meets them. A figure that is not a number, because it
 * was not seen, keeps no budget.
 */
export function budgetTable(bench: Bench): readonly BudgetRow[] {
  const { content, daily, popup, tags, packages, runs, retire, memory, recovery } = bench;
  return [
    ...rows(content, (figures) =>
      figures.flatMap(({ what, value, unit, budget }) => (budget === null ? [] : [most(what, value, budget, unit)])),
    ),
    ...rows(popup, popupLines),
    ...rows(daily, (figures) => figures.flatMap(dailyLines)),
    ...rows(tags, tagsLines),
    ...rows(packages, (sizes) => sizes.map(({ file, bytes }) => most(file, bytes / 1_000, 380, 'kB'))),
    ...rows(runs, ({ measured }) => measured.flatMap(runLines)),
    ...rows(retire, retireLines),
    ...rows(memory, memoryLines),
    ...rows(recovery, recoveryLines),
  ];
}

function rows<Figures>(
  measured: Measured<Figures> | undefined,
  linesOf: (figures: Figures) => readonly Line[],
): readonly BudgetRow[] {
  return measured === undefined ? [] : linesOf(measured.figures).map((line) => rowOf(line, measured.load));
}

function rowOf({ what, figure, unit, budget }: Line, load: number): BudgetRow {
  const isKept = 'most' in budget ? figure <= budget.most : figure >= budget.least;
  const written = 'most' in budget ? `≤ ${budget.most}` : `≥ ${budget.least}`;
  return {
    what,
    figure: `${Number(figure.toFixed(figure < 10 ? 2 : 1))} ${unit}`.trimEnd(),
    budget: `${written} ${unit}`.trimEnd(),
    verdict: isKept ? 'kept' : 'SHORT',
    load: Number(load.toFixed(1)),
  };
}

function popupLines({ toCount, opening }: PopupFigures): readonly Line[] {
  const bytes = opening.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  const scripts = opening.filter(({ path }) => path.endsWith('.js')).length;
  return [
    most('popup: JS and CSS of its opening, gzip', bytes / 1_000, 48, 'kB'),
    most('popup: scripts of its opening', scripts, 2),
    most('popup: document’s start → ticked count', toCount, 100, 'ms'),
  ];
}

function dailyLines({ latencyMs, opening, removing }: DailyFigures): readonly Line[] {
  const at = `12 ticked rows, ${latencyMs} ms a call`;
  return [
    most(`${at}: opening → tags, round trips`, opening.roundTrips, 1),
    most(`${at}: Remove → result, round trips`, removing.roundTrips, 1),
    most(`${at}: Remove → result`, removing.ms, latencyMs + BEYOND_ROUND_TRIP_MS, 'ms'),
  ];
}

function tagsLines({ reading, page }: { reading: TagsFigures; page: TagsPageFigures }): readonly Line[] {
  const tags = `tags page, ${page.tags} tags in ${page.modules} modules`;
  return [
    most(`${tags}: first row, from stored`, page.toRow, 200, 'ms'),
    most(`${tags}: longest task (0: none over 50)`, Math.max(page.opening, page.working, page.scrolling), 50, 'ms'),
    most('tags of an org read: credits a module', reading.credits / reading.modules, 1),
  ];
}

function runLines({ records, reads, longReads, writes }: RunFigures): readonly Line[] {
  return [
    shareOfLimit(`${records} records, 2 tags: reads of 51 ids, of the limit`, reads.ofLimit),
    shareOfLimit(`${records} records, 2 tags: reads of 100 ids, of the limit`, longReads.ofLimit),
    shareOfLimit(`${records} records, 2 tags: writes, of the limit`, writes.ofLimit),
    most(`${records} records, 2 tags: credits of the writes`, writes.credits, writes.leastCredits),
    most(`${records} records, 2 tags: calls refused as too many`, reads.throttled + writes.throttled, 0),
  ];
}

function retireLines({ records, holders, find, remove, stillTagged }: RetireFigures): readonly Line[] {
  const share = ({ limit, seconds }: RetirePart): number => (100 * limit) / seconds;
  const job = `retire, ${holders} holders among ${records}`;
  return [
    shareOfLimit(`${job}: found by scan, of the limit`, share(find)),
    shareOfLimit(`${job}: removed, of the limit`, share(remove)),
    most(`${job}: credits of the writes`, remove.credits, remove.leastCredits),
    most(`${job}: records that still have the tag`, stillTagged, 0),
  ];
}

function memoryLines({ records, heapMost, bytesPerRecord, reportLongestTask }: MemoryFigures): readonly Line[] {
  return [
    most(`${records} records in a run: growth of the worker’s heap`, heapMost, 40, 'MB'),
    most(`${records} records in a run: stored, a record`, bytesPerRecord, 300, 'B'),
    most('report scrolls: longest task (0: none over 50)', reportLongestTask, 50, 'ms'),
  ];
}

function recoveryLines({ alone, withPage, sentTwice }: RecoveryFigures): readonly Line[] {
  return [
    most('worker killed, no page open: next call', alone, 31, 's'),
    most('worker killed, a page open: next call', withPage, AT_ONCE_S, 's'),
    most('worker killed: records sent twice unread', sentTwice, 0),
  ];
}
