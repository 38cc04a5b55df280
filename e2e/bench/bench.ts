import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { type Bench, budgetTable, type Measured } from './budgets.ts';
import { measureContent } from './content.ts';
import { measureDaily } from './daily.ts';
import { measureErasing } from './erasing.ts';
import { measureMemory } from './memory.ts';
import { measurePackages } from './package-sizes.ts';
import { measurePopup } from './popup.ts';
import { measureRecovery } from './recovery.ts';
import { measureRetire } from './retire.ts';
import {
  type BareFigures,
  type LoopFigures,
  measureBare,
  measureLoop,
  measureRuns,
  type MedianFigures,
} from './runs.ts';
import { measureTags } from './tags.ts';
import { measureTagsPage } from './tags-page.ts';
import {
  dailyTable,
  erasingTable,
  memoryTable,
  popupTable,
  recoveryTable,
  retireTable,
  runsTable,
  tagsPageTable,
  tagsTable,
} from './tables.ts';

/** How often each number of records is measured. Short runs differ more. */
const SIZES = [
  { records: 10_000, times: 5 },
  { records: 50_000, times: 1 },
];
const LOOPS = [100, 500];
const MEMORY_RECORDS = 100_000;
const RETIRE_RECORDS = 100_000;
const PAST_RUNS = 10_000;
const TAGS = 3_000;
const TAG_MODULES = 20;

/** Each part prints its table and returns its figures. */
const PARTS = { content, popup, daily, tags, packages, runs, retire, memory, recovery, erasing };

async function runs() {
  const measured: MedianFigures[] = [];
  const bare: BareFigures[] = [];
  const loops: LoopFigures[] = [];
  for (const { records, times } of SIZES) {
    measured.push(await measureRuns(records, times));
    bare.push(await measureBare(records));
    for (const idsPerCall of LOOPS) loops.push(await measureLoop(records, idsPerCall));
  }
  console.table(runsTable(measured, bare, loops));
  return { measured, bare, loops };
}

async function memory() {
  const figures = await measureMemory(MEMORY_RECORDS);
  console.table(memoryTable(figures));
  return figures;
}

async function retire() {
  const figures = await measureRetire(RETIRE_RECORDS);
  console.table(retireTable(figures));
  return figures;
}

async function recovery() {
  const figures = await measureRecovery();
  console.table(recoveryTable(figures));
  return figures;
}

async function popup() {
  const figures = await measurePopup();
  console.table(popupTable(figures));
  return figures;
}

async function daily() {
  const figures = await measureDaily();
  console.table(dailyTable(figures));
  return figures;
}

async function erasing() {
  const figures = await measureErasing(PAST_RUNS);
  console.table(erasingTable(figures));
  return figures;
}

async function tags() {
  const reading = await measureTags(TAGS);
  console.table(tagsTable(reading));
  const page = await measureTagsPage(TAG_MODULES, TAGS / TAG_MODULES);
  console.table(tagsPageTable(page));
  return { reading, page };
}

async function content() {
  const figures = await measureContent();
  console.table(figures);
  return figures;
}

async function packages() {
  return measurePackages();
}

async function measured<Figures>(measure: () => Promise<Figures>): Promise<Measured<Figures>> {
  const load = loadavg()[0] ?? 0;
  return { load, figures: await measure() };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. The parts are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const bench: Record<string, Measured<unknown>> = {};
const failed: string[] = [];
for (const [name, measure] of Object.entries<() => Promise<unknown>>(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}, load ${loadavg()[0]?.toFixed(1)}`);
  try {
    bench[name] = await measured(measure);
  } catch (error) {
    console.error(error); // the figures of the other parts took minutes
    failed.push(name);
  }
}
const budgets = budgetTable(bench as Bench);
const short = budgets.filter(({ verdict }) => verdict === 'SHORT').length;
console.log(`\n── budgets: ${short} of ${budgets.length} fall short`);
console.table(budgets);
const folder = resolve(import.meta.dirname, '../../artifacts');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), budgets, failed, ...bench }, null, 2)}\n`,
);
console.log('\nThe figures are in artifacts/bench.json');
if (failed.length > 0) {
  console.error(`Not measured: ${failed.join(', ')}`);
  process.exit(1);
}
