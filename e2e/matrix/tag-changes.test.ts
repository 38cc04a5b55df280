import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cleanup } from '../../src/cleanups/model/types.ts';
import type { CleanupRequest } from '../../src/shared/messages.ts';
import { scaledClock } from '../zoho/clock.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { cleanupHome } from './cleanup-home.ts';
import { LEADS } from './play.ts';
import { CALLS, ENDPOINTS, TAG_CALL_CASES, type TagCall, type TagCallCase } from './tag-change-cases.ts';

const RECORDS = 60;
const SPEED = 50;
const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;
const [OLD, UNUSED, NAME] = ['Prime', 'Never used', 'Key accounts'];
/** A call with a side effect is not sent more often than this for one change. */
const MOST_CALLS = 40;

let zoho: Zoho;
const table: string[] = [];

beforeAll(async () => {
  zoho = await startZoho({ leads: RECORDS, clock: scaledClock(SPEED) });
});
afterAll(async () => {
  console.log([line(['case', 'call', 'sent', 'first end', 'end']), ...table].join('\n'));
  await zoho.stop();
});

function line([name, ...cells]: readonly [string, ...(string | number)[]]): string {
  return name.padEnd(44) + cells.map((cell) => String(cell).padStart(18)).join('');
}

const KINDS: Readonly<Record<TagCall, 'replace' | 'rename' | 'delete'>> = {
  make: 'replace',
  rename: 'rename',
  nameBack: 'rename',
  list: 'delete',
  count: 'delete',
  delete: 'delete',
  remake: 'delete',
};

const leads = () => zoho.world.org('brightside').module('Leads');
const called = (name: string) =>
  leads()
    .tags()
    .filter((tag) => tag.name === name);
const isEnded = ({ state }: Cleanup) => state === 'ended';
const isUndone = (cleanup: Cleanup) => isEnded(cleanup) && cleanup.isUndo;

/** The names and colours of all tags, and the names of each record's tags. */
function snapshot() {
  const byName = (one: string, other: string) => one.localeCompare(other);
  return {
    tags: leads()
      .tags()
      .map(({ name, colour }) => `${name} ${colour ?? '-'}`)
      .sort(byName),
    records: leads()
      .ids()
      .map((id) => leads().tagNames(id).toSorted(byName)),
  };
}

function request(call: TagCall, connectionId: string): CleanupRequest {
  const kind = KINDS[call];
  const { id, name, colour } = called(kind === 'delete' ? UNUSED : OLD)[0]!;
  const holders = { tags: [{ id, name, colour }], way: 'scan' as const, counted: [null] };
  const step = {
    module: LEADS,
    holders,
    ...(kind === 'rename' && { name: NAME }),
    ...(kind === 'replace' && { stays: { id: null, name: NAME, colour: '#57B1FD' } }),
  };
  return { id: 'clean', connectionId, kind, steps: [step] };
}

/** What the clean-up says of its tags, in one word. */
function toldOf({ steps, error, isUndo }: Cleanup, call: TagCall): string {
  const { renaming, back, deleted = [], kept = [], renewed = [], unmade = [], stays } = steps[0]?.tags ?? {};
  const told = {
    rename: (isUndo ? back : renaming)?.kind,
    replace: stays === undefined ? undefined : 'done',
    delete: isUndo ? (renewed[0] && 'done') || unmade[0]?.why : (deleted[0] && 'done') || kept[0]?.why,
  }[KINDS[call]];
  return told ?? error?.code ?? 'nothing';
}

/** The same by the simulated Zoho's own state. */
function isDone({ isUndo }: Cleanup, call: TagCall): boolean {
  const kind = KINDS[call];
  if (kind === 'delete') return called(UNUSED).length === (isUndo ? 1 : 0);
  const [there, gone] = isUndo ? [OLD, NAME] : [NAME, OLD];
  return called(there).length === 1 && (kind === 'replace' || called(gone).length === 0);
}

interface Played {
  readonly first: string;
  readonly last: string;
  /** The clean-up after its undo, or as it was left where it is kept. */
  readonly undone: Cleanup;
  readonly calls: number;
  readonly before: ReturnType<typeof snapshot>;
  readonly after: ReturnType<typeof snapshot>;
}

/** Plays the call with the fault, then without it, and undoes what was done. */
async function play(call: TagCall, given: TagCallCase): Promise<Played> {
  zoho.reset();
  const isOfUndo = call === 'remake' || call === 'nameBack';
  const endpoint = ENDPOINTS[call];
  const before = snapshot();
  const home = await cleanupHome(zoho, { speed: SPEED });
  const { cleanups, connectionId, shows } = home;
  const ends = isOfUndo ? isUndone : isEnded;
  const sent = () => zoho.requests.filter((one) => one.endpoint === endpoint).length;

  /** The end of the part that meets the fault: it says what is true, or which error has stopped it. */
  async function ended(): Promise<Cleanup> {
    const now = await shows(ends);
    const told = toldOf(now, call);
    expect({ told, isDone: told === 'done' }).toEqual({
      told,
      isDone: call === 'make' ? told === 'done' : isDone(now, call),
    });
    expect(told).not.toBe('nothing');
    for (const name of [NAME, UNUSED, OLD]) expect(called(name).length).toBeLessThanOrEqual(1);
    return now;
  }

  try {
    if (isOfUndo) {
      await cleanups.start(request(call, connectionId));
      await shows(isEnded);
      zoho.requests.splice(0);
    }
    zoho.inject(given.faultAt(endpoint));
    if (isOfUndo) await cleanups.undo({ id: 'clean' });
    else await cleanups.start(request(call, connectionId));
    const first = toldOf(await ended(), call);
    const calls = sent();
    zoho.set({ faults: [] });
    await cleanups.goOn({ id: 'clean' });
    let undone = await ended();
    // A tag that was refused, and not every one, is asked for again by a retry.
    if (call === 'remake' && toldOf(undone, call) === 'refused') {
      await cleanups.retry({ id: 'clean' });
      undone = await ended();
    }
    const last = toldOf(undone, call);
    if (!isOfUndo && last === 'done') {
      await cleanups.undo({ id: 'clean' });
      undone = await shows(isUndone);
    }
    return { first, last, undone, calls, before, after: snapshot() };
  } finally {
    await home.end();
  }
}

/** What the short test plays. */
const TELLING = ['make, lost after it is applied', 'remake, never answered, applied', 'delete, NO_PERMISSION for good'];
const ALL = CALLS.flatMap((call) => TAG_CALL_CASES.map((given) => ({ call, given, name: `${call}, ${given.name}` })));

test.each(ALL.filter(({ name }) => isWhole || TELLING.includes(name)))(
  'a change of tags says what is true in Zoho, and can be gone on with and undone: $name',
  { timeout: 60_000 },
  async ({ call, given }) => {
    const { first, last, undone, calls, before, after } = await play(call, given);
    table.push(line([given.name, call, calls, first, last]));
    expect(calls).toBeLessThan(MOST_CALLS);
    expect(given.isLasting && first === 'done').toBe(false);
    // A tag that could not be counted or deleted is kept, with the reason.
    const mayBeKept = call === 'count' || call === 'delete';
    expect(mayBeKept ? ['done', 'refused'] : ['done']).toContain(last);
    expect(undone.error).toBeNull();
    const made = KINDS[call] === 'replace' ? [`${NAME} #57B1FD`] : [];
    expect({ ...after, tags: after.tags.filter((tag) => !made.includes(tag)) }).toEqual(before);
  },
);
