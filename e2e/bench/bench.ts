import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { measureDaily } from './daily.ts';
import { measureErasing } from './erasing.ts';
import { measureMemory } from './memory.ts';
import { measurePopup } from './popup.ts';
import { measureRecovery } from './recovery.ts';
import { measureRetire } from './retire.ts';
import { type LoopFigures, measureLoop, measureRun, type RunFigures } from './runs.ts';
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

const SIZES = [10_000, 50_000];
const LOOPS = [100, 500];
const MEMORY_RECORDS = 100_000;
const RETIRE_RECORDS = 100_000;
const PAST_RUNS = 10_000;
const TAGS = 3_000;
const TAG_MODULES = 20;

/** Each part prints its table and returns its figures. */
const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
  runs,
  memory,
  retire,
  recovery,
  popup,
  daily,
  erasing,
  tags,
  content,
};

async function runs(): Promise<unknown> {
  const measured: RunFigures[] = [];
  const loops: LoopFigures[] = [];
  for (const records of SIZES) {
    measured.push(await measureRun(records));
    for (const idsPerCall of LOOPS) loops.push(await measureLoop(records, idsPerCall));
  }
  console.table(runsTable(measured, loops));
  return { measured, loops };
}

async function memory(): Promise<unknown> {
  const figures = await measureMemory(MEMORY_RECORDS);
  console.table(memoryTable(figures));
  return figures;
}

async function retire(): Promise<unknown> {
  const figures = await measureRetire(RETIRE_RECORDS);
  console.table(retireTable(figures));
  return figures;
}

async function recovery(): Promise<unknown> {
  const figures = await measureRecovery();
  console.table(recoveryTable(figures));
  return figures;
}

async function popup(): Promise<unknown> {
  const figures = await measurePopup();
  console.table(popupTable(figures));
  return figures;
}

async function daily(): Promise<unknown> {
  const figures = await measureDaily();
  console.table(dailyTable(figures));
  return figures;
}

async function erasing(): Promise<unknown> {
  const figures = await measureErasing(PAST_RUNS);
  console.table(erasingTable(figures));
  return figures;
}

async function tags(): Promise<unknown> {
  const reading = await measureTags(TAGS);
  console.table(tagsTable(reading));
  const page = await measureTagsPage(TAG_MODULES, TAGS / TAG_MODULES);
  console.table(tagsPageTable(page));
  return { reading, page };
}

/** The content script is measured in a file of its own. */
async function content(): Promise<unknown> {
  const file = join(import.meta.dirname, 'content.ts');
  if (!existsSync(file)) return null;
  const { measureContent } = (await import(file)) as { measureContent: () => Promise<unknown> };
  return measureContent();
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. The parts are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const figures: Record<string, unknown> = { at: new Date().toISOString() };
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}, load ${loadavg()[0]?.toFixed(1)}`);
  figures[name] = await measure();
}
const folder = resolve(import.meta.dirname, '../../artifacts');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
console.log('\nThe figures are in artifacts/bench.json');
