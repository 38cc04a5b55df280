import type { Journal } from '../journal/journal.ts';
import { isVerified } from '../visit/identity.ts';
import { cutForRead, readRecords } from '../visit/read-records.ts';
import { Halted, openSession, record, type Session } from '../visit/session.ts';
import type { RecordRow, Run, RunnerPorts } from '../model/types.ts';

/** The most records that the check after the end reads: four calls. */
const MOST_RECORDS = 200;
/** Outcomes of records that may have lost a tag, at the end of a run. */
const LOSERS = ['removed', 'partly', 'unknown'] as const;

/**
 * Reads once whether removed tags stayed off, and stores the number of records that have one again. A failed read
 * stores null, because the run itself is over. Tags that an undo puts back do not count. Throws the errors of the
 * journal.
 */
export async function checkAfterEnd(ports: RunnerPorts, journal: Journal, run: Run): Promise<Run> {
  const session = openSession({ runId: run.id, run, ports, journal, changed: () => undefined });
  // If the journal cannot be written, every worker would read again. So it is written before Zoho is asked.
  const { undoneBy } = await record(session, () => undefined);
  const found = undoneBy === null ? await look(session, run) : null;
  return record(session, (fact) => {
    // The run may have been reopened or undone in the meantime.
    if (fact.run.work.checkAt === null) return;
    fact.change({ cameBack: fact.run.undoneBy === null ? found : null });
    fact.changeWork({ checkAt: null });
  });
}

/** Null when the read failed. */
async function look(session: Session, run: Run): Promise<Run['cameBack']> {
  const rows = new Map<string, RecordRow>();
  for (const outcome of LOSERS)
    for (const row of await session.journal.rowsAfter(run.id, -1, MOST_RECORDS - rows.size, outcome))
      if (row.lost.length > 0) rows.set(row.id, row);
  if (!(await isVerified(session, run))) return null;
  const times = new Map<string, number>();
  let records = 0;
  try {
    for (const part of cutForRead([...rows.values()], session.readCharacters)) {
      const ids = part.map(({ id }) => id);
      for (const { id, tags } of await readRecords(session, run, 'look', ids)) {
        const lost = (rows.get(id)?.lost ?? []).map((place) => run.tags[place]?.id);
        const back = tags.filter((tag) => lost.includes(tag.id));
        if (back.length > 0) records += 1;
        for (const { name } of back) times.set(name, (times.get(name) ?? 0) + 1);
      }
    }
  } catch (error) {
    if (error instanceof Halted) return null;
    throw error;
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return { records, tag: most?.[0] ?? '' };
}
