import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { commonTag } from '../common-tag.ts';
import { pick } from '../journey.ts';
import { connectedPage } from '../runs/begin.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { callsSeen, roundTrips } from './calls-seen.ts';
import { distWithProbe, middle, seenIn } from './popup-probe.ts';

/** Milliseconds that a call takes. */
const LATENCIES = [50, 200, 400];
const TICKED = 12;
const TIMES = 3;
/** Milliseconds in which a person looks at the chosen tag before they press Remove. No figure includes this time. */
const PAUSE_MS = 1_000;

/** One half of the job: the calls to Zoho, and how long the person waited. */
export interface Half {
  readonly calls: number;
  /** Calls that had to wait for one another. */
  readonly roundTrips: number;
  readonly credits: number;
  /** The median. */
  readonly ms: number;
}

export interface DailyFigures {
  readonly latencyMs: number;
  /** The first popup after connecting, from the start of its document to the tags. */
  readonly firstOpening: Half;
  /** A later one. */
  readonly opening: Half;
  /** From the click on Remove to the result. */
  readonly removing: Half;
  /** The same job in a script, one call after the other: read and list the tags, remove, and read again. */
  readonly plainOpening: Half;
  readonly plainRemoving: Half;
}

/** The daily job, a tag removed from twelve ticked leads, in the browser and in a plain script. */
export async function measureDaily(): Promise<readonly DailyFigures[]> {
  const zoho = await startZoho();
  const dist = distWithProbe(TICKED);
  const figures: DailyFigures[] = [];
  try {
    for (const latencyMs of LATENCIES) figures.push(await measureAt(zoho, dist, latencyMs));
    return figures;
  } finally {
    rmSync(dist, { recursive: true, force: true });
    await zoho.stop();
  }
}

async function measureAt(zoho: Zoho, dist: string, latencyMs: number): Promise<DailyFigures> {
  zoho.reset();
  const untag = new Untag(await launchChromium(zoho, { dist }));
  try {
    await connectedPage(untag);
    const list = await CrmList.open(await untag.context.newPage(), listAddress(zoho));
    const ids = await list.tickFirst(TICKED);
    zoho.set({ latency: { baseMs: latencyMs } });
    const keep = keeper(zoho, ids);
    const first = await opened(untag, zoho, list.page);
    await untag.closePopup(first.popup);
    const openings: Half[] = [];
    const removals: Half[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const { popup, half } = await opened(untag, zoho, list.page);
      openings.push(half);
      removals.push(await removed(popup, zoho, keep.tag));
      await untag.closePopup(popup);
      keep.restore();
    }
    const plain = await plainWay(zoho, ids, keep);
    return {
      latencyMs,
      firstOpening: first.half,
      opening: together(openings),
      removing: together(removals),
      plainOpening: together(plain.openings),
      plainRemoving: together(plain.removals),
    };
  } finally {
    await untag.close();
  }
}

/** The tag to remove, and a function that restores all tags of the records. */
function keeper(zoho: Zoho, ids: readonly string[]): { readonly tag: string; restore(): void } {
  const leads = zoho.world.org('brightside').module('Leads');
  const before = new Map(ids.map((id) => [id, leads.tagsOn(id).map((tag) => tag.id)]));
  return {
    tag: commonTag(leads, ids),
    restore: () => {
      for (const [id, tags] of before) leads.setTags(id, tags);
    },
  };
}

/** Opens the popup and waits until its tags can be used. */
async function opened(untag: Untag, zoho: Zoho, page: Page): Promise<{ popup: Page; half: Half }> {
  await forget(zoho);
  const popup = await untag.popup(page);
  await popup.getByRole('checkbox').first().waitFor();
  await quiet(zoho);
  return { popup, half: half(zoho, (await seenIn(popup)).tags ?? NaN) };
}

/** Chooses the tag, presses Remove, and waits for the result. Calls during the person's look count as well. */
async function removed(popup: Page, zoho: Zoho, tag: string): Promise<Half> {
  await forget(zoho);
  await pick(popup, [tag]);
  await wait(PAUSE_MS);
  const from = Date.now();
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await popup.getByRole('heading', { name: /^Removed from/ }).waitFor();
  await quiet(zoho);
  await popup.waitForFunction(isResultSeen);
  const { pressed = NaN, result = NaN } = await seenIn(popup);
  const calls = callsSeen(zoho.requests);
  const waited = roundTrips(calls.filter(({ at }) => at >= from));
  return { ...half(zoho, result - pressed), roundTrips: waited };
}

/** Runs in the popup: whether it has reported its result as shown. A result that was not reported is shown again. */
async function isResultSeen(): Promise<boolean> {
  const stored =
    await chrome.storage.session.get<Record<string, { startedAt?: number | null; isSeen?: boolean }>>(null);
  return Object.values(stored).every(({ startedAt, isSeen }) => (startedAt ?? null) === null || isSeen === true);
}

async function plainWay(zoho: Zoho, ids: readonly string[], keep: ReturnType<typeof keeper>) {
  const fetch = zohoFetch(zoho);
  const authorization = `Zoho-oauthtoken ${zoho.credentials['brightside']?.accessToken ?? ''}`;
  const ask = async (path: string, body?: object): Promise<void> => {
    const answer = await fetch(`https://www.zohoapis.com/crm/v8${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  };
  const read = () => ask(`/Leads?ids=${ids.join(',')}&fields=id,Tag,Full_Name&converted=both`);
  const timed = async (job: () => Promise<void>): Promise<Half> => {
    await forget(zoho);
    const started = performance.now();
    await job();
    return half(zoho, performance.now() - started);
  };
  const openings: Half[] = [];
  const removals: Half[] = [];
  // The connection is open already, as in the browser.
  await read();
  for (let time = 0; time < TIMES; time += 1) {
    openings.push(
      await timed(async () => {
        await read();
        await ask('/settings/tags?module=Leads');
      }),
    );
    removals.push(
      await timed(async () => {
        await ask('/Leads/actions/remove_tags', { tags: [{ name: keep.tag }], ids });
        await read();
      }),
    );
    keep.restore();
  }
  fetch.agent.destroy();
  return { openings, removals };
}

/** Waits until Zoho has answered every call. */
async function quiet(zoho: Zoho): Promise<void> {
  while (zoho.requests.some(({ answeredAt }) => answeredAt === undefined)) await wait(20);
}

async function forget(zoho: Zoho): Promise<void> {
  await quiet(zoho);
  zoho.requests.splice(0);
}

function half(zoho: Zoho, ms: number): Half {
  const calls = callsSeen(zoho.requests);
  const credits = calls.reduce((sum, call) => sum + call.credits, 0);
  return { calls: calls.length, roundTrips: roundTrips(calls), credits, ms };
}

/** The median of the times, with its calls. */
function together(halves: readonly Half[]): Half {
  const ms = middle(halves.map((each) => each.ms));
  return halves.find((each) => each.ms === ms) ?? { calls: NaN, roundTrips: NaN, credits: NaN, ms };
}
