import { createJournal } from '../../src/runs/journal/journal.ts';
import type { RecordRow, Run } from '../../src/runs/model/types.ts';
import { putsOn } from '../../src/shared/run-facts.ts';
import { isAppError } from '../../src/shared/errors.ts';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { Case } from './cases.ts';
import { nodeHome } from './node-ports.ts';

/** The module of all cases. */
export const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
} as const;
const CHOSEN = ['Prime', 'Trade show 2026'];
const ORG = 'brightside';

/** The result of a case: the journal's outcome of each record, and Zoho's state. */
export interface Played {
  readonly run: RunSummary;
  /** Records whose bucket, lost or left tags differ from Zoho's own state. */
  readonly wrong: readonly string[];
  readonly undo: RunSummary | null;
  /** Records that lack their earlier tags after the undo, although it says otherwise. */
  readonly notBack: readonly string[];
  readonly calls: number;
}

/** Plays a case: reads a selection, applies the org's changes, removes or adds two tags, and undoes that. */
export async function play(
  zoho: Zoho,
  given: Case,
  { records, speed, kind }: { records: number; speed: number; kind: 'removal' | 'put' },
): Promise<Played> {
  zoho.reset();
  const module = zoho.world.org(ORG).module('Leads');
  const ids = module.ids(records);
  const before = new Map(ids.map((id) => [id, tagIds(zoho, id)]));
  const chosen = module
    .tags()
    .filter((tag) => CHOSEN.includes(tag.name))
    .map(({ id, name, colour }) => ({ id, name, colour }));
  const chosenIds = chosen.map(({ id }) => id);
  zoho.set(given.switches ?? {});
  const home = await nodeHome(zoho, { orgKey: ORG, speed });
  const { engine, connectionId } = home;
  try {
    const source = { kind: 'ticked', viewId: null, viewName: null, pages: null } as const;
    await engine.read({ runId: 'run', connectionId, module: LEADS, source, ids, ...(kind === 'put' && { kind }) });
    await home.shows('run', ({ state }) => state === 'planned');
    for (const fault of given.faults ?? []) zoho.inject(fault);
    given.meanwhile?.(zoho, ids);
    const atStart = new Map(ids.map((id) => [id, tagIds(zoho, id)]));
    home.setClock(given.clock?.atStart ?? 0);
    if (kind === 'put') await engine.put({ runId: 'run', tags: chosen });
    else await engine.start({ runId: 'run', tagIds: chosenIds });
    const { atWait } = given.clock ?? {};
    if (atWait !== undefined) {
      await home.shows('run', ({ state }) => state === 'waiting');
      home.setClock(atWait);
    }
    const run = await ended();
    const journal = createJournal();
    const stored = (await journal.run('run')) as Run;
    const rows = await journal.rowsAfter('run', -1, records);
    const wrong = rows.flatMap((row) => differences(zoho, stored, row, before.get(row.id) ?? [], chosenIds));
    const calls = zoho.requests.length;
    const undo = given.isOneWay === true ? null : await undone(run);
    const notBack = undo === null ? [] : missing(zoho, await journal.rowsAfter('undo', -1, records), atStart);
    return { run, wrong, undo, notBack, calls };
  } finally {
    await home.end();
  }

  /** The run once it is over. Where Zoho refuses something for good, the run is continued first. */
  async function ended(): Promise<RunSummary> {
    const run = await home.shows('run', ({ state }) => state === 'done' || state === 'stopped');
    if (given.goesOn !== true) return run;
    if (run.state !== 'stopped') throw new Error('A read that Zoho refuses did not stop the run');
    await engine.goOn({ runId: 'run' });
    const again = await home.shows('run', ({ state, revision }) => state === 'done' && revision > run.revision);
    if (again.counts.unknown === 0) return again;
    await engine.check({ runId: 'run' });
    return home.shows('run', ({ state, revision }) => state === 'done' && revision > again.revision);
  }

  /** Null when no tag was removed; the undo is then refused with an error. */
  async function undone({ undoUntil }: RunSummary): Promise<RunSummary | null> {
    const asked = engine.undo({ runId: 'run', undoId: 'undo' });
    if (undoUntil === null) {
      const refusal: unknown = await asked.catch((error: unknown) => error);
      if (isAppError(refusal) && refusal.code === 'undo-over') return null;
      throw new Error('An undo of nothing was not refused', { cause: refusal });
    }
    await asked;
    return home.shows('undo', ({ state }) => state === 'done' || state === 'stopped');
  }
}

export function tagIds(zoho: Zoho, id: string): string[] {
  return (
    zoho.world
      .org(ORG)
      .module('Leads')
      .find(id)
      ?.tags.map((tag) => tag.id)
      .sort() ?? []
  );
}

export function differences(
  zoho: Zoho,
  run: Run,
  row: RecordRow,
  before: readonly string[],
  chosen: readonly string[],
): string[] {
  const isGone = zoho.world.org(ORG).module('Leads').find(row.id) === undefined;
  if (isGone)
    return row.reason === 'gone' || row.outcome === 'had-none' || row.outcome === 'removed'
      ? []
      : [`${row.id} is gone, not ${row.outcome} (${row.reason ?? '-'} ${row.zohoCode ?? ''})`];
  const now = tagIds(zoho, row.id);
  const isOn = putsOn(run);
  const isThere = (id: string) =>
    zoho.world
      .org(ORG)
      .module('Leads')
      .tags()
      .some((tag) => tag.id === id);
  const left = chosen.filter((id) => now.includes(id) !== isOn);
  const lost = chosen.filter((id) => before.includes(id) !== isOn && now.includes(id) === isOn && isThere(id));
  const truth = `${bucket(lost, left)} ${lost.sort().join()} ${left.sort().join()}`;
  const ids = (places: readonly number[]) =>
    places
      .map((place) => run.tags[place]?.id ?? '')
      .sort()
      .join();
  const inJournal = `${row.outcome} ${ids(row.lost)} ${ids(row.left)}`;
  return truth === inJournal ? [] : [`${row.id} is ${truth}, not ${inJournal} (${row.reason ?? '-'})`];
}

function bucket(lost: readonly string[], left: readonly string[]): RecordRow['outcome'] {
  if (left.length > 0) return lost.length > 0 ? 'partly' : 'failed';
  return lost.length > 0 ? 'removed' : 'had-none';
}

function missing(zoho: Zoho, rows: readonly RecordRow[], before: ReadonlyMap<string, string[]>): string[] {
  return rows
    .filter((row) => row.outcome === 'removed' || row.outcome === 'had-none')
    .filter((row) => tagIds(zoho, row.id).join() !== (before.get(row.id) ?? []).join())
    .map((row) => `${row.id} ${row.outcome}`);
}
