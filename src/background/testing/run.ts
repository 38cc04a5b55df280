import { type Counts, NO_COUNTS, type RunSummary } from '../../shared/run-summary.ts';
import { undoUntil } from '../../shared/run-facts.ts';
import type { Basket } from '../../shared/stored-items.ts';
import type { Connection } from '../../shared/connection.ts';

/** The moment at which the runs of these tests end, in milliseconds since the epoch. */
export const END = 1_700_000_060_000;

/** A removal of two tags from leads that took a minute; `counts` names the outcomes that are not zero. */
export function runOf(facts: Partial<Omit<RunSummary, 'counts'>> & { counts?: Partial<Counts> }): RunSummary {
  const counts = { ...NO_COUNTS, ...facts.counts };
  const changed = facts.changed ?? counts.removed + counts.partly;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    id: 'run',
    revision: 1,
    kind: 'removal',
    undoes: null,
    connectionId: 'us-production-1-1',
    orgName: 'Brightside Solar',
    userName: 'Patricia Boyle',
    isStopping: false,
    module: {
      apiName: 'Leads',
      moduleSlug: 'Leads',
      singular: 'Lead',
      plural: 'Leads',
      isCustom: false,
      nameField: 'Full_Name',
    },
    source: { kind: 'ticked', viewId: null, viewName: null, pages: null },
    chosen: [
      { id: '1', name: 'Prime', colour: null },
      { id: '2', name: 'Cold lead', colour: null },
    ],
    chosenCount: 2,
    state: 'done',
    until: null,
    why: null,
    stopReason: null,
    error: null,
    total,
    read: total,
    inFlight: 0,
    credits: { reads: 0, writes: 0, checks: 0 },
    creditsLeft: null,
    tries: null,
    timeLeftMs: null,
    failures: [],
    mistake: null,
    cameBack: null,
    createdAt: END - 61_000,
    startedAt: END - 60_000,
    endedAt: END,
    undoUntil: undoUntil({ kind: 'removal', endedAt: END, changed, ...facts }, 30),
    undoneBy: null,
    isSeen: false,
    selection: null,
    ...facts,
    counts,
    changed,
  };
}

/** A basket of that many records of one module of Brightside's; leads unless given. */
export function basketOf(count: number, module = runOf({}).module): Basket {
  const ids = Array.from({ length: count }, (_, n) => String(581200000001234000n + BigInt(n)));
  return { connectionId: 'us-production-1-1', module, ids, pages: [], keptAt: 0 };
}

/** The connection of the runs of these tests: org 1, whose pages have `org1` in their address. */
export const BRIGHTSIDE: Connection = {
  id: 'us-production-1-1',
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '1', domainName: 'org1', name: 'Brightside Solar', edition: null },
  user: { id: '1', name: 'Ada', profile: null },
  way: 'client',
  clientId: '1000.A',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};
