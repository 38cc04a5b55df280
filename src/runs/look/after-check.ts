import type { Journal } from '../journal/journal.ts';
import { isVerified } from '../visit/identity.ts';
import { cutForRead, readRecords } from '../visit/read-records.ts';
import { Halted, openSession, record, type Session } from '../visit/session.ts';
import type { RecordRow, Run, RunnerPorts } from '../model/types.ts';

/** Most records that the check after the end looks at: four calls. */
const MOST_RECORDS = 200;
/** Where records that lost a tag stand at the end of a run. */
const LOSERS = ['removed', 'partly', 'unknown'] as const;

/**
 * Looks once whether the tags stayed off, and writes how many records have one again. What it cannot find out it leaves
 * unsaid: the run itself is over and true. Tags that an undo puts back have not come back by themselves. Throws what the
 * journal throws.
 */
export async function checkAfterEnd(ports: RunnerPorts, journal: Journal, run: Run): Promise<Run> {
  const session = openSession({ runId: run.id, run, ports, journal, changed: () => undefined });
  // A journal that cannot be written would have every worker look again: then nothing is asked.
  const { undoneBy } = await record(session, () => undefined);
  const found = undoneBy === null ? await look(session, run) : null;
  return record(session, (fact) => {
    // It may have been taken up again, or undone, meanwhile.
    if (fact.run.work.checkAt === null) return;
    fact.change({ cameBack: fact.run.undoneBy === null ? found : null });
    fact.changeWork({ checkAt: null });
  });
}

/** Null where it could not be found out. */
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
