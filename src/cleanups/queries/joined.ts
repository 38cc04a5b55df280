import type { RecordRow, Run } from '../../runs/model/types.ts';
import { positions, recordsAt } from '../../runs/queries/positions.ts';
import { matching } from '../../runs/queries/records.ts';
import { type Counts, NO_COUNTS, type Outcome, OUTCOMES, type Tag } from '../../shared/run-summary.ts';

/*
 * A replace has two runs over the same records: one puts the tag that stays on, one takes the old tags off. Its undo has
 * two as well. Here each record is counted once, by the result of both.
 */

/** The two runs of a step, in the order of its work. */
export interface RunPair {
  /** `put`, or the undo of the removal. */
  readonly first: Run | null;
  /** The removal that follows, or the `take-back`. */
  readonly second: Run | null;
  readonly isUndo: boolean;
  /** Whether nothing more is sent. What is left is then not started, instead of still to do. */
  readonly isEnded: boolean;
}

/** A record of a pair: its outcome, and its positions in the two runs. */
export interface JoinedPlace {
  readonly outcome: Outcome;
  readonly first: number | null;
  readonly second: number | null;
}

/**
 * The result of a record in a replace. It got the tag that stays: `removed`. It had it already: `had-none`. It has this
 * tag and an old one: `partly`. `null` stands for a run without the record.
 */
export function replaceOutcome(put: Outcome, removal: Outcome | null, isEnded: boolean): Outcome {
  const isOn = put === 'removed' || put === 'had-none';
  if (removal === 'removed') return put === 'removed' || put === 'unknown' ? 'removed' : 'had-none';
  if (removal === 'partly') return 'partly';
  if (!isOn) return put === 'pending' && isEnded ? 'not-sent' : put;
  switch (removal) {
    case 'had-none':
      return put;
    case 'failed':
      return put === 'removed' ? 'partly' : 'failed';
    case 'unknown':
      return 'unknown';
    case 'not-sent':
    case 'pending':
    case null:
      if (!isEnded) return 'pending';
      return put === 'removed' ? 'partly' : 'not-sent';
  }
}

/**
 * The result of a record in the undo of a replace. It is as before: `removed`. It had the old tags again: `had-none`. The
 * old tags are back and the new one is still on it: `partly`.
 */
export function undoOutcome(undo: Outcome | null, takeBack: Outcome | null, isEnded: boolean): Outcome {
  const settled = (outcome: Outcome): Outcome => (outcome === 'pending' && isEnded ? 'not-sent' : outcome);
  if (undo === null) return takeBack === 'had-none' ? 'removed' : settled(takeBack ?? 'pending');
  if (takeBack === null || (undo !== 'removed' && undo !== 'had-none')) return settled(undo);
  switch (takeBack) {
    case 'removed':
    case 'had-none':
      return undo;
    case 'unknown':
      return 'unknown';
    case 'failed':
    case 'partly':
      return 'partly';
    case 'not-sent':
    case 'pending':
      return isEnded ? 'partly' : 'pending';
  }
}

/** The records of a pair by outcome, each once. Null while it has none. Throws `storage-broken`. */
export async function joinedCounts(pair: RunPair): Promise<Counts | null> {
  if (pair.first === null && pair.second === null) return null;
  const counts = { ...NO_COUNTS };
  for (const { outcome } of await joinedPlaces(pair)) counts[outcome] += 1;
  return counts;
}

/** All records of a pair with their places, in the order of the first run. Throws `storage-broken`. */
async function joinedPlaces({ first, second, isUndo, isEnded }: RunPair): Promise<readonly JoinedPlace[]> {
  return isUndo ? joinedById(first, second, isEnded) : joinedByPlace(first, second, isEnded);
}

/** The records of a pair with a text in their names, ids or tags. Throws `storage-broken`. */
export async function foundPlaces(pair: RunPair, search: string): Promise<readonly JoinedPlace[]> {
  const places = await joinedPlaces(pair);
  if (search.trim() === '') return places;
  const found = async (run: Run | null): Promise<ReadonlySet<number>> => {
    const all = new Set<number>();
    if (run === null) return all;
    for await (const part of positions(run.id, { outcomes: OUTCOMES, search })) for (const n of part) all.add(n);
    return all;
  };
  const [ofFirst, ofSecond] = [await found(pair.first), await found(pair.second)];
  return places.filter(
    ({ first, second }) => (first !== null && ofFirst.has(first)) || (second !== null && ofSecond.has(second)),
  );
}

/** The removal has the records of the `put`, at the same positions. */
async function joinedByPlace(put: Run | null, removal: Run | null, isEnded: boolean): Promise<readonly JoinedPlace[]> {
  if (put === null) return [];
  const [ofPut, ofRemoval] = [await outcomesOf(put), removal === null ? [] : await outcomesOf(removal)];
  return ofPut.map((outcome, n): JoinedPlace => {
    const after = ofRemoval[n] ?? null;
    return {
      outcome: replaceOutcome(outcome, after, isEnded),
      first: n,
      second: after === null ? null : n,
    };
  });
}

async function outcomesOf(run: Run): Promise<Outcome[]> {
  const found: Outcome[] = Array.from({ length: run.total }, () => 'pending');
  for (const outcome of OUTCOMES)
    for await (const part of positions(run.id, { outcomes: [outcome], search: '' }))
      for (const n of part) found[n] = outcome;
  return found;
}

/** Each of the two undo runs has only the records that its own run had changed. */
async function joinedById(undo: Run | null, takeBack: Run | null, isEnded: boolean): Promise<readonly JoinedPlace[]> {
  const backById = new Map<string, { readonly n: number; readonly outcome: Outcome }>();
  if (takeBack !== null) for await (const { id, n, outcome } of allOf(takeBack)) backById.set(id, { n, outcome });
  const found: JoinedPlace[] = [];
  if (undo !== null)
    for await (const { id, n, outcome } of allOf(undo)) {
      const back = backById.get(id) ?? null;
      backById.delete(id);
      found.push({ outcome: undoOutcome(outcome, back?.outcome ?? null, isEnded), first: n, second: back?.n ?? null });
    }
  for (const { n, outcome } of backById.values())
    found.push({ outcome: undoOutcome(null, outcome, isEnded), first: null, second: n });
  return found;
}

function allOf(run: Run): AsyncGenerator<RecordRow> {
  return matching(run.id, { outcome: null, search: '', after: null });
}

/** Rows in memory at once. */
const ROWS_AT_ONCE = 500;

/** Outcomes that prove a change. A record with another one may have been changed all the same. */
const CHANGED: readonly Outcome[] = ['removed', 'partly'];
const PERHAPS: readonly Outcome[] = ['unknown', 'failed', 'not-sent', 'had-none', 'pending'];

/** The number of records that a replace has changed in one run or in both. Throws `storage-broken`. */
export async function joinedChanges({ first, second }: Pick<RunPair, 'first' | 'second'>): Promise<number> {
  const changed = new Set<number>();
  for (const run of [first, second]) {
    if (run === null) continue;
    for await (const part of positions(run.id, { outcomes: CHANGED, search: '' })) for (const n of part) changed.add(n);
    if (run.changed > run.counts.removed + run.counts.partly)
      for (const outcome of PERHAPS)
        for await (const row of matching(run.id, { outcome, search: '', after: null }))
          if (row.lost.length + row.mistaken.length > 0) changed.add(row.n);
  }
  return changed.size;
}

/** A record of a pair as one row. Positions of tags are those of {@link Join.run}. */
export interface JoinedRow extends RecordRow {
  /** Tags that were put on; `lost` has those that were taken off. */
  readonly put: readonly number[];
}

/** A pair as one run. */
export interface Join {
  /** The run that is written last where both write, with the tags of both. Its kind is `put` or `undo`. */
  readonly run: Run;
  /** A record of this run, from its rows in the two runs. Null without a row. */
  row(outcome: Outcome, first: RecordRow | null, second: RecordRow | null): JoinedRow | null;
}

/** Throws `RangeError` for a pair without runs. */
export function joinOf({ first, second, isUndo }: RunPair): Join {
  const base = second ?? first;
  if (base === null) throw new RangeError('a pair without runs');
  const tags = [...base.tags];
  const placeOf = (tag: Tag): number => {
    const known = tags.findIndex(({ id }) => id === tag.id);
    return known < 0 ? tags.push(tag) - 1 : known;
  };
  const places = (first?.tags ?? []).map(placeOf);
  const placed = (of: readonly number[]): readonly number[] => of.flatMap((place) => places[place] ?? []);
  const id = first?.id ?? base.id;
  const run: Run = { ...base, id, kind: isUndo ? 'undo' : 'put', tags };
  return {
    run,
    row(outcome, of, after) {
      const row = after ?? of;
      if (row === null) return null;
      if (of === null) return { ...row, run: id, outcome, put: [] };
      const before = placed(of.before);
      const put = placed(of.lost);
      const mistaken = placed(of.mistaken);
      if (after === null) {
        const { tagReasons: _, ...rest } = of;
        return { ...rest, run: id, before, put, lost: [], left: [], mistaken, outcome };
      }
      // The reason is that of the run by which the record is not done.
      const isFirst = of.outcome !== 'removed' && of.outcome !== 'had-none';
      const { reason, zohoCode, zohoMessage } = isFirst ? of : after;
      const gone = [...new Set([...mistaken, ...after.mistaken])];
      const left = isFirst ? placed(of.left) : after.left;
      const told = isFirst ? placedReasons(of, places) : after;
      const { tagReasons: _, ...rest } = after;
      const why = { reason, zohoCode, zohoMessage, ...(told.tagReasons && { tagReasons: told.tagReasons }) };
      return { ...rest, run: id, before, put, left, mistaken: gone, outcome, ...why };
    },
  };
}

/** Reasons of single tags of the first run, with the positions of the joined tags. */
function placedReasons({ tagReasons }: RecordRow, places: readonly number[]): Pick<RecordRow, 'tagReasons'> {
  if (tagReasons === undefined) return {};
  return {
    tagReasons: tagReasons.flatMap((one) =>
      places[one.tag] === undefined ? [] : [{ ...one, tag: places[one.tag] ?? 0 }],
    ),
  };
}

/** The records of a pair that match, in the order of the first run. Throws `storage-broken`. */
export async function* joinedRows(
  pair: RunPair,
  { outcome, search }: { readonly outcome: Outcome | null; readonly search: string },
): AsyncGenerator<JoinedRow> {
  const join = joinOf(pair);
  const places = (await foundPlaces(pair, search)).filter((place) => outcome === null || place.outcome === outcome);
  for (let at = 0; at < places.length; at += ROWS_AT_ONCE)
    for (const row of await rowsOfPlaces(pair, join, places.slice(at, at + ROWS_AT_ONCE))) if (row !== null) yield row;
}

/** The rows in these places. Throws `storage-broken`. */
export async function rowsOfPlaces(
  { first, second }: RunPair,
  join: Join,
  places: readonly JoinedPlace[],
): Promise<readonly (JoinedRow | null)[]> {
  const read = async (run: Run | null, wanted: readonly (number | null)[]): Promise<ReadonlyMap<number, RecordRow>> => {
    if (run === null) return new Map();
    const rows = await recordsAt(
      run.id,
      wanted.flatMap((n) => n ?? []),
    );
    return new Map(rows.map((row) => [row.n, row]));
  };
  const ofFirst = await read(
    first,
    places.map((place) => place.first),
  );
  const ofSecond = await read(
    second,
    places.map((place) => place.second),
  );
  const rowIn = (rows: ReadonlyMap<number, RecordRow>, n: number | null) => (n === null ? null : (rows.get(n) ?? null));
  return places.map((place) => join.row(place.outcome, rowIn(ofFirst, place.first), rowIn(ofSecond, place.second)));
}
