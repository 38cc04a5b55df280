import type { FinderReason, OfferStep, Range } from '../../shared/messages.ts';
import { listsAfterSearches } from '../../shared/searched-together.ts';
import {
  CREDITS_PER_READ,
  CREDITS_PER_TAG_CHANGE,
  MOST_IDS_PER_READ,
  MOST_READ,
  RECORDS_PER_CREDIT,
  RECORDS_PER_PAGE,
  tagActionCredits,
} from '../../zoho/limits.ts';
import { PAGES_PER_SEARCH } from '../../zoho/search.ts';
import { lanesOf } from '../visit/lanes.ts';
import { MOST_SEARCHES } from './searching.ts';

/** What is known of a module before the records that have some tags are looked for in it. */
export interface FinderFacts {
  /** Records that have each of the tags, by Zoho's count; null where Zoho does not say it. */
  readonly counted: readonly (number | null)[];
  /** Records of the module; null where that is unknown. */
  readonly records: number | null;
  /**
   * In a replace: the tag that stays, and the records that have it by Zoho's count. `isNew`: the clean-up makes it.
   */
  readonly stays?: { readonly isNew: boolean; readonly counted: number | null };
}

/** What is known of the connection. */
export interface FinderTerms {
  readonly canSearch: boolean;
  /** Zoho's edition, which sets how many calls may be under way at once. */
  readonly edition: string | null;
  /** Whether one read may name a hundred ids, or only as many as Zoho's files allow. */
  readonly readSize: 'long' | 'short' | null;
}

export type Offer = Omit<OfferStep, 'module' | 'counted' | 'countedAt'>;

/** What finding the records of a module takes. */
interface Finder {
  readonly way: OfferStep['way'];
  readonly calls: Range;
  readonly seconds: Range;
}

/** What taking the tags off takes: the calls and credits of the writes, and the records that they concern. */
interface Removal extends Writes {
  /** In a replace: what putting on the tag that stays takes. All records are read for it. */
  readonly put: Putting | null;
}

interface Putting extends Writes {
  /** Records that have the tag already; null if Zoho gives no number. */
  readonly have: number | null;
}

interface Writes {
  readonly records: Range;
  readonly credits: Range;
  readonly seconds: Range;
}

/**
 * Seconds that calls take, for an estimate: Zoho documents none. A read names ids or a page; a write takes a part of it
 * for each record.
 */
const READ_SECONDS = 0.8;
const WRITE_SECONDS = 0.5;
const RECORD_SECONDS = 0.003;

/** Tags that were read longer ago are read again before anything is sent. */
const FRESH_SECONDS = 300;
/** The names of tags are read at the start, and again after so long. */
const NAMES_SECONDS = 60;
const NONE: Range = { least: 0, most: 0 };

/**
 * Chooses for each module the finder that costs least, by the most that it can cost with the reading of what it finds,
 * and prices the whole removal or replace. The records of all modules are found before the first is changed. Sources: Zoho docs
 * v8, api-limits, get-records, search-records.
 */
export function offersFor(modules: readonly FinderFacts[], terms: FinderTerms): readonly Offer[] {
  const chosen = modules.map((facts) => {
    const removal = removalOf(facts, terms);
    return { facts, removal, ...choose(facts, removal, terms) };
  });
  return chosen.map(({ facts, removal, finder, why }, n) => {
    const isSearch = finder.way === 'search';
    const records = recordsOf(facts);
    // Between the finding of a module and its removal lie the other modules.
    const others = [
      ...chosen.slice(n + 1).map((later) => later.finder.seconds),
      ...chosen.slice(0, n).map((earlier) => writingOf(earlier.removal)),
    ];
    const waits = others.reduce(sum, NONE);
    const readCalls = removal === null ? null : readsIn(removal, { isSearch, finding: finder.seconds, waits }, terms);
    const names = removal === null ? null : namesIn(removal);
    const readSeconds = readCalls === null ? null : each(readCalls, (calls) => inLanes(calls * READ_SECONDS, terms));
    return {
      way: finder.way,
      isWindowed: isSearch && facts.counted.some((count) => count === null || count > MOST_FOUND),
      why,
      records,
      isWhole: isSearch ? true : records === null ? null : records <= MOST_READ,
      credits: {
        find: each(finder.calls, creditsOf),
        read: readCalls === null || names === null ? null : each(sum(readCalls, names), creditsOf),
        remove: removal?.credits ?? null,
      },
      seconds:
        removal === null || readSeconds === null
          ? null
          : each(sum(sum(finder.seconds, writingOf(removal)), readSeconds), Math.ceil),
      searchSaves: terms.canSearch ? null : savedBySearch(facts, removal, terms),
      deleting: deletingOf(facts, terms),
      ...(facts.stays !== undefined && {
        replace: {
          counted: facts.stays.counted,
          make: facts.stays.isNew ? MAKING : NONE,
          put: removal?.put?.credits ?? null,
        },
      }),
    };
  });
}

/** After a change of tags, the page's list of the module is read again. */
const LISTING = CREDITS_PER_READ;
/** Making a tag; its name is looked up if Zoho says that it exists. */
const MAKING: Range = {
  least: CREDITS_PER_TAG_CHANGE + LISTING,
  most: CREDITS_PER_TAG_CHANGE + CREDITS_PER_READ + LISTING,
};

/**
 * Deleting the tags: the list, the count of each, and the delete of those that nothing keeps. In leads, each is searched
 * for where no record was looked for before, and the names are listed again.
 */
function deletingOf({ counted }: FinderFacts, { canSearch }: FinderTerms): Range {
  const tags = counted.length;
  const searched = canSearch && counted.every((count) => count === 0) ? tags : 0;
  const least = CREDITS_PER_READ * (1 + tags) + LISTING;
  return {
    least,
    most: least + CREDITS_PER_TAG_CHANGE * tags + CREDITS_PER_READ * (searched + listsAfterSearches(searched)),
  };
}

/** Time of the writes in one module. */
function writingOf(removal: Removal | null): Range {
  return removal === null ? NONE : sum(removal.seconds, removal.put?.seconds ?? NONE);
}

/** Readings of the tags' names: at the start of each run over records, and again after a while. */
function namesIn({ seconds, put }: Removal): Range {
  const ofRun = (time: Range) => each(time, (one) => 1 + Math.floor(one / NAMES_SECONDS));
  return put === null ? ofRun(seconds) : sum(ofRun(put.seconds), ofRun(seconds));
}

/**
 * Calls that read records again before they are changed. In a replace, the tags that the first write of a record has
 * shown are good for the second one, unless too much time lies between the two. A record that a search has shown with
 * the tag that stays has no first write, so its second one reads it.
 */
function readsIn(
  { records, seconds, credits, put }: Removal,
  { isSearch, finding, waits }: { readonly isSearch: boolean; readonly finding: Range; readonly waits: Range },
  terms: FinderTerms,
): Range {
  const first = isSearch ? records : staleIn(put ?? { records, seconds }, finding, waits);
  const reads = readsOf(first, terms);
  if (put === null) return reads;
  const isSlow = put.seconds.most + seconds.most > FRESH_SECONDS;
  const again = isSlow ? readsOf(records, terms).most : isSearch ? Math.min(put.have ?? Infinity, credits.most) : 0;
  return sum(reads, { least: 0, most: again });
}

function choose(
  facts: FinderFacts,
  removal: Removal | null,
  terms: FinderTerms,
): { readonly finder: Finder; readonly why: FinderReason } {
  const scan = scanOf(facts);
  const search = searchOf(facts, terms);
  if (!terms.canSearch) return { finder: scan, why: 'no-right' };
  if ((recordsOf(facts) ?? 0) > MOST_READ) return { finder: search, why: 'beyond-scan' };
  if (removal === null) return { finder: scan, why: 'uncounted' };
  const isCheaper = withReads(search, removal, terms).most < scan.calls.most;
  return isCheaper ? { finder: search, why: 'search-cheaper' } : { finder: scan, why: 'scan-cheaper' };
}

function savedBySearch(facts: FinderFacts, removal: Removal | null, terms: FinderTerms): Range | null {
  if (removal === null) return null;
  const scan = scanOf(facts).calls;
  const search = withReads(searchOf(facts, terms), removal, terms);
  const most = scan.most - search.least;
  return most <= 0 ? null : each({ least: Math.max(0, scan.least - search.most), most }, creditsOf);
}

/** Records of a module: at least as many as have one of its tags. Null as long as a scan may reach them all or not. */
function recordsOf({ counted, records }: FinderFacts): number | null {
  const least = Math.max(0, ...counted.map((count) => count ?? 0));
  return records === null && least <= MOST_READ ? null : Math.max(records ?? 0, least);
}

/** One scan finds the holders of all tags. Pages by number are asked for side by side, later ones one after the other. */
function scanOf(facts: FinderFacts): Finder {
  const records = recordsOf(facts);
  const known = records ?? Math.max(0, ...facts.counted.map((count) => count ?? 0));
  const least = Math.min(pagesOf(known), MOST_PAGES);
  const most = records === null ? MOST_PAGES : least;
  const rounds = each({ least, most }, (pages) => roundsOf(pages).length + Math.max(0, pages - NUMBERED_PAGES));
  return {
    way: 'scan',
    calls: { least: askedFor(least), most: askedFor(most) },
    seconds: each(rounds, (count) => count * READ_SECONDS),
  };
}

const MOST_PAGES = MOST_READ / RECORDS_PER_PAGE;
/** Pages that can be asked for by number: 2,000 records. Source: Zoho docs v8, get-records. */
const NUMBERED_PAGES = 10;

/** Numbers of pages that are asked for at once, until that many are read: 1, 2, 4 and the rest of those with a number. */
function roundsOf(pages: number): readonly number[] {
  const rounds: number[] = [];
  for (let asked = 0, width = 1; asked < Math.min(pages, NUMBERED_PAGES); width *= 2) {
    rounds.push(Math.min(width, NUMBERED_PAGES - asked));
    asked += width;
  }
  return rounds;
}

/** Pages that are asked for to read so many, the needless ones of the last round included. */
function askedFor(pages: number): number {
  return Math.max(
    pages,
    roundsOf(pages).reduce((all, width) => all + width, 0),
  );
}

/** Records that one search shows. */
const MOST_FOUND = PAGES_PER_SEARCH * RECORDS_PER_PAGE;

/** Each tag is searched by itself, under the name that it has then: one call names all tags. */
function searchOf({ counted }: FinderFacts, terms: FinderTerms): Finder {
  const searches = each(counted.map(searchesFor).reduce(sum, NONE), (count) => 1 + Math.min(count, MOST_SEARCHES));
  const calls = sum(searches, namesAgainFor(counted));
  return { way: 'search', calls, seconds: each(calls, (count) => inLanes(count * READ_SECONDS, terms)) };
}

/**
 * Searches for the holders of one tag. If there are more than one search shows, it continues in windows of time. Two
 * calls show that a window is too full. The number of windows depends on when the records were created.
 */
function searchesFor(count: number | null): Range {
  if (count === null) return { least: 1, most: MOST_SEARCHES };
  const pages = pagesOf(count);
  return { least: pages, most: count <= MOST_FOUND ? pages : 2 * pages + 4 * PAGES_PER_SEARCH };
}

/** The names are listed again after searches that find none, because a renamed tag is not found either. A window may be empty. */
function namesAgainFor(counted: FinderFacts['counted']): Range {
  const isNone = counted.includes(0);
  const mayBeNone = isNone || counted.some((count) => count === null || count > MOST_FOUND);
  return { least: Number(isNone), most: Number(mayBeNone) };
}

function withReads(search: Finder, { records }: Removal, terms: FinderTerms): Range {
  return sum(search.calls, readsOf(records, terms));
}

/** Null where the number of records is unknown. */
function removalOf({ counted, stays }: FinderFacts, terms: FinderTerms): Removal | null {
  const known = counted.flatMap((count) => count ?? []);
  if (known.length < counted.length) return null;
  const records = { least: Math.max(0, ...known), most: known.reduce((all, count) => all + count, 0) };
  const most = known.reduce((all, count) => all + (count === 0 ? 0 : tagActionCredits(count)), 0);
  const credits = { least: writeCredits(records.least), most };
  const put = stays === undefined ? null : puttingOf(records, stays.counted, terms);
  return { records, credits, seconds: each(records, (n) => secondsFor(n, terms)), put };
}

/** Putting the tag that stays on those of the records that lack it. How many have it already is known after reading. */
function puttingOf(records: Range, have: number | null, terms: FinderTerms): Putting {
  const lack = { least: have === null ? 0 : Math.max(0, records.least - have), most: records.most };
  return { have, records, credits: each(lack, writeCredits), seconds: each(lack, (n) => secondsFor(n, terms)) };
}

function writeCredits(records: number): number {
  return records === 0 ? 0 : tagActionCredits(records);
}

function secondsFor(records: number, terms: FinderTerms): number {
  return records === 0 ? 0 : WRITE_SECONDS + inLanes(records * RECORD_SECONDS, terms);
}

/**
 * The number of records whose tags are stale by the time of their removal. Records are removed in the order in which
 * they were found, so the age changes evenly from one end of the list to the other.
 */
function staleIn(removal: Pick<Writes, 'records' | 'seconds'>, finding: Range, waits: Range): Range {
  const stale = (records: number, found: number, waited: number, removing: number): number => {
    const [one, other] = [found + waited, waited + removing];
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const share = high <= FRESH_SECONDS ? 0 : low >= FRESH_SECONDS ? 1 : (high - FRESH_SECONDS) / (high - low);
    return Math.ceil(records * share);
  };
  const { records, seconds } = removal;
  return {
    least: stale(records.least, finding.least, waits.least, seconds.least),
    most: stale(records.most, finding.most, waits.most, seconds.most),
  };
}

/**
 * Calls that read so many records by their ids. Each write of 50 or more reads its own records first, so that a call
 * of fewer than the most ids is usual.
 */
function readsOf({ least, most }: Range, { readSize }: FinderTerms): Range {
  const ids = readSize === 'long' ? MOST_IDS_PER_READ : RECORDS_PER_CREDIT;
  return { least: Math.ceil(least / ids), most: Math.ceil(most / RECORDS_PER_CREDIT) };
}

function pagesOf(records: number): number {
  return Math.max(1, Math.ceil(records / RECORDS_PER_PAGE));
}

function creditsOf(reads: number): number {
  return reads * CREDITS_PER_READ;
}

/** Time of work that is spread over the lanes; not less than one call takes. */
function inLanes(seconds: number, { edition }: FinderTerms): number {
  return Math.min(seconds, Math.max(READ_SECONDS, seconds / lanesOf(edition).first));
}

function sum(one: Range, other: Range): Range {
  return { least: one.least + other.least, most: one.most + other.most };
}

function each({ least, most }: Range, change: (amount: number) => number): Range {
  return { least: change(least), most: change(most) };
}
