import fc from 'fast-check';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import { CONNECTION, LEADS, tagOf } from '../../runs/testing/world.ts';
import {
  CleanupPlay,
  clockSteps,
  CONTACTS,
  deletedIn,
  recordsWith,
  renewedIds,
  stage,
  type Stage,
} from './cleanup-play.ts';
import type { CleanupWorld } from './cleanup-world.ts';

const TAGS = [1, 2, 3, 4, 5];
/** The retired tags, by module; all other tags must not change. */
const RETIRED = { Leads: [1, 2], Contacts: [4] } as const;
const DOES = ['add', 'remove', 'add', 'remove', 'delete', 'lock', 'rename'] as const;
type Does = (typeof DOES)[number];

const ways = fc.constantFrom('scan' as const, 'search' as const);

/** A retire, its undo, and everything that happens to them. */
export const scenario = fc.record({
  leads: recordsWith(TAGS, 90),
  contacts: recordsWith(TAGS, 90),
  ways: fc.record({ Leads: ways, Contacts: ways }),
  /** The difference between Zoho's count and the truth; null: Zoho gives no count. */
  counted: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
  isEnough: fc.boolean(),
  isDeleting: fc.boolean(),
  steps: clockSteps,
  stage: stage(DOES, TAGS, 20),
  undo: stage(DOES, TAGS, 10),
});
export type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

/** A retire and its undo, for any records, failures, deaths, clocks and people. */
export class RetirePlay extends CleanupPlay<Does> {
  readonly #given: Scenario;
  /** Pairs of a record and a tag that others have changed. */
  readonly #touched = new Set<string>();

  constructor(made: CleanupWorld, given: Scenario) {
    super(made, given);
    this.#given = given;
    for (const n of TAGS) made.world.zoho.tags.set(tagOf(n).id, tagOf(n));
    const idsOf = (records: Scenario['leads']) => records.map((tags) => tags.map((n) => tagOf(n).id));
    this.fill('Leads', idsOf(given.leads), 0);
    this.fill('Contacts', idsOf(given.contacts), given.leads.length);
    this.watchCalls(() => undefined);
  }

  async retire(): Promise<void> {
    this.meet(this.#given.stage);
    const request = { id: 'clean', connectionId: CONNECTION, steps: this.#steps(), isDeleting: this.#given.isDeleting };
    await this.made.ask((cleanups) => cleanups.start(request));
    const { steps } = await this.settled();
    for (const { runId, module, holders } of steps) {
      const run = await this.made.world.journal.run(runId);
      const rows = await this.rowsOf(runId);
      const tagIds = holders.tags.map(({ id }) => id);
      this.#seeFound(module.apiName, tagIds, rows);
      for (const row of rows) this.#seeRow(run, row, tagIds);
    }
  }

  async undo(): Promise<void> {
    const { made } = this;
    this.meet(this.#given.undo);
    if ((await this.askForUndo()) !== null) {
      const now = await made.cleanup('clean');
      for (const { runId } of now?.steps ?? []) {
        const changed = (await made.world.journal.run(runId))?.changed ?? 0;
        if (changed > 0) this.broken.push(`${runId} has taken tags off ${changed} records, and there is no undo`);
      }
      return;
    }
    const undone = await this.settled();
    const renewed = renewedIds(undone);
    for (const { id, name } of deletedIn(undone))
      if (!made.world.zoho.tags.has(renewed.get(id) ?? '')) this.broken.push(`${name} is not made again`);
    this.#seeTags(renewed);
  }

  protected override edit({ n, tag, does }: Stage<Does>['edits'][number]): void {
    const { zoho } = this.made.world;
    const [id, tagId] = [[...this.before.keys()][n] ?? '', tagOf(tag).id];
    const carried = zoho.records.get(id);
    const isThere = zoho.tags.has(tagId);
    if (does === 'rename' && isThere)
      zoho.tags.set(tagId, { ...tagOf(tag), name: `Other ${tag} ${zoho.calls.length}` });
    if (carried === undefined) return;
    if (does === 'lock') zoho.locked.add(id);
    if (does === 'delete') zoho.records.delete(id);
    if ((does !== 'add' && does !== 'remove') || !isThere) return;
    this.#touched.add(`${id} ${tagId}`);
    carried[does === 'add' ? 'add' : 'delete'](tagId);
  }

  #steps() {
    return [LEADS, CONTACTS].map((module) => {
      const name = module.apiName as keyof typeof RETIRED;
      const tags = RETIRED[name].map((n) => tagOf(n));
      const { counted, ways: by } = this.#given;
      const truth = (id: string) =>
        [...this.before].filter(([record, carried]) => this.isIn(record, name) && carried.has(id)).length;
      return {
        module,
        holders: {
          tags,
          way: by[name],
          counted: tags.map(({ id }) => (counted === null ? null : Math.max(0, truth(id) + counted))),
        },
      };
    });
  }

  #isTouched(id: string, tagIds: readonly string[]): boolean {
    return tagIds.some((tag) => this.#touched.has(`${id} ${tag}`));
  }

  /** All records with a tag are found, once each, and no others. */
  #seeFound(module: string, tagIds: readonly string[], rows: readonly RecordRow[]): void {
    const found = new Set(rows.map(({ id }) => id));
    if (found.size < rows.length) this.broken.push(`${module}: a record is found twice`);
    const isHolder = (id: string) => this.isIn(id, module) && tagIds.some((tag) => this.before.get(id)?.has(tag));
    for (const id of this.made.world.zoho.records.keys())
      if (isHolder(id) && !this.#isTouched(id, tagIds) && !found.has(id)) this.broken.push(`${id} is not found`);
    for (const id of found) if (!isHolder(id) && !this.#isTouched(id, tagIds)) this.broken.push(`${id} is no holder`);
  }

  /** The tags that nobody else has changed are off the record, and the journal agrees. */
  #seeRow(run: Run | null, row: RecordRow, tagIds: readonly string[]): void {
    const now = this.made.world.zoho.records.get(row.id);
    if (now === undefined || this.#isTouched(row.id, tagIds)) return;
    const had = tagIds.filter((tag) => this.before.get(row.id)?.has(tag)).toSorted();
    const lost = row.lost.map((place) => run?.tags[place]?.id ?? '').toSorted();
    const left = tagIds.filter((tag) => now.has(tag));
    if (row.outcome !== 'removed' || lost.join() !== had.join() || left.length > 0)
      this.broken.push(
        `${row.id} is ${row.outcome} (${row.reason ?? '-'}): lost ${lost.join()} of ${had.join()}, has ${left.join()}`,
      );
  }

  /** Every record has its first tags again, except for changes by others. */
  #seeTags(renewed: ReadonlyMap<string, string | null>): void {
    for (const [id, tags] of this.made.world.zoho.records)
      for (const n of TAGS) {
        const tagId = tagOf(n).id;
        const had = this.before.get(id)?.has(tagId);
        if (!this.#touched.has(`${id} ${tagId}`) && tags.has(renewed.get(tagId) ?? tagId) !== had)
          this.broken.push(`${id} ${had === true ? 'lacks' : 'has'} tag ${n}`);
      }
  }
}
