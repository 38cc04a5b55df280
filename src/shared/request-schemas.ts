import * as v from 'valibot';
import { SIGN_IN_WAYS } from './connection.ts';
import { DATA_CENTRES } from './data-centres.ts';
import { AppError } from './errors.ts';
import type { Handlers, RequestData, RequestName } from './messages.ts';
import { isRecordId } from './record-id.ts';
import { EXTRA_SCOPES } from './scopes.ts';
import { CLEANUP_KINDS, SOURCE_KINDS } from './run-summary.ts';

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const dataCentre = v.picklist(DATA_CENTRES);
const id = v.pipe(
  v.string(),
  v.check((value) => isRecordId(value)),
);
/** The extension's pages make the ids of runs. They are also keys of objects. */
const runId = v.pipe(v.string(), v.regex(/^[0-9a-z][\w-]{0,63}$/i));
const connectionId = v.pipe(v.string(), v.regex(/^[a-z]{2}-(production|sandbox|developer)-\d{0,20}-\d{0,20}$/));
/** The module's name in the URL, which a person may have typed. */
const moduleSlug = v.pipe(text(200), v.nonEmpty());
const apiName = v.pipe(v.string(), v.regex(/^\w{1,100}$/));
/** The largest number of tags in one module of any known edition. */
const tagIds = v.pipe(v.array(id), v.maxLength(2_000));
const tagsOfModules = v.pipe(v.array(v.object({ module: apiName, tagIds })), v.maxLength(1_000));
const offerAsks = v.pipe(
  v.array(v.object({ module: apiName, tagIds, stays: v.exactOptional(v.nullable(id)) })),
  v.maxLength(1_000),
);
/** Well above the 100,000 records of one run. More than those has an error of its own. */
const ids = v.pipe(v.array(id), v.maxLength(250_000));

const module = v.object({
  apiName,
  moduleSlug,
  singular: text(500),
  plural: text(500),
  isCustom: v.boolean(),
  nameField: apiName,
});
const holders = v.object({
  tags: v.pipe(
    v.array(v.object({ id, name: text(500), colour: v.nullable(text(7)) })),
    v.minLength(1),
    v.maxLength(2_000),
  ),
  way: v.picklist(['scan', 'search']),
  counted: v.pipe(v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))), v.maxLength(2_000)),
});
/** Zoho has a limit of its own, which is shorter. */
const tagName = v.pipe(text(500), v.minLength(1));
const source = v.object({
  kind: v.picklist(SOURCE_KINDS),
  viewId: v.nullable(id),
  viewName: v.nullable(text(1_000)),
  pages: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  holders: v.exactOptional(holders),
});

const selection = v.exactOptional(text(500));

/** Data that a page sends with a request without data does not reach the handler. */
const nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);
const ofConnection = v.object({ connectionId });
const ofRun = v.object({ runId });
const ofCleanup = v.object({ id: runId });

/** A schema for each request. A request without one does not compile. */
const REQUESTS = {
  'sign-in.start': v.object({
    way: v.picklist(SIGN_IN_WAYS.filter((way) => way !== 'self')),
    dataCentre,
    // A wrong form has an error of its own.
    clientId: text(200),
    clientSecret: v.exactOptional(text(1_000)),
    wanted: v.exactOptional(v.object({ orgSegment: v.nullable(text(200)), isSandbox: v.boolean() })),
  }),
  'sign-in.paste': v.object({ dataCentre, clientId: text(200), clientSecret: text(1_000), code: text(2_000) }),
  'sign-in.show': nothing,
  'sign-in.cancel': nothing,
  'connection.widen': v.object({
    connectionId,
    scopes: v.pipe(v.array(v.picklist(EXTRA_SCOPES)), v.minLength(1), v.maxLength(EXTRA_SCOPES.length)),
    code: v.exactOptional(text(2_000)),
  }),
  'connection.remove': ofConnection,

  'module.resolve': v.object({ connectionId, moduleSlug }),
  'view.name': v.object({ connectionId, module: apiName, viewId: id }),
  'tag.use': v.object({ connectionId, module: apiName, tagId: id }),
  'tag.names': v.object({ connectionId, module: apiName }),

  'tags.read': v.object({ connectionId, modules: v.nullable(v.pipe(v.array(apiName), v.maxLength(1_000))) }),
  'tags.count': v.object({ connectionId, tags: tagsOfModules }),
  'tags.cancel': ofConnection,

  'run.read': v.object({ runId, connectionId, module, source, ids: v.nullable(ids), selection }),
  'run.start': v.object({ runId, tagIds }),
  'run.stop': ofRun,
  'run.goOn': v.object({ runId, useReserve: v.exactOptional(v.boolean()) }),
  'run.retry': ofRun,
  'run.check': ofRun,
  'run.useNamesakes': ofRun,
  'run.undo': v.object({ runId, undoId: runId }),
  'run.again': v.object({ undoId: runId, runId, selection }),
  'run.seen': ofRun,
  'run.delete': ofRun,
  'run.deleteAll': nothing,
  'cleanup.offer': v.object({ connectionId, steps: v.pipe(offerAsks, v.minLength(1)) }),
  'cleanup.start': v.object({
    id: runId,
    connectionId,
    kind: v.exactOptional(v.picklist(CLEANUP_KINDS)),
    steps: v.pipe(
      v.array(
        v.object({
          module,
          holders,
          stays: v.exactOptional(v.object({ id: v.nullable(id), name: tagName, colour: v.nullable(text(7)) })),
          name: v.exactOptional(tagName),
          isUnused: v.exactOptional(v.literal(true)),
        }),
      ),
      v.minLength(1),
      v.maxLength(1_000),
      // Two runs over the same records would each count the tags that the other removed.
      v.check((steps) => new Set(steps.map((step) => step.module.apiName)).size === steps.length),
    ),
    isDeleting: v.optional(v.boolean()),
    isMerge: v.optional(v.boolean()),
    asksFirst: v.optional(v.boolean()),
  }),
  'cleanup.answer': v.variant('isEnough', [
    v.object({
      id: runId,
      isEnough: v.literal(true),
      records: v.pipe(v.number(), v.integer(), v.minValue(0)),
      typed: text(1_000),
    }),
    v.object({ id: runId, isEnough: v.literal(false) }),
  ]),
  'cleanup.stop': ofCleanup,
  'cleanup.goOn': v.object({ id: runId, useReserve: v.exactOptional(v.boolean()) }),
  'cleanup.retry': ofCleanup,
  'cleanup.check': ofCleanup,
  'cleanup.undo': ofCleanup,
  'cleanup.useNamesakes': ofCleanup,
  'cleanup.seen': ofCleanup,
  'cleanup.delete': ofCleanup,
  'data.deleteAll': nothing,
} satisfies { readonly [Name in RequestName]: v.GenericSchema<unknown, RequestData<Name>> };

/** The same handlers, each behind the schema of its request. Rejects with `unexpected` where the data is invalid. */
export function behindSchemas(handlers: Handlers): Handlers {
  const names = Object.keys(REQUESTS) as RequestName[];
  return Object.fromEntries(names.map((name) => [name, behindSchema(name, handlers)])) as Handlers;
}

function behindSchema<Name extends RequestName>(name: Name, handlers: Handlers): (data: unknown) => Promise<unknown> {
  const schema: v.GenericSchema<unknown, unknown> = REQUESTS[name];
  const handler = handlers[name] as (data: unknown) => Promise<unknown>;
  return async (data) => {
    const result = v.safeParse(schema, data);
    if (result.success) return handler(result.output);
    const field = v.getDotPath(result.issues[0]);
    throw new AppError('unexpected', { name, ...(field !== null && { field: field.slice(0, 100) }) });
  };
}
