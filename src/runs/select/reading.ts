import { lookAlikes } from '../../shared/look-alikes.ts';
import { idCharacters, MOST_IDS_PER_READ } from '../../zoho/limits.ts';
import type { RecordTags } from '../../zoho/types.ts';
import { copyRecords } from './copying.ts';
import type { Given } from '../journal/journal.ts';
import { advance } from '../model/machine.ts';
import { freshRow, notFound } from '../model/outcome.ts';
import { searchHolders } from './searching.ts';
import { readView } from './reading-view.ts';
import { cutForRead, readRecords, tryLongRead } from '../visit/read-records.ts';
import { Halted, record, type Session, sideBySide } from '../visit/session.ts';
import { placesOf } from '../journal/tag-places.ts';
import type { RecordRow, Run } from '../model/types.ts';

const ROWS_AT_ONCE = 1_000;

/** Brings a run from `reading` to `planned`, or to `running` where it has started. Ends early when the session is halted. */
export async function readSelection(session: Session, run: Run): Promise<void> {
  try {
    if (run.work.copy !== null) await copyRecords(session, run);
    if (run.startedAt === null) {
      const now = run.work.find ? await searchHolders(session, run, run.work.find) : run;
      if (now.work.view !== null) await readView(session, now);
      else if (run.source.holders === undefined) await readIds(session, run);
    }
    await record(session, (fact) => {
      const alike = lookAlikes(fact.run.tags.map(({ name }) => name));
      fact.change({ ...advance(fact.run, { kind: 'read' }), alike });
      fact.dropGiven();
    });
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
  }
}

async function readIds(session: Session, run: Run): Promise<void> {
  const blocks = unread(session, run);
  const first = await blocks.next();
  if (first.done === true) return;
  const long = await readLong(session, run, first.value);
  await sideBySide(session, portions(session, first.value.slice(long), blocks), (portion) =>
    keepRead(session, run, portion, (ids) => readRecords(session, run, 'select', ids)),
  );
}

/**
 * The first selection of a hundred ids or more on a connection is read with a hundred ids in one call, because it is
 * unknown whether Zoho accepts so many. Fewer ids would not show it. Resolves with the number of records read.
 */
async function readLong(session: Session, run: Run, open: readonly Given[]): Promise<number> {
  const long = open.slice(0, MOST_IDS_PER_READ);
  const isMore = idCharacters(long.map(({ id }) => id)) > session.readCharacters;
  if (!isMore || long.length < MOST_IDS_PER_READ || (await session.ports.readSize.get(run.connectionId)) !== null)
    return 0;
  await keepRead(session, run, long, (ids) => tryLongRead(session, run, ids));
  return long.length;
}

/** Portions of one call each, from the open ids and those after them. */
async function* portions(
  session: Session,
  open: readonly Given[],
  blocks: AsyncIterable<readonly Given[]>,
): AsyncGenerator<readonly Given[], void> {
  yield* cutForRead(open, session.readCharacters);
  for await (const block of blocks) yield* cutForRead(block, session.readCharacters);
}

/** The records still to be read, a few at a time: given ids, or copied records. */
async function* unread(session: Session, run: Run): AsyncGenerator<readonly Given[], void> {
  let block = await session.journal.givenAfter(run.id, -1);
  if (block === null) return yield* unreadRows(session, run);
  for (; block !== null; block = await session.journal.givenAfter(run.id, block.last)) {
    if (block.open.length > 0) yield block.open;
    await leaveIfStopping(session);
  }
}

async function* unreadRows(session: Session, run: Run): AsyncGenerator<readonly RecordRow[], void> {
  for (let last = -1; ;) {
    const rows = await session.journal.rowsAfter(run.id, last, ROWS_AT_ONCE);
    const open = rows.filter((row) => row.outcome === 'pending' && row.readAt === 0);
    if (open.length > 0) yield open;
    await leaveIfStopping(session);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.n;
  }
}

async function leaveIfStopping(session: Session): Promise<void> {
  const run = await session.journal.run(session.runId);
  if (run === null || run.work.stopping !== null) throw new Halted();
}

async function keepRead(
  session: Session,
  run: Run,
  portion: readonly Given[],
  read: (ids: readonly string[]) => Promise<readonly RecordTags[]>,
): Promise<void> {
  const at = session.ports.clock.now();
  const records = await read(portion.map(({ id }) => id));
  const found = new Map(records.map((entry) => [entry.id, entry]));
  await record(session, async (fact) => {
    const sets: number[][] = [];
    const rows = new Map((await fact.rows(portion.map(({ n }) => n))).map((row) => [row.n, row]));
    for (const { n, id } of portion) {
      const entry = found.get(id);
      const before = entry === undefined ? [] : placesOf(fact, entry.tags);
      const row = rows.get(n) ?? { ...freshRow({ id, name: '', before: [], readAt: 0 }), run: run.id, n };
      const read =
        entry === undefined ? notFound(row, at) : { ...row, name: entry.name, before, seen: before, readAt: at };
      if (rows.has(n)) fact.put(read);
      else fact.place(read);
      if (entry !== undefined) sets.push(before);
    }
    await fact.addToPreview({ sets, missing: portion.length - sets.length, readAt: at });
    fact.change({ read: fact.run.read + portion.length });
  });
}
