/**
 * The simulated Zoho in its own process, so that it does not share a thread with the browser. `far-zoho.ts` starts it,
 * and the two communicate over the channel of Node's forked processes.
 */
import { sentUnseen } from '../runs/sent-unseen.ts';
import { startZoho } from '../zoho/simulator.ts';
import { callsSeen } from './calls-seen.ts';
import type { FarReply, FarRequest, World } from './far-zoho-types.ts';

const TAGS = ['Prime', 'Trade show 2026'];
const zoho = await startZoho({ leads: Number(process.argv[2] ?? 300) });
const leads = () => zoho.world.org('brightside').module('Leads');

/** Puts the tags on the newest records: by turns both, the first, and the second. Each record has a tag to lose. */
function prepare(records: number): World {
  zoho.reset();
  const chosen = leads()
    .tags()
    .filter(({ name }) => TAGS.includes(name))
    .map(({ id }) => id);
  const [first = '', second = ''] = chosen;
  const sets = [[first, second], [first], [second]];
  const ids = leads().ids(records);
  ids.forEach((id, n) => {
    const others = leads()
      .tagsOn(id)
      .map((tag) => tag.id)
      .filter((tag) => !chosen.includes(tag))
      .slice(0, 3);
    leads().setTags(id, [...others, ...(sets[n % sets.length] ?? [])]);
  });
  const view = leads().views.find(({ isDefault }) => isDefault);
  return {
    ids,
    tagIds: chosen,
    tagNames: TAGS,
    token: zoho.credentials['brightside']?.accessToken ?? '',
    viewId: view?.id ?? '',
    leastCredits: leastCredits(ids.length, sets),
  };
}

/** Puts one tag on every second record, so many of them, and takes it off all others. */
function prepareHolders(records: number): World {
  zoho.reset();
  const tag = leads()
    .tags()
    .find(({ name }) => name === TAGS[0]);
  const tagId = tag?.id ?? '';
  const ids: string[] = [];
  leads()
    .ids()
    .forEach((id, n) => {
      const others = leads()
        .tagsOn(id)
        .filter(({ name }) => !TAGS.includes(name))
        .map((other) => other.id)
        .slice(0, 3);
      const isHolder = n % 2 === 0 && ids.length < records;
      if (isHolder) ids.push(id);
      leads().setTags(id, isHolder ? [...others, tagId] : others);
    });
  const token = zoho.credentials['brightside']?.accessToken ?? '';
  const leastCreditsOf = Math.ceil(ids.length / 50);
  return { ids, tagIds: [tagId], tagNames: TAGS.slice(0, 1), token, viewId: '', leastCredits: leastCreditsOf };
}

/** The smaller of two costs: one call for each set of tags, or one for each tag. Each started 50 cost one credit. */
function leastCredits(records: number, sets: readonly (readonly string[])[]): number {
  const sizes = sets.map((_, place) => Math.ceil((records - place) / sets.length));
  const bySet = sizes.reduce((sum, size) => sum + Math.ceil(size / 50), 0);
  const tags = [...new Set(sets.flat())];
  const carrying = (tag: string) => sizes.reduce((sum, size, at) => (sets[at]?.includes(tag) ? sum + size : sum), 0);
  return Math.min(
    bySet,
    tags.reduce((sum, tag) => sum + Math.ceil(carrying(tag) / 50), 0),
  );
}

/** Records that still carry one of the tags. */
function stillTagged(ids: readonly string[]): number {
  return ids.filter((id) =>
    leads()
      .tagNames(id)
      .some((name) => TAGS.includes(name)),
  ).length;
}

function answer(request: FarRequest): unknown {
  switch (request.ask) {
    case 'reach': {
      const { port, certificate, spki, hosts } = zoho;
      return { port, certificate, spki, hosts, rules: zoho.resolverRules() };
    }
    case 'prepare':
      return prepare(request.records);
    case 'prepareHolders':
      return prepareHolders(request.records);
    case 'set':
      return zoho.set(request.switches);
    case 'forget':
      return void zoho.requests.splice(0);
    case 'calls':
      return callsSeen(zoho.requests);
    case 'sentUnseen':
      return sentUnseen(zoho.requests).length;
    case 'stillTagged':
      return stillTagged(request.ids);
  }
}

process.on('message', ({ n, request }: { n: number; request: FarRequest }) => {
  const reply: FarReply = { n, value: answer(request) ?? null };
  process.send?.(reply);
});
process.on('disconnect', () => process.exit());
