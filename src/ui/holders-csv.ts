import type { Run } from '../runs/model/types.ts';
import { matching } from '../runs/queries/records.ts';
import { BETWEEN_NAMES, separatorOf, tableLine } from '../shared/spreadsheet-line.ts';
import { text } from '../shared/i18n.ts';
import { csvFileName, LINES_PER_PIECE } from './csv-file.ts';
import { recordUrl } from './links.ts';

const BOM = '\uFEFF';

/**
 * The records that a clean-up has found, as a CSV file: module, id, name, their tags when they were found, and link.
 * `runs` are the runs of its steps. Null if none has found a record. Throws `storage-broken`.
 */
export async function holdersCsv(runs: readonly Run[]): Promise<File | null> {
  const [first] = runs;
  const separator = separatorOf();
  const line = (cells: readonly string[]): string => `${tableLine(cells, separator)}\r\n`;
  const pieces: Blob[] = [];
  let lines: string[] = [
    BOM + line([text('col_module'), text('csv_id'), text('csv_name'), text('tags_table'), text('csv_link')]),
  ];
  let records = 0;
  for (const run of runs) {
    const place = { ...run.org, moduleSlug: run.module.moduleSlug };
    for await (const { id, name, before } of matching(run.id, { outcome: null, search: '', after: null })) {
      const tags = before.flatMap((tag) => run.tags[tag]?.name ?? []).join(BETWEEN_NAMES);
      lines.push(line([run.module.plural, `zcrm_${id}`, name, tags, recordUrl(place, id)]));
      records += 1;
      if (lines.length < LINES_PER_PIECE) continue;
      pieces.push(new Blob(lines));
      lines = [];
    }
  }
  if (first === undefined || records === 0) return null;
  return new File([...pieces, ...lines], csvFileName([first.org.name, 'found'], Date.now()), { type: 'text/csv' });
}
