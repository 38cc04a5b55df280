import type { RecordTags } from '../../zoho/types.ts';
import type { Fact } from '../journal/fact.ts';
import {
  afterRead,
  concluded,
  isDoubtful,
  keptFor,
  lacksNeeded,
  mayLoseAgain,
  notFound,
  settled,
  todo,
  whyKept,
  withAim,
} from '../model/outcome.ts';
import { cutForRead, readRecords } from '../visit/read-records.ts';
import { mayTakeAnother } from '../model/mistaken.ts';
import { withNamesChecked } from '../model/names-sent.ts';
import { noLosses, openForLoss, planRestore, restoreFirst, sayMistaken } from '../visit/mistakes.ts';
import { learnNames } from '../visit/names.ts';
import { countReread } from '../visit/rereads.ts';
import { record, type Session, sideBySide } from '../visit/session.ts';
import { placesOf } from '../journal/tag-places.ts';
import type { RecordRow, Run } from '../model/types.ts';

/** Greatest age of a record's tags before a write, in milliseconds, by the kind of the run. */
const FRESH_MS: Readonly<Record<Run['kind'], number>> = {
  removal: 300_000,
  put: 300_000,
  undo: 60_000,
  'take-back': 60_000,
};

/** Tells of each record whether its tags must be read again before a write of this kind that leaves now. */
export function staleNow(
  { ports, factsFrom }: Session,
  { kind }: Pick<Run, 'kind'>,
): (row: Pick<RecordRow, 'readAt'>) => boolean {
  const now = ports.clock.now();
  return ({ readAt }) => readAt === 0 || readAt <= factsFrom.at || now - readAt > FRESH_MS[kind];
}

/**
 * Makes the row to put from a read record. `carried`: positions of its tags in `Run.tags`; null when the record was not
 * found. `at`: when the read began, by the engine's clock.
 */
export type RowReducer = (row: RecordRow, carried: readonly number[] | null, run: Run, at: number) => RecordRow;

/** Reads records again, in parallel, and puts the rows that the reducer returns. Throws {@link Halted}. */
export async function readAgain(
  session: Session,
  run: Run,
  {
    rows,
    purpose,
    reduce,
    also,
  }: {
    readonly rows: readonly RecordRow[];
    readonly purpose: 'refresh' | 'look';
    readonly reduce: RowReducer;
    /** Adds to the fact of each portion. */
    readonly also?: (fact: Fact) => void;
  },
): Promise<void> {
  if (purpose === 'refresh')
    await countReread(
      session,
      rows.map(({ n }) => n),
    );

  async function readPortion(portion: readonly RecordRow[]): Promise<void> {
    const at = session.ports.clock.now();
    const ids = portion.map(({ id }) => id);
    const records = await readRecords(session, run, purpose, ids);
    const found = new Map<string, RecordTags>(records.map((entry) => [entry.id, entry]));
    for (const entry of records) learnNames(session, entry.tags, at);
    let losses = noLosses();
    await record(session, async (fact) => {
      losses = noLosses();
      for (const stored of await fact.rows(portion.map(({ n }) => n))) {
        const row = withNamesChecked(stored, (tag) => nameNow(session, fact.run, tag));
        const entry = found.get(row.id);
        const next = reduce(row, entry === undefined ? null : placesOf(fact, entry.tags), fact.run, at);
        fact.put(session.restoring.has(row.n) ? next : openForLoss(losses, row, next));
        sayMistaken(fact, next.mistaken);
      }
      planRestore(fact, losses);
      also?.(fact);
    });
    // The event runs again if its transaction fails, and must find these records as new then too.
    restoreFirst(session, losses);
  }

  await sideBySide(session, cutForRead(rows, session.readCharacters), readPortion);
}

/** Current name of a tag: null when the tag is gone, undefined when its name is not known. */
function nameNow({ names, isListed }: Session, { tags }: Run, tag: number): string | null | undefined {
  return names === null || !isListed ? undefined : (names.get(tags[tag]?.id ?? '') ?? null);
}

/** Before a write: a record with tags left to change stays pending, and all others end. */
export const beforeWrite: RowReducer = (row, carried, run, at) => {
  if (row.outcome !== 'pending') return row;
  if (carried === null) return notFound(row, at);
  const read = withAim(afterRead(row, run, carried, at), run);
  if (lacksNeeded(read) && todo(read).length > 0) return concluded(read, run, keptFor(run));
  const isOpen = mayLoseAgain(read) || (isDoubtful(read) && read.left.length > 0) || mayTakeAnother(read);
  return todo(read).length === 0 && !isOpen ? settled(read, run, whyKept(read)) : read;
};
