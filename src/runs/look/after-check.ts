import { CREDITS_PER_READ, ID_CHARACTERS_PER_READ } from '../../zoho/limits.ts';
import type { Journal } from '../journal/journal.ts';
import { cutForRead } from '../visit/read-records.ts';
import type { RecordRow, Run, RunnerPorts } from '../model/types.ts';

/** Most records that the check after the end looks at: four calls. */
const MOST_RECORDS = 200;
/** Where records that lost a tag stand at the end of a run. */
const LOSERS = ['removed', 'partly', 'unknown'] as const;

/**
 * Looks once whether the tags stayed off, and writes how many records have one again. What it cannot find out it leaves
 * unsaid: the run itself is over and true. Tags that an undo puts back have not come back by themselves.
 */
export async function checkAfterEnd(ports: RunnerPorts, journal: Journal, run: Run): Promise<Run> {
  const spent = { calls: 0 };
  const found = run.undoneBy === null ? await look(ports, journal, run, spent).catch(() => null) : null;
  return journal.write(run.id, (fact) => {
    const { credits, undoneBy, work } = fact.run;
    fact.change({ credits: { ...credits, checks: credits.checks + spent.calls * CREDITS_PER_READ } });
    // It may have been taken up again, or undone, meanwhile.
    if (work.checkAt === null) return;
    fact.change({ cameBack: undoneBy === null ? found : null });
    fact.changeWork({ checkAt: null });
  });
}

async function look(
  ports: RunnerPorts,
  journal: Journal,
  run: Run,
  spent: { calls: number },
): Promise<Run['cameBack']> {
  const { zgid, userId } = await ports.identify(run.connectionId);
  if ((zgid ?? run.org.zgid) !== run.org.zgid || (userId ?? run.user.id) !== run.user.id) return null;
  const rows = new Map<string, RecordRow>();
  for (const outcome of LOSERS)
    for (const row of await journal.rowsAfter(run.id, -1, MOST_RECORDS - rows.size, outcome))
      if (row.lost.length > 0) rows.set(row.id, row);
  const api = ports.api(run.connectionId, () => undefined);
  const times = new Map<string, number>();
  let records = 0;
  for (const part of cutForRead([...rows.values()], ID_CHARACTERS_PER_READ)) {
    const ids = part.map(({ id }) => id);
    spent.calls += 1;
    for (const { id, tags } of await api.recordsByIds(run.module.apiName, run.module.nameField, ids)) {
      const lost = (rows.get(id)?.lost ?? []).map((place) => run.tags[place]?.id);
      const back = tags.filter((tag) => lost.includes(tag.id));
      if (back.length > 0) records += 1;
      for (const { name } of back) times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return { records, tag: most?.[0] ?? '' };
}
