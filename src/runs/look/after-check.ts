import type { Journal } from '../journal/journal.ts';
import { isVerified } from '../visit/identity.ts';
import { cutForRead, readRecords } from '../visit/read-records.ts';
import { addingIn } from '../../zoho/tag-use.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import type { Adding } from '../../shared/run-summary.ts';
import { call, type CallKind, Halted, openSession, record, type Session } from '../visit/session.ts';
import type { RecordRow, Run, RunnerPorts } from '../model/types.ts';

/** The most records that the check after the end reads: four calls. */
const MOST_RECORDS = 200;
/** Most automation that is named. */
const MOST_NAMED = 3;
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
  const ids = new Map<string, string>();
  let records = 0;
  try {
    for (const part of cutForRead([...rows.values()], session.readCharacters)) {
      const asked = part.map(({ id }) => id);
      for (const { id, tags } of await readRecords(session, run, 'look', asked)) {
        const lost = (rows.get(id)?.lost ?? []).map((place) => run.tags[place]?.id);
        const back = tags.filter((tag) => lost.includes(tag.id));
        if (back.length > 0) records += 1;
        for (const { id: tagId, name } of back) {
          times.set(name, (times.get(name) ?? 0) + 1);
          ids.set(name, tagId);
        }
      }
    }
  } catch (error) {
    if (error instanceof Halted) return null;
    throw error;
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  const back = { records, tag: most?.[0] ?? '' };
  const by = records === 0 ? [] : await adding(session, run, ids.get(back.tag) ?? '');
  return by.length === 0 ? back : { ...back, by };
}

/** The automation that puts a tag back. None where Zoho does not say it. */
async function adding(session: Session, run: Run, tagId: string): Promise<readonly Adding[]> {
  const kind: CallKind = { purpose: 'list', use: 'checks', cost: CREDITS_PER_READ, useReserve: true };
  try {
    const ending = await call(session, kind, () => session.api.tagUse(run.module.apiName, tagId));
    return ending.isOk && ending.value !== null ? addingIn(ending.value).slice(0, MOST_NAMED) : [];
  } catch (error) {
    if (error instanceof Halted) return [];
    throw error;
  }
}
