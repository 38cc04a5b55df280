import fc from 'fast-check';
import { CONNECTION, LEADS } from '../../runs/testing/world.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { Cleanup } from '../model/types.ts';
import {
  CleanupPlay,
  clockSteps,
  deletedIn,
  NAME_RULES,
  type NameRule,
  recordsWith,
  stage,
  type Stage,
} from './cleanup-play.ts';
import type { CleanupWorld } from './cleanup-world.ts';

/** Tags 3 to 7 are on no record at first. */
const TAGS = ['Prime', 'prime', 'Cold', 'Old', 'old', 'Old ', 'Never used', 'Trade show'].map((name, n): Tag => ({
  id: `5725768${String(n + 1).padStart(12, '0')}`,
  name,
  colour: n % 2 === 0 ? null : '#57B1FD',
}));
const PLACES = TAGS.map((_, n) => n);
const CARRIED = [0, 1, 2];
/** What other people do to tags and records. `rename`: to a name of their own. `take`: to the name that is asked for. */
const DOES = ['add', 'add', 'remove', 'rename', 'take', 'drop'] as const;
type Does = (typeof DOES)[number];

/** A rename or a delete, its undo, and everything that happens to them. */
export const scenario = fc.record({
  records: recordsWith(CARRIED, 20),
  kind: fc.constantFrom('rename' as const, 'delete' as const),
  renamed: fc.constantFrom(...PLACES),
  name: fc.constantFrom('Prime', 'PRIME', 'Prime ', 'old', 'Trade show 2026', 'Cold'),
  deleted: fc.uniqueArray(fc.constantFrom(...PLACES), { minLength: 1, maxLength: PLACES.length }),
  /** Tags that a rule uses, and whether the count says so. */
  ruled: fc.uniqueArray(fc.constantFrom(...PLACES), { maxLength: 2 }),
  areUsesTold: fc.boolean(),
  isEnough: fc.constant(true),
  steps: clockSteps,
  stage: stage(DOES, PLACES, 12),
  undo: stage(DOES, PLACES, 8),
});
export type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

/** A rename or a delete and its undo, for any failures, deaths, clocks, people and comparison of names. */
export class TagsPlay extends CleanupPlay<Does> {
  readonly #given: Scenario;
  readonly #rule: NameRule;
  /** Tags that others have renamed or deleted, by id. */
  readonly #theirs = new Set<string>();
  /** Records that others have tagged since the last count of that tag. */
  readonly #taggedSinceCount = new Map<string, Set<string>>();
  /** Pairs of a record and a tag that others have changed. */
  readonly #touched = new Set<string>();

  constructor(made: CleanupWorld, given: Scenario, rule: NameRule) {
    super(made, given);
    this.#given = given;
    this.#rule = rule;
    const { zoho } = made.world;
    for (const tag of TAGS) zoho.tags.set(tag.id, tag);
    zoho.isOneName = NAME_RULES[rule];
    zoho.areUsesTold = given.areUsesTold;
    for (const place of given.ruled) zoho.rules.set(tagAt(place).id, ['Score over 80']);
    this.fill(
      'Leads',
      given.records.map((tags) => tags.map((n) => tagAt(n).id)),
      0,
    );
    this.watchCalls(({ kind, tags, endedAt }) => {
      const [{ id }] = tags.length > 0 ? (tags as [Tag]) : [{ id: '' }];
      if (kind === 'count' && endedAt === null) this.#taggedSinceCount.set(id, new Set());
      if (kind === 'delete' && endedAt === null) this.#mayDelete(id);
    });
  }

  async play(): Promise<void> {
    this.meet(this.#given.stage);
    const { kind, renamed, deleted, name } = this.#given;
    const tags = kind === 'rename' ? [tagAt(renamed)] : deleted.map(tagAt);
    const holders = { tags, way: 'scan' as const, counted: tags.map(() => null) };
    const step = { module: LEADS, holders, ...(kind === 'rename' && { name }) };
    const request = { id: 'clean', connectionId: CONNECTION, kind, steps: [step] };
    await this.made.ask((cleanups) => cleanups.start(request));
    const now = await this.settled();
    if (kind === 'rename') this.#seeRenamed(now);
    else this.#seeDeleted(now);
    this.#seeRecords(now);
  }

  async undo(): Promise<void> {
    this.meet(this.#given.undo);
    const before = await this.made.cleanup('clean');
    const { deleted = [], asked = [], renaming } = before?.steps[0]?.tags ?? {};
    // A delete without an answer may have been applied.
    const hasWayBack = deleted.length + asked.length > 0 || renaming?.kind === 'done';
    const refused = await this.askForUndo();
    if (hasWayBack !== (refused === null)) this.broken.push(`undo answers ${String(refused)}`);
    if (refused !== null) return;
    const undone = await this.settled();
    if (this.#given.kind === 'rename') this.#seeNamedBack(undone);
    else this.#seeRemade(undone);
    this.#seeRecords(undone);
  }

  protected override edit({ n, tag, does }: Stage<Does>['edits'][number]): void {
    const { zoho } = this.made.world;
    const { id, colour } = tagAt(tag);
    if (!zoho.tags.has(id)) return;
    if (does === 'add' || does === 'remove') {
      const record = [...this.before.keys()][n % Math.max(1, this.before.size)] ?? '';
      this.#touched.add(`${record} ${id}`);
      zoho.records.get(record)?.[does === 'add' ? 'add' : 'delete'](id);
      if (does === 'add') this.#taggedSinceCount.get(id)?.add(record);
      return;
    }
    const name = does === 'take' ? this.#given.name : `Other ${tag} ${zoho.calls.length}`;
    const isTaken = [...zoho.tags.values()].some(
      (other) => other.id !== id && NAME_RULES[this.#rule](other.name, name),
    );
    if (does !== 'drop' && isTaken) return;
    this.#theirs.add(id);
    if (does !== 'drop') return void zoho.tags.set(id, { id, colour, name });
    zoho.tags.delete(id);
    for (const [record, tags] of zoho.records) if (tags.delete(id)) this.#touched.add(`${record} ${id}`);
  }

  /** A delete goes out only for a tag that was counted on no record, and that no rule uses as far as Zoho tells. */
  #mayDelete(id: string): void {
    const { zoho } = this.made.world;
    const since = this.#taggedSinceCount.get(id);
    if (since === undefined) this.broken.push(`${id} is deleted uncounted`);
    const carriers = [...zoho.records].filter(([record, tags]) => tags.has(id) && since?.has(record) !== true);
    for (const [record] of carriers) {
      this.broken.push(`${id} is deleted while ${record} has it`);
      this.#touched.add(`${record} ${id}`);
    }
    if (zoho.areUsesTold && zoho.rules.has(id)) this.broken.push(`${id} is deleted while a rule uses it`);
  }

  #seeRenamed({ steps, error }: Cleanup): void {
    const { zoho } = this.made.world;
    const wanted = tagAt(this.#given.renamed);
    const { name } = this.#given;
    const renaming = steps[0]?.tags?.renaming;
    const now = zoho.tags.get(wanted.id);
    if (renaming === undefined && error?.code !== 'tag-gone')
      this.broken.push(`ended with ${error?.code ?? 'nothing'}`);
    if (this.#theirs.size > 0) return;
    const isTaken = TAGS.some((tag) => tag.id !== wanted.id && NAME_RULES[this.#rule](tag.name, name));
    const expected = name === wanted.name ? 'changed' : isTaken ? 'taken' : 'done';
    if (renaming?.kind !== expected) this.broken.push(`renaming is ${renaming?.kind ?? '-'}, not ${expected}`);
    if (now?.name !== (expected === 'done' ? name : wanted.name)) this.broken.push(`the name is ${now?.name ?? '-'}`);
    this.#seeOthers([wanted.id]);
  }

  #seeNamedBack({ steps }: Cleanup): void {
    const wanted = tagAt(this.#given.renamed);
    const now = this.made.world.zoho.tags.get(wanted.id);
    const back = steps[0]?.tags?.back?.kind;
    if (back === undefined) this.broken.push('the undo has no result');
    if (this.#theirs.size > 0) return;
    // A name that Zoho holds for another tag's cannot be given back.
    const isTaken = TAGS.some((tag) => tag.id !== wanted.id && NAME_RULES[this.#rule](tag.name, wanted.name));
    const [expected, name] = isTaken ? ['taken', this.#given.name] : ['done', wanted.name];
    if (back !== expected || now?.name !== name || now.colour !== wanted.colour)
      this.broken.push(`the undo is ${back ?? '-'}, and the tag is ${JSON.stringify(now)}`);
    this.#seeOthers(isTaken ? [wanted.id] : []);
  }

  /** Each tag is either deleted or kept, as Zoho has it. */
  #seeDeleted(now: Cleanup): void {
    const { zoho } = this.made.world;
    const { kept = [] } = now.steps[0]?.tags ?? {};
    const deleted = deletedIn(now).map(({ id }) => id);
    for (const { id, name } of this.#given.deleted.map(tagAt)) {
      const times = deleted.filter((other) => other === id).length + kept.filter(({ tag }) => tag.id === id).length;
      if (times !== 1) this.broken.push(`${name} is told ${times} times`);
      if (!this.#theirs.has(id) && zoho.tags.has(id) === deleted.includes(id))
        this.broken.push(`${name} is told wrongly`);
    }
    this.#seeOthers(deleted);
  }

  /** Deleted tags are there again, once each by Zoho's comparison of names, with their colours. */
  #seeRemade(now: Cleanup): void {
    const { zoho } = this.made.world;
    const { renewed = [] } = now.steps[0]?.tags ?? {};
    for (const tag of deletedIn(now)) {
      const [again, ...more] = renewed.filter(({ old }) => old === tag.id);
      const made = zoho.tags.get(again?.tag?.id ?? '');
      if (again === undefined || more.length > 0)
        this.broken.push(`${tag.name} is made again ${more.length + 1} times`);
      const isTheirs = this.#theirs.size > 0;
      if (!isTheirs && (made === undefined || !NAME_RULES[this.#rule](made.name, tag.name)))
        this.broken.push(`${tag.name} is made again as ${made?.name ?? 'nothing'}`);
      if (!isTheirs && made?.name === tag.name && made.colour !== tag.colour)
        this.broken.push(`${tag.name} has another colour`);
    }
    const known = new Set([...TAGS.map(({ id }) => id), ...renewed.map(({ tag }) => tag?.id)]);
    for (const { id, name } of zoho.tags.values()) if (!known.has(id)) this.broken.push(`${name} is made twice`);
  }

  /** The other tags are as they were. */
  #seeOthers(changed: readonly string[]): void {
    for (const { id, name, colour } of TAGS) {
      const now = this.made.world.zoho.tags.get(id);
      if (changed.includes(id) || this.#theirs.has(id)) continue;
      if (now?.name !== name || now.colour !== colour) this.broken.push(`${name} is ${JSON.stringify(now)}`);
    }
  }

  /** Nothing comes off a record, but for changes by others. */
  #seeRecords(now: Cleanup): void {
    const deleted = deletedIn(now).map(({ id }) => id);
    for (const [record, tags] of this.made.world.zoho.records)
      for (const { id, name } of TAGS) {
        const had = this.before.get(record)?.has(id) === true;
        if (this.#touched.has(`${record} ${id}`) || (had && deleted.includes(id) && this.#theirs.has(id))) continue;
        if (tags.has(id) !== had) this.broken.push(`${record} ${had ? 'lacks' : 'has'} ${name}`);
      }
  }
}

function tagAt(place: number): Tag {
  return TAGS[place] ?? { id: '', name: '', colour: null };
}
