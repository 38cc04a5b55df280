import type { Counts, Outcome } from '../../shared/run-summary.ts';
import { openJournal } from '../../runs/journal/open-journal.ts';
import type { RecordReason, Run } from '../../runs/model/types.ts';

/** A record as written in a test. Tags are positions in {@link TAGS}. */
export interface TestRecord {
  readonly outcome: Outcome;
  readonly name?: string;
  readonly before?: readonly number[];
  readonly lost?: readonly number[];
  readonly left?: readonly number[];
  readonly reason?: RecordReason;
  /** Reasons of single tags, by their positions. */
  readonly tagReasons?: Readonly<Record<number, RecordReason>>;
  /** Tags that it must have before a write. */
  readonly needs?: readonly number[];
}

const OUTCOMES: readonly Outcome[] = ['pending', 'removed', 'partly', 'had-none', 'failed', 'not-sent', 'unknown'];
/** The journal's numbers of reasons, as far as these tests use them. */
const REASONS: Partial<Record<RecordReason, number>> = {
  locked: 1,
  'not-approved': 2,
  gone: 6,
  unknown: 11,
  'not-sent-stop': 12,
  'not-sent-error': 16,
  'tag-limit': 17,
  'tag-deleted': 18,
};
/** Records in a block of the journal. */
const ROWS_PER_BLOCK = 50;

const COLOURS = ['#57B1FD', '#658BA8', '#F48435', '#E7A826', null, '#63C57E'];
const TAGS = ['Prime', 'Cold lead', 'Trade show 2026', 'VIP', 'web', 'Newsletter'].map((name, place) => ({
  id: `58120000000000000${place}`,
  name,
  colour: COLOURS[place] ?? null,
}));

const NONE: Counts = { pending: 0, removed: 0, partly: 0, 'had-none': 0, failed: 0, 'not-sent': 0, unknown: 0 };

export function idOf(n: number): string {
  return String(581_200_000_001_234_000n + BigInt(n));
}

/** A run over these records in the form of the journal. */
export function runOf(id: string, records: readonly TestRecord[], more: Partial<Run> = {}): Run {
  const counts = { ...NONE };
  for (const { outcome } of records) counts[outcome] += 1;
  return {
    v: 1,
    id,
    kind: 'removal',
    undoes: null,
    undoneBy: null,
    connectionId: 'eu-production-20087145332-1',
    org: {
      zgid: '20087145332',
      domainName: 'org20087145332',
      name: 'Brightside Solar',
      dataCentre: 'eu',
      environment: 'production',
      edition: 'enterprise',
    },
    user: { id: '581200000000000001', name: 'Mira Okafor' },
    module: {
      apiName: 'Leads',
      moduleSlug: 'Leads',
      singular: 'Lead',
      plural: 'Leads',
      isCustom: false,
      nameField: 'Full_Name',
    },
    source: { kind: 'ticked', viewId: null, viewName: null, pages: null },
    tags: TAGS,
    chosen: [0, 1],
    state: 'done',
    until: null,
    why: null,
    stopReason: null,
    error: null,
    total: records.length,
    read: records.length,
    counts,
    changed: records.filter(({ lost = [] }) => lost.length > 0).length,
    credits: { reads: 1, writes: 2, checks: 0 },
    useReserve: false,
    revision: 5,
    createdAt: Date.now() - 60_000,
    startedAt: Date.now() - 50_000,
    endedAt: Date.now() - 40_000,
    isSeen: true,
    cameBack: null,
    creditsLeft: null,
    tries: null,
    work: {
      copy: null,
      view: null,
      reopen: null,
      isPlanned: true,
      caps: { ids: null, tags: null },
      stopping: null,
      nextBatch: 1,
      checkAt: null,
      idle: { ms: { zoho: 0, credits: 0, person: 0 }, lookedAt: 0, askedMs: 0 },
      rounds: { misses: 0, throttles: 0 },
      time: { at: 0, zoho: null, zohoAt: 0 },
    },
    ...more,
  };
}

/** Puts a run and its records into the journal. */
export async function store(run: Run, records: readonly TestRecord[]): Promise<void> {
  const database = await openJournal();
  const writing = database.transaction(['runs', 'blocks'], 'readwrite');
  // The browser makes the key.
  const seq = await writing.objectStore('runs').add(run as Run & { seq: number });
  for (let b = 0; b * ROWS_PER_BLOCK < records.length; b += 1) {
    const some = records.slice(b * ROWS_PER_BLOCK, (b + 1) * ROWS_PER_BLOCK);
    const outcomes = some.map(({ outcome }) => OUTCOMES.indexOf(outcome));
    const k = [...new Set(outcomes)].map((outcome) => [seq, outcome, b] as const);
    const t = some.map((one, place) => textOf(one, b * ROWS_PER_BLOCK + place));
    await writing.objectStore('blocks').add({ r: seq, b, o: outcomes.join(''), t, k });
  }
  await writing.done;
}

/** A record in the form of the journal. */
function textOf({ name, before = [], lost = [], left = [], reason, tagReasons, needs }: TestRecord, n: number): string {
  const w = reason === undefined ? undefined : (REASONS[reason] ?? 21);
  const apart = Object.entries(tagReasons ?? {});
  const p = apart.length === 0 ? undefined : apart.map(([tag, of]) => [Number(tag), REASONS[of] ?? 21, null, null]);
  return JSON.stringify({ i: idOf(n), m: name ?? `Lead ${n}`, b: before, x: lost, l: left, w, p, a: 1, k: needs });
}
