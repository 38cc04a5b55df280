import type { Page } from '@playwright/test';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connectedPage } from '../runs/begin.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { MODULE_KINDS } from '../zoho/world/catalogue.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { createModule } from '../zoho/world/module.ts';

const LATENCY_MS = 200;
const MODULES = 20;

export interface TagsFigures {
  readonly tags: number;
  readonly modules: number;
  readonly latencyMs: number;
  /** Milliseconds from a page's request to the end of the reading. */
  readonly readMs: number;
  readonly credits: number;
  /** Credits of the reading, by its own count. */
  readonly planned: number;
  readonly callsAtOnce: number;
}

/**
 * Fills twenty modules with tags, and reads the lists of all twice, as the tags page does. Measures the second reading.
 */
export async function measureTags(tags: number): Promise<TagsFigures> {
  const zoho = await startZoho();
  const untag = new Untag(await launchChromium(zoho));
  try {
    fill(zoho, tags);
    const page = await connectedPage(untag);
    const connectionId = await page.connectionId();
    zoho.set({ latency: { baseMs: LATENCY_MS } });
    await readAll(page.page, connectionId);
    const before = zoho.credits('brightside').used;
    const { ms, planned } = await readAll(page.page, connectionId);
    const stored = await page.page.evaluate(countStored);
    if (stored.tags !== tags || stored.modules !== MODULES)
      throw new Error(
        `${stored.tags} tags in ${stored.modules} modules were stored in place of ${tags} in ${MODULES}.`,
      );
    return {
      ...stored,
      latencyMs: LATENCY_MS,
      readMs: ms,
      credits: zoho.credits('brightside').used - before,
      planned,
      callsAtOnce: zoho.peak('brightside', EXTENSION_CLIENT_ID),
    };
  } finally {
    await untag.close();
    await zoho.stop();
  }
}

/** One module more than the standard ones and the org's own, all with tags. */
function fill(zoho: Zoho, tags: number): void {
  const org = zoho.world.org('brightside');
  const kind = MODULE_KINDS.find(({ apiName }) => apiName === 'Vehicles');
  if (kind === undefined) throw new Error('There is no module to copy.');
  const name = { apiName: 'Contracts', moduleName: 'CustomModule90', tab: 'CustomModule90' };
  org.modules.push(
    createModule({
      kind: { ...kind, ...name, singular: 'Contract', plural: 'Contracts' },
      number: org.modules.length + 1,
      prefix: '5725767',
      seed: 'brightside',
      size: 10,
      userIds: org.users.map(({ id }) => id),
      clock: zoho.clock,
      picked: false,
      tags: [],
      hasStandingRules: false,
      crowded: { records: 0, tags: 0 },
    }),
  );
  const taggable = new Set(MODULE_KINDS.filter((one) => one.taggable).map(({ apiName }) => apiName));
  const modules = org.modules.filter(({ apiName }) => taggable.has(apiName) || apiName === name.apiName);
  let left = tags - modules.reduce((sum, module) => sum + module.tags().length, 0);
  for (let n = 0; left > 0; n += 1, left -= 1) {
    const given = { name: `Campaign ${n}`, colour: null, createdBy: org.users[0]?.id ?? '', at: zoho.clock.now() };
    modules[n % modules.length]?.tagStore.create(given);
  }
}

function readAll(page: Page, connectionId: string): Promise<{ ms: number; planned: number }> {
  return page.evaluate(async (id) => {
    interface Progress {
      readonly state: string;
      readonly ending: string | null;
      readonly credits: { readonly planned: number };
    }
    const from = performance.now();
    const data = { connectionId: id, modules: null };
    await chrome.runtime.sendMessage({ type: 'request', name: 'tags.read', data });
    const ended = new Promise<Progress>((resolve) => {
      const look = (all: Record<string, Progress> | undefined): void => {
        const progress = all?.[id];
        if (progress?.state === 'ended') resolve(progress);
      };
      chrome.storage.session.onChanged.addListener(({ tagsProgress }) =>
        look(tagsProgress?.newValue as Record<string, Progress> | undefined),
      );
      void chrome.storage.session
        .get<{ tagsProgress: Record<string, Progress> }>('tagsProgress')
        .then(({ tagsProgress }) => look(tagsProgress));
    });
    const { ending, credits } = await ended;
    if (ending !== 'done') throw new Error(`The reading ended: ${ending}`);
    return { ms: performance.now() - from, planned: credits.planned };
  }, connectionId);
}

/** Runs in the page. */
async function countStored(): Promise<{ tags: number; modules: number }> {
  const lists = await new Promise<{ tags: unknown[] }[]>((resolve, reject) => {
    const opening = indexedDB.open('untag-tags');
    opening.addEventListener('error', () => reject(new Error('The store does not open.')));
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction('lists').objectStore('lists').getAll();
      reading.addEventListener('success', () => resolve(reading.result as { tags: unknown[] }[]));
    });
  });
  return { tags: lists.reduce((sum, { tags }) => sum + tags.length, 0), modules: lists.length };
}
