import fc from 'fast-check';
import { CONNECTION, LEADS } from '../../runs/testing/world.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { Cleanup, CleanupStep } from '../model/types.ts';
import {
  CleanupPlay,
  clockSteps,
  CONTACTS,
  deletedIn,
  FRESH_MS,
  NAME_RULES,
  type NameRule,
  recordsWith,
  renewedIds,
  stage,
  type Stage,
} from './cleanup-play.ts';
import type { CleanupWorld } from './cleanup-world.ts';

/** Look-alikes of two modules, and a tag that has nothing to do with them. */
const TAGS = ['VIP', 'vip', 'VIP ', 'Vip ', 'Cold', 'Partner', 'partner'].map((name, n): Tag => ({
  id: `5725768${String(n + 1).padStart(12, '0')}`,
  name,
  colour: n % 2 === 0 ? null : '#57B1FD',
}));
const PLACES = TAGS.map((_, n) => n);
const [STAYS, OLD] = [0, [1, 2]];
const [CONTACTS_STAYS, CONTACTS_OLD] = [6, [5]];
const DOES = ['add', 'remove', 'add', 'remove', 'delete', 'lock', 'rename'] as const;
type Does = (typeof DOES)[number];

const ways = fc.constantFrom('scan' as const, 'search' as const);
/** A tag that somebody else deletes. */
const drop = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ afterMs: fc.nat(40_000), tag: fc.constantFrom(...PLACES) }) },
);

/** A replace in two modules, its undo, and everything that happens to them. */
export const scenario = fc.record({
  leads: recordsWith([0, 1, 2, 3, 4], 30),
  contacts: recordsWith([4, 5, 6], 12),
  /** The order in which Zoho looks for a name among its tags. */
  order: fc.shuffledSubarray(PLACES, { minLength: PLACES.length }),
  /** The name of the tag that stays, if the clean-up makes it: of no tag, or one that may be another tag's for Zoho. */
  newName: fc.option(fc.constantFrom('Key accounts', 'VIP', 'Vip', 'vIP '), { nil: null }),
  /** How many tags the fullest record has room for, if there is a limit. */
  tagLimit: fc.option(fc.record({ room: fc.nat(1), isRefused: fc.boolean() }), { nil: null }),
  ways: fc.record({ Leads: ways, Contacts: ways }),
  isEnough: fc.boolean(),
  isDeleting: fc.boolean(),
  steps: clockSteps,
  stage: stage(DOES, PLACES, 16),
  drop,
  undo: stage(DOES, PLACES, 10),
  undoDrop: drop,
});
export type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

/** How Zoho compares names: when a tag is made, and when one is removed. */
export interface NameRules {
  readonly made: NameRule;
  readonly isRemovalCaseBlind: boolean;
}

/** A tag that came off a record because a call asked for it. */
interface Removal {
  readonly record: string;
  readonly tag: string;
  /** The record's tags before that call. */
  readonly carried: ReadonlySet<string>;
  /** Whether others have changed the record since it may have been read. */
  readonly isTouched: boolean;
}

/** A replace and its undo, for any records, failures, deaths, clocks, people and comparison of names. */
export class ReplacePlay extends CleanupPlay<Does> {
  readonly #given: Scenario;
  readonly #rules: NameRules;
  /** When others changed a record last. */
  readonly #touched = new Map<string, number>();
  readonly #removals: Removal[] = [];
  /** The tags that each record has lost by the journal. */
  readonly #lost = new Map<string, readonly string[]>();
  #isDropped = false;
  #isUndo = false;

  constructor(made: CleanupWorld, given: Scenario, rules: NameRules) {
    super(made, given);
    this.#given = given;
    this.#rules = rules;
    const { zoho, clock } = made.world;
    for (const place of given.order) {
      const tag = tagAt(place);
      zoho.tags.set(tag.id, tag);
    }
    zoho.isOneName = NAME_RULES[rules.made];
    zoho.isCaseBlind = rules.isRemovalCaseBlind;
    const fullest = Math.max(1, ...[...given.leads, ...given.contacts].map((tags) => tags.length));
    zoho.tagLimit = given.tagLimit && { most: fullest + given.tagLimit.room, isRefused: given.tagLimit.isRefused };
    const idsOf = (records: Scenario['leads']) => records.map((tags) => tags.map((n) => tagAt(n).id));
    this.fill('Leads', idsOf(given.leads), 0);
    this.fill('Contacts', idsOf(given.contacts), given.leads.length);
    zoho.onRemoved = ({ record, tag, carried, asked }) => {
      // Zoho may take the name for another tag's. Such a tag is put back.
      if (!asked.includes(tag)) return;
      const touchedAt = this.#touched.get(record);
      const isTouched = touchedAt !== undefined && (given.steps.length > 0 || clock.now() - touchedAt <= FRESH_MS);
      this.#removals.push({ record, tag, carried: new Set(carried), isTouched });
    };
    this.watchCalls(({ kind, endedAt }) => {
      if (kind === 'add' && endedAt === null && this.#isUndo) void this.#seeRenewed();
    });
  }

  async replace(): Promise<void> {
    this.#begin(this.#given.stage, this.#given.drop);
    const steps = [
      this.#step(LEADS, OLD, STAYS, this.#given.newName),
      this.#step(CONTACTS, CONTACTS_OLD, CONTACTS_STAYS, null),
    ];
    const { isDeleting } = this.#given;
    const request = { id: 'clean', connectionId: CONNECTION, kind: 'replace' as const, steps, isDeleting };
    await this.made.ask((cleanups) => cleanups.start(request));
    const now = await this.settled();
    for (const { runId } of now.steps) {
      const run = await this.made.world.journal.run(runId);
      for (const { id, lost } of await this.rowsOf(runId))
        this.#lost.set(
          id,
          lost.map((place) => run?.tags[place]?.id ?? ''),
        );
    }
    this.#seeOrder(now);
    if (this.#isDropped) return;
    for (const step of now.steps) this.#seeReplaced(step);
    this.#seeDeleted(now);
  }

  async undo(): Promise<void> {
    const { made } = this;
    this.#isUndo = true;
    this.#begin(this.#given.undo, this.#given.undoDrop);
    if ((await this.askForUndo()) !== null) {
      const now = await made.cleanup('clean');
      for (const { replace, runId } of now?.steps ?? [])
        for (const id of [runId, replace?.putId ?? '']) {
          const changed = (await made.world.journal.run(id))?.changed ?? 0;
          if (changed > 0) this.broken.push(`${id} has changed ${changed} records, and there is no undo`);
        }
      if (now !== null && deletedIn(now).length > 0) this.broken.push('there is no undo of deleted tags');
      return;
    }
    const undone = await this.settled();
    this.#seeOrder(undone);
    this.#seeMade(undone);
    if (this.#isDropped) return;
    for (const step of undone.steps) await this.#seeUndone(step, renewedIds(undone));
  }

  protected override edit({ n, tag, does }: Stage<Does>['edits'][number]): void {
    const { zoho, clock } = this.made.world;
    const [id, { id: tagId, colour }] = [[...this.before.keys()][n] ?? '', tagAt(tag)];
    const carried = zoho.records.get(id);
    const isThere = zoho.tags.has(tagId);
    if (does === 'rename' && isThere)
      zoho.tags.set(tagId, { id: tagId, colour, name: `Other ${tag} ${zoho.calls.length}` });
    if (carried === undefined || does === 'rename') return;
    if (does === 'lock') return void zoho.locked.add(id);
    if (does === 'delete') zoho.records.delete(id);
    else if (isThere) carried[does === 'add' ? 'add' : 'delete'](tagId);
    this.#touched.set(id, clock.now());
  }

  #begin(given: Stage<Does>, dropped: Scenario['drop']): void {
    this.meet(given);
    if (dropped === null) return;
    const { zoho, clock } = this.made.world;
    this.#isDropped = true;
    void clock.wait(dropped.afterMs).then(() => {
      const { id } = tagAt(dropped.tag);
      zoho.tags.delete(id);
      for (const tags of zoho.records.values()) tags.delete(id);
    });
  }

  #step(module: typeof LEADS | typeof CONTACTS, old: readonly number[], stays: number, newName: string | null) {
    const way = this.#given.ways[module.apiName as keyof Scenario['ways']];
    const holders = { tags: old.map(tagAt), way, counted: old.map(() => null) };
    return { module, holders, stays: newName === null ? tagAt(stays) : { id: null, name: newName, colour: '#F17574' } };
  }

  /** No record lost an old tag without the tag that stays at that write, nor that one before all old tags were back. */
  #seeOrder(now: Cleanup): void {
    const renewed = renewedIds(now);
    for (const { holders, ...step } of now.steps) {
      const stays = staysOf(step);
      const old = holders.tags.map(({ id }) => id).filter((id) => id !== stays);
      for (const { record, tag, carried, isTouched } of this.#removals) {
        if (isTouched) continue;
        if (old.includes(tag) && !carried.has(stays))
          this.broken.push(`${record} lost ${tag} without the tag that stays`);
        const lacks = (this.#lost.get(record) ?? []).filter((id) => !carried.has(renewedFrom(renewed, id) ?? ''));
        if (tag === stays && lacks.length > 0)
          this.broken.push(`${record} lost the tag that stays without ${lacks.join()}`);
      }
    }
  }

  /** The records of a module that nobody else has changed, with the tags before and now. */
  *#untouched(module: string) {
    const { records } = this.made.world.zoho;
    for (const [id, before] of this.before)
      if (this.isIn(id, module) && !this.#touched.has(id))
        yield { id, before, now: records.get(id) ?? new Set<string>() };
  }

  /**
   * Records have the tag that stays in place of the old ones, and all as before where they have no room for it. Where
   * Zoho takes the name of an old tag for that of the tag that stays, old tags may stay beside it.
   */
  #seeReplaced({ module, holders, ...step }: CleanupStep): void {
    const stays = staysOf(step);
    const old = new Set(holders.tags.map(({ id }) => id));
    old.delete(stays);
    for (const { id, before, now } of this.#untouched(module.apiName)) {
      const isHolder = holders.tags.some((tag) => before.has(tag.id));
      const isFull = !before.has(stays) && before.size >= (this.made.world.zoho.tagLimit?.most ?? Infinity);
      const gets = isHolder && !isFull;
      const isKept = (tag: string) => !old.has(tag) || (this.#rules.isRemovalCaseBlind && now.has(tag));
      const after = gets ? new Set([...before].filter(isKept).concat(stays)) : before;
      if (!isSame(now, after)) this.broken.push(`${id} has ${names(now)} after ${names(before)}, not ${names(after)}`);
    }
  }

  /** A tag is gone if and only if the clean-up has deleted it, and none is gone that a record carries. */
  #seeDeleted(now: Cleanup): void {
    const { zoho } = this.made.world;
    const deleted = deletedIn(now).map(({ id }) => id);
    for (const { id, name } of TAGS)
      if (zoho.tags.has(id) === deleted.includes(id))
        this.broken.push(`${name} is ${zoho.tags.has(id) ? 'there' : 'gone'}`);
  }

  /**
   * No tag is there that the clean-up does not know. A call without an answer may still make one, once others have taken
   * the name from the tag that the clean-up found meanwhile.
   */
  #seeMade(undone: Cleanup): void {
    const { tags } = this.made.world.zoho;
    const known = new Set([...TAGS.map(({ id }) => id), ...undone.steps.map(staysOf), ...renewedIds(undone).values()]);
    const found = TAGS.filter(({ id }) => undone.steps.some((step) => staysOf(step) === id));
    const isGivenUp = (wanted: string) =>
      found.some(({ id, name }) => name === wanted && tags.get(id)?.name !== wanted);
    for (const { id, name } of tags.values())
      if (!known.has(id) && !isGivenUp(name)) this.broken.push(`${name} is made twice`);
  }

  /** The new ids of all deleted tags, or that Zoho refuses one, are stored before the first of them is put back. */
  async #seeRenewed(): Promise<void> {
    const now = await this.made.cleanup('clean').catch(() => null);
    const [task] = now?.tasks ?? [];
    if (now === null || task === undefined || !('step' in task)) return;
    const { deleted = [], renewed = [], unmade = [] } = now.steps[task.step]?.tags ?? {};
    const isKnown = (id: string) => renewed.some(({ old }) => old === id) || unmade.some(({ tag }) => tag.id === id);
    const missing = deleted.filter(({ id }) => !isKnown(id));
    if (missing.length > 0) this.broken.push(`put back before ${missing.map(({ name }) => name).join()} is known`);
  }

  /**
   * Every record has its first tags again, but for those that Zoho holds for the tag that stays. Where Zoho takes the
   * name of that tag for an old one, it may stay beside them.
   */
  async #seeUndone(
    { module, undoId, ...step }: CleanupStep,
    renewed: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const outcomes = new Map((await this.rowsOf(undoId)).map((row) => [row.id, row]));
    for (const { id, before, now } of this.#untouched(module.apiName)) {
      const lost = this.#lost.get(id) ?? [];
      const back = [...before].map((tag) => (lost.includes(tag) ? renewedFrom(renewed, tag) : tag));
      const stays = staysOf(step);
      const after = new Set(back.map((tag) => tag ?? stays));
      if (this.#rules.isRemovalCaseBlind && now.has(stays)) after.add(stays);
      // A record that lacks a tag without a way back is not tried again, even if another one could come back.
      if (outcomes.get(id)?.reason === 'tag-deleted' && now.has(stays) && [...now].every((tag) => after.has(tag)))
        continue;
      if (!isSame(now, after))
        this.broken.push(`${id} has ${names(now)} after the undo, not ${names(after)} (it lost ${names(lost)})`);
    }
  }
}

function tagAt(place: number): Tag {
  return TAGS[place] ?? { id: '', name: '', colour: null };
}

function staysOf({ replace, tags }: Pick<CleanupStep, 'replace' | 'tags'>): string {
  return tags?.stays?.id ?? replace?.stays.id ?? '';
}

/** The id that a tag has after the undo. Null: it has no way back. */
function renewedFrom(renewed: ReadonlyMap<string, string | null>, id: string): string | null {
  return renewed.has(id) ? (renewed.get(id) ?? null) : id;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((tag) => other.has(tag));
}

function names(ids: Iterable<string>): string {
  return [...ids].map((id) => TAGS.find((tag) => tag.id === id)?.name ?? id).join();
}
