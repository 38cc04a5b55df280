import { BETWEEN_NAMES } from '../../src/shared/spreadsheet-line.ts';

/** One record in Untag's CSV. */
export interface Reported {
  readonly id: string;
  readonly outcome: string;
  readonly removed: readonly string[];
  readonly after: readonly string[];
}

const COLUMNS = { id: 'Record ID', removed: 'Tags removed', after: 'Tags after', outcome: 'Outcome' } as const;

/** The records of a report that was saved as CSV, as its reader would see them. */
export function reportedRecords(csv: string): readonly Reported[] {
  const [headings = [], ...rows] = cellsOf(csv.replace(/^\uFEFF/, ''));
  const place = (name: string): number => {
    const found = headings.indexOf(name);
    if (found === -1) throw new Error(`The CSV has no column "${name}": ${headings.join(', ')}`);
    return found;
  };
  return rows.map((row) => ({
    id: (row[place(COLUMNS.id)] ?? '').replace('zcrm_', ''),
    outcome: row[place(COLUMNS.outcome)] ?? '',
    removed: names(row[place(COLUMNS.removed)]),
    after: names(row[place(COLUMNS.after)]),
  }));
}

function names(cell = ''): readonly string[] {
  return cell === '' ? [] : cell.split(BETWEEN_NAMES);
}

/** Lines of cells; quotes hold separators together and are doubled inside. */
function cellsOf(csv: string): string[][] {
  const lines = csv.match(/(?:"(?:[^"]|"")*"|[^\r\n"])+/g) ?? [];
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"'),
    ),
  );
}
