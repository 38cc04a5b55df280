import { batch, computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { Outcome, RunSummary } from '../../shared/run-summary.ts';
import { type Join, type JoinedPlace, joinOf, type RunPair } from '../../cleanups/queries/joined.ts';
import type { ReportPorts } from '../ports.ts';
import { RowCache } from '../row-cache.ts';
import type { ShownRow } from '../shown-row.ts';
import { inBackground } from '../../shared/notes.ts';

/** The order of the ledger, with successes last. Failed records come first, because they need attention. */
export const OUTCOME_ORDER: readonly Outcome[] = [
  'failed',
  'partly',
  'unknown',
  'not-sent',
  'pending',
  'removed',
  'had-none',
];

/** Milliseconds between two sortings of a live run's rows. */
const CALM_MS = 1_000;

/** More records than any run has. A record's run and its position in the run make one number. */
const MOST_RECORDS = 10_000_000;

function placeOf(run: number, n: number): number {
  return run * MOST_RECORDS + n;
}

function runOfPlace(place: number): number {
  return Math.floor(place / MOST_RECORDS);
}

/** A run whose records are listed. The two runs of a replace are listed as one. */
export interface ListedRun extends Pick<RunSummary, 'id' | 'revision'> {
  readonly pair: RunPair | null;
}

/** The places of a pair, by which its rows are read. */
interface JoinedRun {
  readonly pair: RunPair;
  readonly join: Join;
  readonly places: readonly JoinedPlace[];
}

/**
 * The records of one run, or of several runs of a clean-up, for the table: how many match filter and search, and the
 * visible rows. Memory holds a number for each record, never all records.
 */
export const RowsModel = createModel(
  (ports: Pick<ReportPorts, 'runs' | 'now'>, runs: ReadonlySignal<readonly ListedRun[]>) => {
    const outcome = signal<Outcome | null>(null);
    const search = signal('');
    /** Places of records in their runs (`placeOf`), in the order of the table. */
    const order = signal<readonly number[]>([]);
    const isScanning = signal(false);
    const error = signal<ErrorData | null>(null);
    /** Grows when rows have arrived. */
    const loaded = signal(0);
    const cache = new RowCache();
    let scan = 0;
    let scannedAt = 0;
    let scannedRevision = '';
    let timer: ReturnType<typeof setTimeout> | undefined;

    const idsOf = (those: readonly ListedRun[]): readonly string[] => those.map(({ id }) => id);
    const question = computed(() => JSON.stringify([idsOf(runs.value), outcome.value, search.value.trim()]));
    const revisionOf = (those: readonly ListedRun[]): string => those.map((run) => run.revision).join(' ');
    const revision = computed(() => revisionOf(runs.value));
    /** Whether the order is being made for the first time. Rows then show as they arrive. */
    let answered = '';

    let joined: ReadonlyMap<number, JoinedRun> = new Map();
    /** The records of pairs, by the position of their pair in the list. */
    const joinedRuns = async (text: string): Promise<ReadonlyMap<number, JoinedRun>> => {
      const found = new Map<number, JoinedRun>();
      for (const [at, { pair }] of runs.peek().entries())
        if (pair !== null) found.set(at, { pair, join: joinOf(pair), places: await ports.runs.joined(pair, text) });
      return found;
    };

    /** The places of the records with these outcomes, ordered by outcome and then by run. */
    async function* placesOf(
      ids: readonly string[],
      outcomes: readonly Outcome[],
      text: string,
    ): AsyncGenerator<readonly number[]> {
      for (const one of outcomes)
        for (const [at, id] of ids.entries()) {
          const pair = joined.get(at);
          if (pair !== undefined)
            yield pair.places.flatMap(({ outcome: its }, n) => (its === one ? [placeOf(at, n)] : []));
          else
            for await (const piece of ports.runs.positions(id, { outcomes: [one], search: text }))
              yield piece.map((n) => placeOf(at, n));
        }
    }

    /** The records in these places. */
    const rowsAt = async (places: readonly number[]): Promise<ReadonlyMap<number, ShownRow>> => {
      const found = new Map<number, ShownRow>();
      for (const [at, { id }] of runs.peek().entries()) {
        const wanted = places.filter((place) => runOfPlace(place) === at).map((place) => place - placeOf(at, 0));
        if (wanted.length === 0) continue;
        const pair = joined.get(at);
        if (pair === undefined) {
          for (const row of await ports.runs.recordsAt(id, wanted)) found.set(placeOf(at, row.n), row);
          continue;
        }
        const known = wanted.flatMap((n) => {
          const place = pair.places[n];
          return place === undefined ? [] : [{ n, place }];
        });
        const rows = await ports.runs.joinedRows(
          pair.pair,
          pair.join,
          known.map(({ place }) => place),
        );
        for (const [nth, { n }] of known.entries()) {
          const row = rows[nth];
          if (row !== undefined && row !== null) found.set(placeOf(at, n), row);
        }
      }
      return found;
    };

    const read = async (asked: string): Promise<void> => {
      scan += 1;
      const mine = scan;
      const [ids, only, text] = JSON.parse(asked) as [readonly string[], Outcome | null, string];
      const isNew = asked !== answered;
      scannedAt = ports.now();
      scannedRevision = revisionOf(runs.peek());
      isScanning.value = true;
      const found: number[] = [];
      const known = new Set<number>();
      let nextShown = 1;
      try {
        const pairs = await joinedRuns(text);
        if (mine !== scan) return;
        joined = pairs;
        for await (const piece of placesOf(ids, only === null ? OUTCOME_ORDER : [only], text)) {
          if (mine !== scan) return;
          // A record may change its outcome between two pieces, but must be in the table once.
          for (const place of piece) if (!known.has(place)) found.push(place);
          for (const place of piece) known.add(place);
          // The first rows show at once and the rest in a few steps, because each step costs the table a pass over all
          // of them.
          if (!isNew || found.length < nextShown) continue;
          order.value = found.slice();
          nextShown = found.length * 5;
        }
        batch(() => {
          answered = asked;
          order.value = found;
          isScanning.value = false;
          error.value = null;
          cache.age();
          loaded.value += 1;
        });
      } catch (thrown) {
        if (mine !== scan) return;
        error.value = toErrorData(thrown);
        isScanning.value = false;
      }
    };

    effect(() => {
      const asked = question.value;
      clearTimeout(timer);
      answered = '';
      cache.clear();
      order.value = [];
      if (runs.peek().length > 0) inBackground(read(asked), 'RowsModel.read');
    });
    effect(() => {
      if (revision.value === scannedRevision) return undefined;
      clearTimeout(timer);
      const wait = Math.max(0, CALM_MS - (ports.now() - scannedAt));
      timer = setTimeout(() => inBackground(read(question.peek()), 'RowsModel.read'), wait);
      return () => clearTimeout(timer);
    });

    let isLoading = false;
    let wanted: readonly number[] = [];

    const load = async (): Promise<void> => {
      isLoading = true;
      try {
        for (let missing = cache.missing(wanted); missing.length > 0; missing = cache.missing(wanted)) {
          const asked = question.peek();
          const rows = await rowsAt(missing);
          if (asked !== question.peek()) continue;
          cache.put(missing, rows);
          loaded.value += 1;
        }
      } catch (thrown) {
        error.value = toErrorData(thrown);
      }
      isLoading = false;
    };

    return {
      outcome,
      search,
      order,
      isScanning,
      error,
      loaded,
      /** The row at a position of the table; null while it is being read. */
      row(index: number): ShownRow | null {
        const place = order.peek()[index];
        return place === undefined ? null : cache.get(place);
      },
      /**
       * Sets the rows in sight. Only the last call counts, so that fast scrolling does not wait for rows that have
       * passed.
       */
      show(first: number, last: number): void {
        wanted = order.peek().slice(first, last + 1);
        if (!isLoading) inBackground(load(), 'RowsModel.load');
      },
    };
  },
);
