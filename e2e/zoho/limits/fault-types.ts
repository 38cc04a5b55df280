import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The requests that meet a fault. Every named condition must match. */
const MatchSchema = v.strictObject({
  /** Endpoint of the REST API, e.g. `removeTags`; see ENDPOINTS. */
  endpoint: v.optional(v.string()),
  /** Part of host + path, e.g. `accounts.zoho.com/oauth/v2/token`. */
  path: v.optional(v.string()),
  /** Part of the query as it stands in the address, e.g. `module=Leads`. */
  query: v.optional(v.string()),
  method: v.optional(v.string()),
  /** Part of the body, e.g. a record id: the fault follows the record. */
  body: v.optional(v.string()),
  /** The n-th matching request, counted from 1, and the `times - 1` after it. */
  nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** The number of requests that meet it; null means all from the n-th on. */
  times: v.optional(v.nullable(count), 1),
});

const match = v.optional(MatchSchema, {});

/** A change in the org while a call is under way. */
const ChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('deleteRecord'), module: v.string(), record: v.string() }),
  v.strictObject({ kind: v.literal('renameRecord'), module: v.string(), record: v.string(), to: v.string() }),
  v.strictObject({ kind: v.literal('lockRecord'), module: v.string(), record: v.string() }),
  v.strictObject({ kind: v.literal('addTag'), module: v.string(), record: v.string(), tag: v.string() }),
  v.strictObject({ kind: v.literal('removeTag'), module: v.string(), record: v.string(), tag: v.string() }),
  v.strictObject({ kind: v.literal('convertRecord'), module: v.string(), record: v.string() }),
  v.strictObject({ kind: v.literal('hideRecord'), module: v.string(), record: v.string() }),
  v.strictObject({ kind: v.literal('createTag'), module: v.string(), tag: v.string() }),
  v.strictObject({ kind: v.literal('deleteTag'), module: v.string(), tag: v.string() }),
  v.strictObject({ kind: v.literal('renameTag'), module: v.string(), tag: v.string(), to: v.string() }),
]);

export type Change = v.InferOutput<typeof ChangeSchema>;

export const FaultSchema = v.variant('fault', [
  /** The connection is cut; nothing was applied. */
  v.strictObject({ fault: v.literal('lostBeforeApply'), match }),
  /** The call is applied, then the connection is cut. */
  v.strictObject({ fault: v.literal('lostAfterApply'), match }),
  /** The connection is cut at once, the call is applied `seconds` later. */
  v.strictObject({ fault: v.literal('lostThenApplied'), match, seconds: v.pipe(v.number(), v.minValue(0)) }),
  /** No answer ever comes. */
  v.strictObject({ fault: v.literal('neverAnswered'), match, applied: v.optional(v.boolean(), false) }),
  /** 500 INTERNAL_ERROR. */
  v.strictObject({ fault: v.literal('status500'), match, applied: v.optional(v.boolean(), false) }),
  /** A web page instead of JSON. */
  v.strictObject({
    fault: v.literal('html'),
    match,
    applied: v.optional(v.boolean(), false),
    status: v.optional(count, 200),
  }),
  /** An empty body where one is expected. */
  v.strictObject({
    fault: v.literal('empty'),
    match,
    applied: v.optional(v.boolean(), false),
    status: v.optional(count, 200),
  }),
  /** The right answer, cut within its JSON. */
  v.strictObject({ fault: v.literal('truncated'), match }),
  /** `data[]` in another order than requested. */
  v.strictObject({ fault: v.literal('shuffledRows'), match }),
  /** Every n-th row of `data[]` is missing, although its record was read or changed. */
  v.strictObject({ fault: v.literal('missingRows'), match, every: v.optional(count, 2) }),
  /** 429 although no limit is reached. */
  v.strictObject({ fault: v.literal('tooManyRequests'), match }),
  /** 401 INVALID_TOKEN. With `revoke` the token stays invalid. */
  v.strictObject({ fault: v.literal('invalidToken'), match, revoke: v.optional(v.boolean(), false) }),
  /** The answer comes later by this many simulated milliseconds, and is applied then. */
  v.strictObject({ fault: v.literal('slow'), match, ms: v.number() }),
  /** The call is neither applied nor answered until the simulator gets `release`. */
  v.strictObject({ fault: v.literal('held'), match }),
  /** A given answer, word for word. */
  v.strictObject({
    fault: v.literal('answer'),
    match,
    status: count,
    body: v.union([v.string(), v.record(v.string(), v.unknown())]),
  }),
  /** The call is redirected with a 307. A client that follows repeats it there with its body. */
  v.strictObject({ fault: v.literal('redirect'), match, to: v.string() }),
  /** The org changes in the meantime: before the call is applied, or just after it. */
  v.strictObject({
    fault: v.literal('meanwhile'),
    match,
    when: v.optional(v.picklist(['before', 'after']), 'before'),
    change: ChangeSchema,
  }),
]);

export type Fault = v.InferOutput<typeof FaultSchema>;
export type FaultInput = v.InferInput<typeof FaultSchema>;
