import * as v from 'valibot';
import { errorDataSchema } from './error-data.ts';

/**
 * `reading`: the selection's records and their tags are being read. `planned`: the preview is ready, nothing was sent.
 * `running ⇄ waiting`: batches go out. `done`, `stopped`: nothing is in flight; `stopped` can continue.
 */
export const RUN_STATES = ['reading', 'planned', 'running', 'waiting', 'done', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/**
 * Why a run waits. `org`: for a token of its org. `user`: for a token of its user, where the org's token is another
 * user's. `checking`: for the second look at records without an answer.
 */
export const WAIT_REASONS = ['rate-limit', 'offline', 'sign-in', 'credits', 'org', 'user', 'zoho', 'checking'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Kinds of automation that put tags on records. */
const ADDING_KINDS = ['workflow', 'blueprint', 'orchestration', 'other'] as const;

/** One automation that puts a tag on records. */
export interface Adding {
  readonly kind: (typeof ADDING_KINDS)[number];
  readonly name: string;
}

/** Why a run stopped before its end. `no-…`: it has waited too long for Zoho or the network, for credits, or for a person. */
export const STOP_REASONS = [
  'user',
  'error',
  'storage-full',
  'no-progress',
  'no-credits',
  'no-person',
  'signed-out',
  'deleted-connection',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** The bucket of a record. `put-back` and `already` are the names of `removed` and `had-none` in an undo. */
export const OUTCOMES = ['pending', 'removed', 'partly', 'had-none', 'failed', 'not-sent', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Records by outcome. Their sum is always the selection. */
export type Counts = Record<Outcome, number>;

export const NO_COUNTS: Counts = {
  pending: 0,
  removed: 0,
  partly: 0,
  'had-none': 0,
  failed: 0,
  'not-sent': 0,
  unknown: 0,
};

/** The counts of several runs together. */
export function sumOfCounts(runs: readonly { readonly counts: Counts }[]): Counts {
  const sum = { ...NO_COUNTS };
  for (const { counts } of runs) for (const outcome of OUTCOMES) sum[outcome] += counts[outcome];
  return sum;
}

/** What a clean-up does with tags; see `cleanups/model/types.ts`. */
export const CLEANUP_KINDS = ['retire', 'replace', 'rename', 'delete'] as const;
export type CleanupKind = (typeof CLEANUP_KINDS)[number];

/** Where a selection came from. */
export const SOURCE_KINDS = [
  'ticked',
  'record',
  'clicked',
  'view',
  'basket',
  'pasted',
  'tag',
  'undo',
  'again',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const tagSchema = v.object({
  id: v.string(),
  name: v.string(),
  /** `#rrggbb`, or null when Zoho has none. */
  colour: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/i))), null),
});
export type Tag = v.InferOutput<typeof tagSchema>;

/** A module as people know it. */
export const moduleSchema = v.object({
  apiName: v.string(),
  /** The module's name in the URL, e.g. `Potentials` for Deals. */
  moduleSlug: v.string(),
  singular: v.string(),
  plural: v.string(),
  isCustom: v.boolean(),
  /** API name of the field that names a record. */
  nameField: v.string(),
});
export type Module = v.InferOutput<typeof moduleSchema>;

/** All records of a module that have one of some tags. */
const holdersSchema = v.object({
  tags: v.pipe(v.array(tagSchema), v.minLength(1)),
  /** How they are found: by reading all records of the module, or by Zoho's search. */
  way: v.picklist(['scan', 'search']),
  /** How many records have each of the tags by Zoho's count; null where Zoho has not given it. */
  counted: v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});
export type Holders = v.InferOutput<typeof holdersSchema>;

export const sourceSchema = v.object({
  kind: v.picklist(SOURCE_KINDS),
  viewId: v.nullable(v.string()),
  viewName: v.nullable(v.string()),
  /** Pages of the list from which a basket was kept. */
  pages: v.nullable(v.number()),
  /** Present where the kind is `tag`. */
  holders: v.exactOptional(holdersSchema),
});
export type Source = v.InferOutput<typeof sourceSchema>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * The mirror of one live run in `storage.session`, at most 8 kB. It is all that a page shows without opening the
 * journal. All times are milliseconds since the epoch.
 */
export const runSummarySchema = v.object({
  id: v.string(),
  /** Grows with every change of the run. */
  revision: v.number(),
  kind: v.picklist(['removal', 'undo', 'put', 'take-back']),
  /** For an undo: the run that it undoes. */
  undoes: v.nullable(v.string()),
  /** The clean-up of which it is a step. Pages show the clean-up instead of the run. Absent for other runs. */
  cleanupId: v.exactOptional(v.string()),
  connectionId: v.string(),
  orgName: v.string(),
  /** The user whose token the run needs. */
  userName: v.string(),
  module: moduleSchema,
  source: sourceSchema,
  /** The name under which a page asked for the selection; null without one. An undo has the name of the run that it undoes. */
  selection: v.optional(v.nullable(v.string()), null),
  /** The tags to remove (or put back), once chosen; at most the first 20. `chosenCount` is the number of all. */
  chosen: v.array(tagSchema),
  chosenCount: count,
  state: v.picklist(RUN_STATES),
  /** It was asked to stop, or has to. Batches in flight finish first. */
  isStopping: v.boolean(),
  /** The end of a wait, when known. */
  until: v.nullable(v.number()),
  why: v.nullable(v.picklist(WAIT_REASONS)),
  stopReason: v.nullable(v.picklist(STOP_REASONS)),
  /** The error that made a run wait or stop. */
  error: v.nullable(errorDataSchema),
  /** Records selected; grows while a view is being read. */
  total: count,
  /** Records read so far, while `reading`. */
  read: count,
  counts: v.object({
    pending: count,
    removed: count,
    partly: count,
    'had-none': count,
    failed: count,
    'not-sent': count,
    unknown: count,
  }),
  /** Records that this run changed (lost a tag, or got one), in any bucket: an undo acts on these. */
  changed: count,
  /** Records in batches that were sent and not answered yet. */
  inFlight: count,
  credits: v.object({ reads: count, writes: count, checks: count }),
  /** Credits left in the org by Zoho's last word. */
  creditsLeft: v.nullable(v.number()),
  /** Number of this attempt and of the last, while Zoho does not answer. */
  tries: v.nullable(v.object({ n: count, of: count })),
  /** Estimated time to the end in milliseconds; null until two batches are done. */
  timeLeftMs: v.nullable(v.number()),
  /** The first failures, for the popup: id, name, reason key and details. */
  failures: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      reason: v.string(),
      zohoCode: v.nullable(v.string()),
      zohoMessage: v.nullable(v.string()),
    }),
  ),
  /** Records that had the tag again two minutes after the end; null before that check. */
  cameBack: v.nullable(
    v.object({
      records: count,
      tag: v.string(),
      /** What puts the tag back, where Zoho names it. */
      by: v.exactOptional(
        v.pipe(v.array(v.object({ kind: v.picklist(ADDING_KINDS), name: v.string() })), v.readonly()),
      ),
    }),
  ),
  /**
   * Tags that went by mistake, because they had got the name of a chosen one; on how many records they are missing, and
   * on how many they are back. `unconfirmed`: records that lack a tag which this run may have taken.
   */
  mistake: v.fallback(
    v.nullable(v.object({ tags: v.array(v.string()), missing: count, restored: count, unconfirmed: count })),
    null,
  ),
  /**
   * In an ended undo: names of tags that are gone, and that other tags have now; at most the first 20. A person can choose
   * those instead. Absent without any.
   */
  namesakes: v.exactOptional(v.array(v.string())),
  createdAt: v.number(),
  startedAt: v.nullable(v.number()),
  endedAt: v.nullable(v.number()),
  /** Undo is possible until then; null when there is nothing to undo. */
  undoUntil: v.nullable(v.number()),
  undoneBy: v.nullable(v.string()),
  /** The user has seen the end of this run in a popup or report. */
  isSeen: v.boolean(),
});
export type RunSummary = v.InferOutput<typeof runSummarySchema>;
