import { rowsOf } from '../journal/blocks.ts';
import { hasLost } from '../model/outcome.ts';
import { openJournal } from '../journal/open-journal.ts';

/** Puts into `broken` each run whose number of changed records is wrong at this moment. */
export async function watchChanged(broken: string[]): Promise<void> {
  const reading = (await openJournal()).transaction(['runs', 'blocks']);
  const [runs, blocks] = await Promise.all([
    reading.objectStore('runs').getAll(),
    reading.objectStore('blocks').getAll(),
  ]);
  for (const { id, seq, changed } of runs) {
    const rows = blocks.flatMap((block) => (block.r === seq ? rowsOf(id, block, () => true) : []));
    const truth = rows.filter((row) => hasLost(row)).length;
    if (truth !== changed) broken.push(`${id} counts ${changed} of ${truth} records that have lost a tag`);
  }
}
