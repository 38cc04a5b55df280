import { zohoFetch } from '../zoho/client-for-tests.ts';
import type { FarZoho } from './far-zoho.ts';
import type { World } from './far-zoho-types.ts';

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
