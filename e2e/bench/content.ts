import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { DIST, launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';

const ROWS = 500;
const TICKED = 100;
const ROUNDS = 9;

/** One figure with its limit; null where there is no limit. */
export interface ContentFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'kB';
  readonly budget: number | null;
}

interface Round {
  /** A right click on a ticked row: counting, and finding the row's record. */
  readonly rightClick: number;
  /** Milliseconds that the script itself takes for an answer with all ids. */
  readonly reading: number;
  /** From the question to the answer, over the browser's messaging. */
  readonly answer: number;
}

/** The cost of the content script in a list of 500 rows with 100 ticked. Every round is cold: the page is loaded again. */
export async function measureContent(): Promise<readonly ContentFigure[]> {
  const zoho = await startZoho({ leads: ROWS });
  zoho.set({ pageSizes: [ROWS], firstRows: 0 });
  const untag = new Untag(await launchChromium(zoho));
  try {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(untag, zoho));
    const ofAll = (pick: (round: Round) => number): number => median(rounds.map(pick));
    return [
      { what: 'right click, 100 ticked in 500 rows', value: ofAll((r) => r.rightClick), unit: 'ms', budget: 3 },
      { what: 'ids of 100 ticked in 500 rows, cold', value: ofAll((r) => r.reading), unit: 'ms', budget: 15 },
      { what: 'the same, from question to answer', value: ofAll((r) => r.answer), unit: 'ms', budget: null },
      { what: 'content script, gzip', value: scriptSize(), unit: 'kB', budget: 4 },
    ];
  } finally {
    await untag.close();
    await zoho.stop();
  }
}

async function measureRound(untag: Untag, zoho: Zoho): Promise<Round> {
  const reading = await inTickedList(untag, zoho, (list) => measureReading(untag, list));
  const { answer, rightClick } = await inTickedList(untag, zoho, async (list) => ({
    answer: await measureAnswer(untag),
    rightClick: await measureRightClick(list),
  }));
  return { rightClick, reading, answer };
}

async function inTickedList<Value>(untag: Untag, zoho: Zoho, use: (list: CrmList) => Promise<Value>): Promise<Value> {
  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho, { perPage: ROWS }));
  await list.complete(ROWS);
  await list.selectRange(0, TICKED - 1);
  await page.bringToFront();
  const value = await use(list);
  await page.close();
  return value;
}

/** The listener runs inside the dispatch, so the dispatch takes as long as the listener. */
function measureRightClick(list: CrmList): Promise<number> {
  return list.rows.nth(TICKED / 2).evaluate((row) => {
    const click = new MouseEvent('contextmenu', { bubbles: true, composed: true });
    const before = performance.now();
    row.dispatchEvent(click);
    return performance.now() - before;
  });
}

async function measureAnswer(untag: Untag): Promise<number> {
  const { answer, ids } = await untag.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' });
    const before = performance.now();
    const report = await new Promise<{ ticked: { groups: { ids: string[] }[] } }>((resolve) => {
      chrome.tabs.connect(tab?.id ?? -1, { name: 'untag-page' }).onMessage.addListener(resolve);
    });
    return { answer: performance.now() - before, ids: report.ticked.groups[0]?.ids.length ?? 0 };
  });
  if (ids !== TICKED) throw new Error(`${ids} ids were read where ${TICKED} rows are ticked.`);
  return answer;
}

async function measureReading(untag: Untag, { page }: CrmList): Promise<number> {
  const cdp = await untag.context.newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 250 });
  await cdp.send('Profiler.start');
  await measureAnswer(untag);
  const { profile } = await cdp.send('Profiler.stop');
  return timeInExtension(profile);
}

/** The used parts of a CPU profile: the tree of calls, and the running node of each sample. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly url: string };
  }[];
  readonly samples?: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas?: readonly number[];
}

/** Milliseconds in functions of the extension, including their calls in the page's DOM. */
function timeInExtension({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const mark = (id: number, isInside: boolean): void => {
    const node = byId.get(id);
    const isOurs = isInside || node?.callFrame.url.startsWith('chrome-extension://') === true;
    if (isOurs) ours.add(id);
    for (const child of node?.children ?? []) mark(child, isOurs);
  };
  const [root] = nodes;
  if (root !== undefined) mark(root.id, false);
  // A delta is the time since the sample before it, so it belongs to that sample.
  const micros = samples.reduce((sum, id, at) => (ours.has(id) ? sum + (timeDeltas[at + 1] ?? 0) : sum), 0);
  return micros / 1_000;
}

function scriptSize(): number {
  const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as {
    content_scripts: { js: string[] }[];
  };
  const files = manifest.content_scripts.flatMap(({ js }) => js);
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0) / 1_000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
