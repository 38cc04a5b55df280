import { CREDITS_PER_READ, IDS_PER_READ } from '../zoho/limits.ts';
import type { Journal } from './journal/journal.ts';
import { portions } from './plan.ts';
import type { RecordRow, Run, RunnerPorts } from './types.ts';

/** Most records that the check after the end looks at: four calls. */
const MOST_RECORDS = 200;

/**
 * Looks once whether the tags stayed off, and writes how many records have one again. What it cannot find out it leaves
 * unsaid: the run itself is over and true.
 */
export async function checkAfterEnd(ports: RunnerPorts, journal: Journal, run: Run): Promise<Run> {
  const cameBack = await look(ports, journal, run).catch(() => null);
  return journal.write(run.id, (fact) => {
    if (fact.run.work.checkAt === null) return;
    const { credits } = fact.run;
    const checks = credits.checks + (cameBack?.calls ?? 0) * CREDITS_PER_READ;
    fact.change({ cameBack: cameBack?.found ?? null, credits: { ...credits, checks } });
    fact.changeWork({ checkAt: null });
  });
}

async function look(ports: RunnerPorts, journal: Journal, run: Run) {
  const { zgid, userId } = await ports.identify(run.connectionId);
  if ((zgid ?? run.org.zgid) !== run.org.zgid || (userId ?? run.user.id) !== run.user.id) return null;
  const removed = await journal.rowsAfter(run.id, -1, MOST_RECORDS, 'removed');
  const partly = await journal.rowsAfter(run.id, -1, MOST_RECORDS - removed.length, 'partly');
  const rows = new Map<string, RecordRow>([...removed, ...partly].map((row) => [row.id, row]));
  const parts = portions([...rows.keys()], IDS_PER_READ);
  const api = ports.api(run.connectionId, () => undefined);
  const times = new Map<string, number>();
  let records = 0;
  for (const ids of parts)
    for (const { id, tags } of await api.recordsByIds(run.module.apiName, run.module.nameField, ids)) {
      const lost = (rows.get(id)?.lost ?? []).map((place) => run.tags[place]?.id);
      const back = tags.filter((tag) => lost.includes(tag.id));
      if (back.length > 0) records += 1;
      for (const { name } of back) times.set(name, (times.get(name) ?? 0) + 1);
    }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return { found: { records, tag: most?.[0] ?? '' }, calls: parts.length };
}
