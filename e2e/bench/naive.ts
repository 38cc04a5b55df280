import type { Untag } from '../browser/Untag.ts';
import { zohoFetch } from '../zoho/client-for-tests.ts';
import type { FarZoho } from './far-zoho.ts';
import type { World } from './far-zoho-types.ts';

interface RecordsAnswer {
  readonly data: readonly { readonly id: string; readonly Tag?: readonly { readonly id: string }[] | null }[];
  readonly info: { readonly more_records: boolean; readonly next_page_token: string | null };
}

/**
 * A retire in a simple script: all pages of the module one after the other, then the removals. Resolves with the seconds
 * of both.
 */
export async function scanThenRemove(
  zoho: FarZoho,
  world: World,
  idsPerCall: number,
): Promise<{ findSeconds: number; removeSeconds: number }> {
  const fetch = zohoFetch(zoho);
  const headers = { authorization: `Zoho-oauthtoken ${world.token}` };
  const ids: string[] = [];
  const started = performance.now();
  for (let next: string | null = 'page=1'; next !== null;) {
    const url = `https://www.zohoapis.com/crm/v8/Leads?fields=id,Tag&per_page=200&converted=both&${next}`;
    const { data, info } = (await (await fetch(url, { headers })).json()) as RecordsAnswer;
    ids.push(...data.filter(({ Tag }) => Tag?.some(({ id }) => id === world.tagIds[0])).map(({ id }) => id));
    next = info.more_records ? `page_token=${encodeURIComponent(info.next_page_token ?? '')}` : null;
  }
  const findSeconds = (performance.now() - started) / 1_000;
  fetch.agent.destroy();
  return { findSeconds, removeSeconds: await oneAfterTheOther(zoho, { ...world, ids }, idsPerCall) };
}

/**
 * The same job by the least code that there is: as many calls at once as there are lanes, made in Untag's worker, with
 * nothing read, checked or stored. Resolves with the seconds.
 */
export async function severalAtOnce(untag: Untag, world: World, lanes: number, idsPerCall: number): Promise<number> {
  const { ids, tagNames, token } = world;
  const ms = await untag.worker.evaluate(sendAll, { ids, tagNames, token, lanes, idsPerCall });
  return ms / 1_000;
}

/** Runs in the worker, so it contains everything it needs. Resolves with the milliseconds. */
async function sendAll({
  ids,
  tagNames,
  token,
  lanes,
  idsPerCall,
}: Pick<World, 'ids' | 'tagNames' | 'token'> & { lanes: number; idsPerCall: number }): Promise<number> {
  const started = performance.now();
  const tags = tagNames.map((name) => ({ name }));
  let at = 0;
  // No inner function may have a name, because `tsx` marks those with a helper that the worker does not have.
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (at < ids.length) {
        const part = ids.slice(at, at + idsPerCall);
        at += idsPerCall;
        const answer = await fetch('https://www.zohoapis.com/crm/v8/Leads/actions/remove_tags', {
          method: 'POST',
          headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ tags, ids: part }),
        });
        if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
        await answer.json();
      }
    }),
  );
  return performance.now() - started;
}

/** The same job in a simple script: one call after the other, both tags for every record. Resolves with the seconds. */
export async function oneAfterTheOther(zoho: FarZoho, world: World, idsPerCall: number): Promise<number> {
  const fetch = zohoFetch(zoho);
  const tags = world.tagNames.map((name) => ({ name }));
  const started = performance.now();
  for (let at = 0; at < world.ids.length; at += idsPerCall) {
    const answer = await fetch('https://www.zohoapis.com/crm/v8/Leads/actions/remove_tags', {
      method: 'POST',
      headers: { authorization: `Zoho-oauthtoken ${world.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tags, ids: world.ids.slice(at, at + idsPerCall) }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  }
  const seconds = (performance.now() - started) / 1_000;
  fetch.agent.destroy();
  return seconds;
}
