import type { CleanupMirror } from '../../shared/cleanup-mirrors.ts';
import type { Connection } from '../../shared/connection.ts';
import type { CleanupOffer, OfferStep } from '../../shared/messages.ts';
import type { PageAnswer, PageContext, TickedRows } from '../../shared/page.ts';
import { lookAlikes } from '../../shared/look-alikes.ts';
import type { Counts, Module, RunSummary, Source, Tag } from '../../shared/run-summary.ts';
import { undoUntil } from '../../shared/run-facts.ts';
import type { RecordRow } from '../../runs/model/types.ts';
import type { UnfinishedRow } from '../../runs/queries/failures.ts';
import type { ReadPreview } from '../../runs/queries/preview.ts';

/** The moment of every picture in the gallery. */
export const NOW = Date.now();

export const LEADS: Module = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
};

export const BRIGHTSIDE: Connection = {
  id: 'eu-production-20087145332-1',
  dataCentre: 'eu',
  environment: 'production',
  org: { zgid: '20087145332', domainName: 'org20087145332', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '581200000000111001', name: 'Mara Holm', profile: 'Sales standard' },
  way: 'client',
  clientId: '1000.ABCDEFGHIJKLMNOP',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: NOW - 86_400_000,
};

export const SANDBOX: Connection = {
  ...BRIGHTSIDE,
  id: 'eu-sandbox-20091160077-1',
  environment: 'sandbox',
  org: { ...BRIGHTSIDE.org, zgid: '20091160077', domainName: 'org20091160077' },
};

/** A record in the form of the journal. */
export function rowOf(facts: Partial<RecordRow>): RecordRow {
  return {
    run: 'run',
    n: 0,
    id: '581200000001234001',
    name: '',
    seen: [],
    mistaken: [],
    suspected: null,
    restored: [],
    before: [],
    lost: [],
    left: [],
    outcome: 'pending',
    reason: null,
    zohoCode: null,
    zohoMessage: null,
    refused: [],
    readAt: NOW,
    doubt: null,
    tries: 0,
    ...facts,
  };
}

/** A record that is not finished, as the query returns it. */
export function unfinishedOf(facts: Partial<UnfinishedRow>): UnfinishedRow {
  return { ...rowOf(facts), stillThere: facts.stillThere ?? [], reasons: facts.reasons ?? [] };
}

export function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, n) => String(581200000001234000n + BigInt(n)));
}

const NO_TICKS: TickedRows = {
  groups: [],
  refused: 0,
  disagreeing: 0,
  zohoCount: 0,
  isWholeView: false,
  hasPages: true,
  rows: 50,
  isReadable: true,
  elsewhere: 0,
};

const LIST: PageContext = {
  host: 'crm.zoho.eu',
  orgSegment: 'org20087145332',
  moduleSlug: 'Leads',
  view: 'list',
  viewId: '581200000000087501',
  recordId: null,
};

export function pageOf(context: Partial<PageContext>, ticked: Partial<TickedRows> = {}): PageAnswer {
  const where = { ...LIST, ...context };
  return {
    url: `https://${where.host}/crm/${where.orgSegment ?? ''}/tab/${where.moduleSlug ?? ''}`,
    context: where,
    ticked: { ...NO_TICKS, ...ticked },
    clicked: null,
  };
}

export function tickedPage(count: number, ticked: Partial<TickedRows> = {}): PageAnswer {
  const ids = idsOf(count);
  return pageOf({}, { groups: [{ moduleSlug: 'Leads', ids }], zohoCount: count, ...ticked });
}

let lastTag = 0;

export function tag(name: string, colour: string | null): Tag {
  lastTag += 1;
  return { id: String(581200000000900000n + BigInt(lastTag)), name, colour };
}

export const PRIME = tag('Prime', '#57B1FD');
export const COLD = tag('Cold lead', '#658BA8');

/** A preview with these tags and counts. The records of each tag are counted from the first one on. */
export function previewOf(total: number, counts: readonly (readonly [Tag, number])[], missing = 0): ReadPreview {
  const bounds = [...new Set([0, ...counts.map(([, n]) => n), total - missing])].toSorted((a, b) => a - b);
  const sets = bounds.slice(1).map((end, place) => {
    const start = bounds[place] ?? 0;
    const tagIds = counts.filter(([, n]) => n >= end).map(([{ id }]) => id);
    return { tagIds, records: end - start };
  });
  const groups = lookAlikes(counts.map(([{ name }]) => name));
  const tags = counts.map(([of, records], place) => {
    const others = (groups.find((group) => group.includes(place)) ?? []).filter((other) => other !== place);
    return { tag: of, records, alike: others.flatMap((other) => counts[other]?.[0].name ?? []) };
  });
  return { revision: 1, total, tags, sets, missing, readAt: NOW };
}

const ZERO: Counts = { pending: 0, removed: 0, partly: 0, 'had-none': 0, failed: 0, 'not-sent': 0, unknown: 0 };
export const WHOLE_VIEW: Source = { kind: 'view', viewId: LIST.viewId, viewName: 'My leads', pages: null };
export const TICKED: Source = { kind: 'ticked', viewId: LIST.viewId, viewName: 'My leads', pages: null };

export function runOf(facts: Omit<Partial<RunSummary>, 'counts'> & { counts?: Partial<Counts> }): RunSummary {
  const counts = { ...ZERO, ...facts.counts };
  const changed = facts.changed ?? counts.removed + counts.partly;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    id: 'run',
    revision: 1,
    kind: 'removal',
    undoes: null,
    connectionId: BRIGHTSIDE.id,
    orgName: BRIGHTSIDE.org.name,
    userName: 'Patricia Boyle',
    isStopping: false,
    module: LEADS,
    source: TICKED,
    selection: null,
    chosen: [PRIME, COLD],
    chosenCount: 2,
    state: 'running',
    until: null,
    why: null,
    stopReason: null,
    error: null,
    total,
    read: total,
    inFlight: 0,
    credits: { reads: 7, writes: 0, checks: 0 },
    creditsLeft: null,
    tries: null,
    timeLeftMs: null,
    failures: [],
    mistake: null,
    cameBack: null,
    createdAt: NOW - 120_000,
    startedAt: NOW - 100_000,
    endedAt: null,
    undoUntil: undoUntil({ kind: 'removal', endedAt: null, changed, ...facts }, 30),
    undoneBy: null,
    isSeen: false,
    ...facts,
    counts,
    changed,
  };
}

const CONTACTS: Module = {
  ...LEADS,
  apiName: 'Contacts',
  moduleSlug: 'Contacts',
  singular: 'Contact',
  plural: 'Contacts',
};
const DEALS: Module = { ...LEADS, apiName: 'Deals', moduleSlug: 'Potentials', singular: 'Deal', plural: 'Deals' };

/** The mirror of a clean-up of one tag in three modules that works on the second. */
export function cleanupOf(facts: Partial<CleanupMirror>): CleanupMirror {
  return {
    id: 'clean',
    connectionId: BRIGHTSIDE.id,
    orgName: BRIGHTSIDE.org.name,
    userName: BRIGHTSIDE.user.name,
    kind: 'retire',
    newName: null,
    tags: ['Trade show 2025'],
    tagCount: 1,
    phase: 'removing',
    work: 'remove',
    wait: null,
    isStopping: false,
    isUndo: false,
    isSeen: false,
    isStopped: false,
    isCut: false,
    startedAt: NOW - 100_000,
    endedAt: null,
    step: 1,
    steps: [
      { module: LEADS, runId: 'clean-0', all: 1_104, done: 1_104 },
      { module: CONTACTS, runId: 'clean-1', all: 168, done: 0 },
      { module: DEALS, runId: 'clean-2', all: 12, done: 0 },
    ],
    counts: { ...ZERO, removed: 1_092, failed: 12, pending: 180 },
    tagsChanged: 0,
    tagsKept: 0,
    undoable: 0,
    ...facts,
  };
}

/** The live run of that clean-up. */
export function stepOf(facts: Parameters<typeof runOf>[0]): RunSummary {
  const counts = { removed: 64, pending: 104 };
  return runOf({ id: 'clean-1', cleanupId: 'clean', module: CONTACTS, chosenCount: 1, counts, ...facts });
}

/** How the leads that have a tag are found: by search, unless the facts say otherwise. */
export function offerOf(facts: Partial<OfferStep>): CleanupOffer {
  const step: OfferStep = {
    module: LEADS.apiName,
    way: 'search',
    isWindowed: false,
    why: 'search-cheaper',
    counted: [1_104],
    countedAt: NOW,
    records: null,
    isWhole: true,
    credits: { find: { least: 7, most: 7 }, read: { least: 23, most: 23 }, remove: { least: 23, most: 23 } },
    seconds: { least: 9, most: 9 },
    deleting: { least: 2, most: 3 },
    searchSaves: null,
    ...facts,
  };
  return { steps: [step], canSearch: step.way === 'search', reach: 100_000, asked: [], spent: 1, creditsLeft: null };
}

/** The same for a connection without the right to search, in a module of unknown size. */
export const SCAN_OFFER = offerOf({
  way: 'scan',
  why: 'no-right',
  isWhole: null,
  credits: { find: { least: 7, most: 500 }, read: { least: 1, most: 1 }, remove: { least: 23, most: 23 } },
  seconds: { least: 4, most: 397 },
  searchSaves: { least: 0, most: 470 },
});
