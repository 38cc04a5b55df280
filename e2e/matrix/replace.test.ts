import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sumOf } from '../../src/runs/model/machine.ts';
import { createJournal } from '../../src/runs/journal/journal.ts';
import { scaledClock } from '../zoho/clock.ts';
import type { FaultInput } from '../zoho/limits/fault-types.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import { cleanupHome } from './cleanup-home.ts';
import { LEADS } from './play.ts';

const RECORDS = 300;
const SPEED = 50;
const OLD = ['VIP', 'VIP 2024'];
const NEW = 'Key accounts';
const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;

let zoho: Zoho;
beforeAll(async () => {
  zoho = await startZoho({ leads: RECORDS, clock: scaledClock(SPEED) });
});
afterAll(() => zoho.stop());

interface Case {
  readonly name: string;
  readonly isTelling?: boolean;
  readonly switches?: SwitchesInput;
  readonly faults?: readonly FaultInput[];
}

const of = (endpoint: string, nth = 1, times = 1) => ({ endpoint, nth, times });

const CASES: readonly Case[] = [
  { name: 'as documented', isTelling: true },
  { name: 'full records are refused', switches: { recordTagLimit: 'itemError' }, isTelling: true },
  { name: 'one tag a call', switches: { maximumLength: { tags: 1 } } },
  { name: 'tags by id only', switches: { removeBy: 'idOnly' } },
  { name: 'tags by name only', switches: { removeBy: 'nameOnly' } },
  { name: 'names in any case', switches: { tagNameCase: 'insensitive', tagNamesEqual: 'caseBlindTrimmed' } },
  { name: 'a deleted tag as an object', switches: { deletedTagAs: 'object' } },
  { name: 'a deleted tag lingers', switches: { deletedTagLingersMs: 20_000 } },
  { name: 'a name never makes a tag', switches: { addTagByName: 'refused' } },
  { name: 'the making is lost', faults: [{ fault: 'lostBeforeApply', match: of('createTags', 1, 2) }] },
  {
    name: 'the making has no answer',
    faults: [{ fault: 'lostAfterApply', match: of('createTags') }],
    isTelling: true,
  },
  { name: 'the making is 500, applied', faults: [{ fault: 'status500', match: of('createTags'), applied: true }] },
  { name: 'the making is throttled', faults: [{ fault: 'tooManyRequests', match: of('createTags') }] },
  {
    name: 'a delete has no answer',
    faults: [{ fault: 'lostAfterApply', match: of('deleteTag', 1, 2) }],
    isTelling: true,
  },
  { name: 'a delete is applied late', faults: [{ fault: 'lostThenApplied', match: of('deleteTag'), seconds: 5 }] },
  { name: 'a delete is HTML, applied', faults: [{ fault: 'html', match: of('deleteTag'), applied: true }] },
  { name: 'counts are lost', faults: [{ fault: 'lostBeforeApply', match: of('recordsCount', 1, 3) }] },
  { name: 'adding is lost', faults: [{ fault: 'lostThenApplied', match: of('addTags'), seconds: 20 }] },
  { name: 'removing is lost', faults: [{ fault: 'lostThenApplied', match: of('removeTags'), seconds: 20 }] },
];

test.each(CASES.filter(({ isTelling }) => isWhole || isTelling === true))(
  'two tags become a new one, and are put back: $name',
  { timeout: 60_000 },
  async ({ switches = {}, faults = [] }) => {
    zoho.reset();
    const leads = zoho.world.org('brightside').module('Leads');
    const tags = leads.tags();
    const old = tags.filter(({ name }) => OLD.includes(name));
    const ids = leads.ids();
    const [full = '', locked = ''] = ids.filter((id) => leads.tagNames(id).includes('VIP'));
    // One record is at its limit, one is locked.
    const others = tags.filter(({ name }) => !OLD.includes(name)).map(({ id }) => id);
    leads.setTags(full, [old[0]?.id ?? '', ...others].slice(0, 10));
    leads.lock(locked);
    zoho.set(switches);
    const names = () => new Map(ids.map((id) => [id, leads.tagNames(id).toSorted()]));
    const before = names();
    for (const fault of faults) zoho.inject(fault);
    const home = await cleanupHome(zoho, { speed: SPEED });
    const { cleanups, connectionId, shows } = home;
    try {
      const holders = { tags: old.map(({ id, name, colour }) => ({ id, name, colour })), way: 'scan' as const };
      const stays = { id: null, name: NEW, colour: '#57B1FD' };
      await cleanups.start({
        id: 'clean',
        connectionId,
        kind: 'replace',
        steps: [{ module: LEADS, holders: { ...holders, counted: old.map(() => null) }, stays }],
        isDeleting: true,
      });
      const { steps, error } = await shows(({ state }) => state === 'ended');
      expect(error).toBeNull();
      expect(leads.tags().filter(({ name }) => name === NEW)).toHaveLength(1);
      for (const [id, now] of names()) {
        const had = (before.get(id) ?? []).filter((name) => OLD.includes(name));
        const rest = (before.get(id) ?? []).filter((name) => !OLD.includes(name));
        const isKept = id === full || id === locked;
        const wanted = had.length === 0 || isKept ? (before.get(id) ?? []) : [...rest, NEW].toSorted();
        expect({ id, now }).toEqual({ id, now: wanted });
      }
      // One of the old tags is still on two records, so only the other one is deleted.
      const result = steps[0]?.tags;
      expect(result?.kept).toMatchObject([{ tag: { name: 'VIP' }, why: 'carried', records: 2 }]);
      expect(result?.deleted?.map(({ name }) => name)).toEqual(['VIP 2024']);
      await cleanups.undo({ id: 'clean' });
      const undone = await shows(({ state, isUndo }) => state === 'ended' && isUndo);
      expect(undone.error).toBeNull();
      expect(names()).toEqual(before);
      for (const name of OLD) expect(leads.tags().filter((tag) => tag.name === name)).toHaveLength(1);
      for (const runId of ['clean-0p', 'clean-0', 'clean-0u', 'clean-0t']) {
        const run = await createJournal().run(runId);
        expect(run === null ? 0 : sumOf(run.counts)).toBe(run?.total ?? 0);
      }
    } finally {
      await home.end();
    }
  },
);
