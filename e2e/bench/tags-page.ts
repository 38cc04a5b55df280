import type { Page } from '@playwright/test';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connectedPage } from '../runs/begin.ts';
import { startZoho } from '../zoho/simulator.ts';

const TIMES = 7;
const PAGE = 'src/tags-page/index.html';

export interface TagsPageFigures {
  readonly tags: number;
  readonly modules: number;
  /** Median milliseconds from the document's start to the first row on screen. */
  readonly toRow: number;
  /**
   * The longest tasks in milliseconds, 0 where none is over 50: during opening, sorting and searching, and scrolling.
   */
  readonly opening: number;
  readonly working: number;
  readonly scrolling: number;
}

/** Opens the page with stored tags several times, and uses it. */
export async function measureTagsPage(modules: number, tagsPerModule: number): Promise<TagsPageFigures> {
  const zoho = await startZoho();
  const untag = new Untag(await launchChromium(zoho));
  try {
    const driver = await connectedPage(untag);
    const { page } = driver;
    const connectionId = await driver.connectionId();
    const first = await untag.open(PAGE);
    await first.getByRole('grid').waitFor();
    await first.getByRole('button', { name: /^Read again/ }).waitFor();
    await first.close();
    await page.evaluate(fill, { connectionId, modules, tagsPerModule });
    const toRow: number[] = [];
    let opening = 0;
    let working = 0;
    let scrolling = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const tags = await untag.context.newPage();
      // tsx adds a helper to the functions that it compiles, and a page does not have it.
      await tags.addInitScript('globalThis.__name = (marked) => marked');
      await tags.addInitScript(watch);
      await tags.goto(untag.url(PAGE));
      await tags.getByRole('rowheader').first().waitFor();
      const rowAt = await tags.evaluate(() => (globalThis as unknown as Watched).seen.rowAt);
      toRow.push(rowAt ?? NaN);
      opening = Math.max(opening, await longest(tags));
      await tags.getByRole('searchbox').pressSequentially('fair');
      await tags
        .getByText(/^[\d,]+ of [\d,]+ tags$/)
        .first()
        .waitFor();
      await tags.getByRole('searchbox').press('Escape');
      await tags.getByRole('button', { name: 'Records' }).click();
      await tags.getByRole('button', { name: /^Look alike/ }).click();
      await tags.getByRole('button', { name: 'Show all' }).click();
      working = Math.max(working, await longest(tags));
      await tags.evaluate(scroll);
      scrolling = Math.max(scrolling, await longest(tags));
      await tags.close();
    }
    return { tags: modules * tagsPerModule, modules, toRow: middle(toRow), opening, working, scrolling };
  } finally {
    await untag.close();
    await zoho.stop();
  }
}

interface Watched {
  readonly seen: { rowAt: number | null; longest: number };
}

/** Runs in the page before anything else. */
function watch(): void {
  const seen: Watched['seen'] = { rowAt: null, longest: 0 };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if (document.querySelector('tbody [role="row"]') === null) requestAnimationFrame(look);
    else seen.rowAt = performance.now();
  };
  look();
}

/** The longest task since the last call of this function. */
async function longest(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { seen } = globalThis as unknown as Watched;
    const found = seen.longest;
    seen.longest = 0;
    return found;
  });
}

async function scroll(): Promise<void> {
  const { scrollHeight } = document.documentElement;
  for (let step = 0; step < 60; step += 1) {
    scrollBy(0, step < 40 ? 800 : scrollHeight / 20);
    await new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
  }
}

function middle(times: readonly number[]): number {
  return [...times].toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** Replaces the stored lists by those of many modules. Runs in a page of the extension. */
async function fill(given: { connectionId: string; modules: number; tagsPerModule: number }): Promise<void> {
  const { connectionId, modules, tagsPerModule } = given;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asking = indexedDB.open('untag-tags');
    asking.addEventListener('error', () => reject(new Error('The store of tags does not open.')));
    asking.addEventListener('success', () => resolve(asking.result));
  });
  const writing = database.transaction(['modules', 'lists'], 'readwrite');
  const now = Date.now();
  const kinds = ['Trade fair', 'Campaign', 'Webinar', 'Import', 'VIP', 'Region'];
  for (const table of ['modules', 'lists']) writing.objectStore(table).clear();
  for (let place = 0; place < modules; place += 1) {
    const apiName = `Module_${place}`;
    const names = { connectionId, apiName, moduleSlug: apiName, singular: apiName, plural: `Module ${place}` };
    const read = { state: 'read', error: null, triedAt: now, readAt: now, extras: [], countError: null };
    const room = { used: tagsPerModule, allowed: 200 };
    writing.objectStore('modules').put({ ...names, ...read, isCustom: true, place, room });
    const tags = Array.from({ length: tagsPerModule }, (_, n) => {
      const id = `57401190${String(place * 1_000 + n).padStart(10, '0')}`;
      // A third of the names are in other modules too, and every tenth resembles the one before it.
      const shared = n % 3 === 0 ? '' : ` ${place}`;
      const name = `${kinds[n % kinds.length]} ${2_015 + (n % 12)}-${n}${shared}`;
      const alike = n % 10 < 2 ? `57401190${String(place * 1_000 + n - (n % 10)).padStart(10, '0')}` : null;
      const lastUsed = n % 7 === 0 ? null : { on: now - n * 86_400_000 };
      const made = { createdAt: now - 1e11, createdBy: 'Mira Okafor' };
      return {
        id,
        name,
        colour: '#57B1FD',
        records: n % 5 === 0 ? 0 : n * 37,
        lastUsed,
        isUsed: null,
        ...made,
        alike,
      };
    });
    writing.objectStore('lists').put({ connectionId, apiName, readAt: now, tags });
  }
  await new Promise<void>((resolve, reject) => {
    writing.addEventListener('complete', () => resolve());
    writing.addEventListener('abort', () => reject(new Error('The store of tags takes no more.')));
  });
  database.close();
}
