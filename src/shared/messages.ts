import * as v from 'valibot';
import { browser } from './browser.ts';
import type { DataCentre } from './data-centres.ts';
import type { Leftover } from './erasure.ts';
import { errorDataSchema } from './error-data.ts';
import { AppError, type ErrorData, toErrorData } from './errors.ts';
import { note } from './notes.ts';
import type { Adding, CleanupKind, Holders, Module, Source, Tag } from './run-summary.ts';
import type { ExtraScope } from './scopes.ts';
import { isOwnPage, type Sender } from './senders.ts';
import type { SignInWay } from './connection.ts';

/**
 * The whole protocol between the extension's pages and the worker. The worker parses each request by its schema in
 * `request-schemas.ts`. A request asks for an action and is answered at once; its outcome is read from storage. Each
 * may reject with an {@link AppError} that is listed in `shared/errors.ts`.
 */
export interface Requests {
  /** Opens Zoho's consent window. Progress and outcome are in the stored item `signIn`. */
  'sign-in.start': (data: SignInRequest) => void;
  /** Exchanges a code that the user pasted (self client). Outcome as above. */
  'sign-in.paste': (data: { dataCentre: DataCentre; clientId: string; clientSecret: string; code: string }) => void;
  /** Brings the consent window to the front. */
  'sign-in.show': () => void;
  'sign-in.cancel': () => void;
  /**
   * Asks Zoho for more rights of a connection: in a window (`sign-in.show` and `sign-in.cancel` apply), or with a code of
   * the API console for a self client, made for the list of `scopesToAsk`. Progress and outcome are in the stored item
   * `widening`. Refused, the connection stays as it was. Throws `signed-out`, `consent-busy`.
   */
  'connection.widen': (data: WidenRequest) => void;
  /** Revokes the connection at Zoho, erases its tokens, stops its runs. Answers the parts that could not be erased. */
  'connection.remove': (data: { connectionId: string }) => readonly Leftover[];

  /** The connection's module of that name in the URL. Throws `module-unknown`, `module-unsupported`. */
  'module.resolve': (data: { connectionId: string; moduleSlug: string }) => Module;
  /** The name of a view, or null when Zoho does not give it. */
  'view.name': (data: { connectionId: string; module: string; viewId: string }) => string | null;
  /** What puts a tag back or uses it, where Zoho says so. Null when Zoho says nothing. */
  'tag.use': (data: { connectionId: string; module: string; tagId: string }) => TagUse | null;

  /** Reads the names of a module's tags ahead, for a removal that is about to start. */
  'tag.names': (data: { connectionId: string; module: string }) => void;

  /**
   * Starts reading the tag lists of these modules, or of all where null. A reading of the connection that is under way
   * gets them added. Progress is in the stored item `tagsProgress`, the results in the store of tags (`tags/queries`).
   */
  'tags.read': (data: { connectionId: string; modules: readonly string[] | null }) => void;
  /**
   * Starts counting the records of these tags one by one, and asks what uses each. Adds to a counting that is under
   * way, as above.
   */
  'tags.count': (data: { connectionId: string; tags: readonly TagsOfModule[] }) => void;
  /** Ends reading and counting. The results so far stay. Does nothing where nothing is under way. */
  'tags.cancel': (data: { connectionId: string }) => void;

  /** Starts reading a selection under a run id made by the page; a repeat is the same run. */
  'run.read': (data: ReadRequest) => void;
  /** Starts removing the chosen tags. Throws `tags-changed` when the preview of that revision is no longer true. */
  'run.start': (data: { runId: string; tagIds: readonly string[] }) => void;
  'run.stop': (data: { runId: string }) => void;
  /** Continues a stopped run, or one that waits for the user. `useReserve` lets it spend the credit reserve. */
  'run.goOn': (data: { runId: string; useReserve?: boolean }) => void;
  /** Retries the failed records that can succeed. */
  'run.retry': (data: { runId: string }) => void;
  /** Re-reads the records whose outcome is unknown. */
  'run.check': (data: { runId: string }) => void;
  /** Starts the undo of a run, under a run id made by the page. */
  /** Continues an ended undo with the tags that now have the names of deleted ones. Throws `tags-changed`, `busy`. */
  'run.useNamesakes': (data: { runId: string }) => void;
  'run.undo': (data: { runId: string; undoId: string }) => void;
  /** A new preview over the records that an undo put the tags back on. */
  'run.again': (data: { undoId: string; runId: string; selection?: string }) => void;
  'run.seen': (data: { runId: string }) => void;
  /** Deletes a preview that was not started, or an ended run. */
  'run.delete': (data: { runId: string }) => void;
  /** Deletes every ended run and every ended clean-up. */
  'run.deleteAll': () => void;
  /**
   * How the records with these tags would be found, and the cost of removing the tags from all of them, or of replacing
   * them. Writes nothing at Zoho. A count older than five minutes, or unknown and not refused since, is read again for one credit.
   */
  'cleanup.offer': (data: OfferRequest) => CleanupOffer;
  /** Starts a clean-up under an id made by the page; a repeat is the same one. Throws `busy`. */
  'cleanup.start': (data: CleanupRequest) => void;
  /** For a clean-up that asks after all records are found: continues with them, or searches once more. */
  'cleanup.answer': (data: CleanupAnswer) => void;
  'cleanup.stop': (data: { id: string }) => void;
  /** Continues a clean-up that is stopped or waits. `useReserve` lets what waits use the reserved credits. */
  'cleanup.goOn': (data: { id: string; useReserve?: boolean }) => void;
  'cleanup.retry': (data: { id: string }) => void;
  'cleanup.check': (data: { id: string }) => void;
  'cleanup.undo': (data: { id: string }) => void;
  'cleanup.useNamesakes': (data: { id: string }) => void;
  'cleanup.seen': (data: { id: string }) => void;
  /** Deletes an ended clean-up with its runs. */
  'cleanup.delete': (data: { id: string }) => void;
  /**
   * Revokes every connection, stops everything, and erases all that Untag has stored. Answers the parts that could not
   * be erased.
   */
  'data.deleteAll': () => readonly Leftover[];
}

export interface SignInRequest {
  readonly way: Exclude<SignInWay, 'self'>;
  readonly dataCentre: DataCentre;
  readonly clientId: string;
  /** Only for the code flow. */
  readonly clientSecret?: string;
  /** The org that the user wants, from the tab's URL. It serves to warn them when they chose another one. */
  readonly wanted?: { readonly orgSegment: string | null; readonly isSandbox: boolean };
}

export interface WidenRequest {
  readonly connectionId: string;
  readonly scopes: readonly ExtraScope[];
  /** Only for a self client. */
  readonly code?: string;
}

export interface TagsOfModule {
  /** API name. */
  readonly module: string;
  readonly tagIds: readonly string[];
}

export interface OfferRequest {
  readonly connectionId: string;
  /** One for each module. */
  readonly steps: readonly OfferAsk[];
}

/** The tags of a module that come off, and in a replace the id of the tag that stays: null when it is to be made. */
export interface OfferAsk extends TagsOfModule {
  readonly stays?: string | null;
}

/** A range of amounts. Both ends are equal if the amount is known. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * Why a finder was chosen. `no-right`: the connection may not search. `scan-cheaper`, `search-cheaper`: by the most
 * that each can cost. `uncounted`: a scan, because Zoho does not say how many records a search would have to find.
 * `beyond-scan`: the search, because the module holds more records than a scan reaches.
 */
export type FinderReason = 'no-right' | 'scan-cheaper' | 'search-cheaper' | 'uncounted' | 'beyond-scan';

/** The cost of a clean-up's step. Credits are API credits. */
export interface OfferStep {
  /** API name. */
  readonly module: string;
  readonly way: Holders['way'];
  /** Whether the search uses windows of time, because one search shows at most 2,000 records. */
  readonly isWindowed: boolean;
  readonly why: FinderReason;
  /** Zoho's count of the records with each tag, in the order of the request; null if Zoho gives none. */
  readonly counted: readonly (number | null)[];
  /** The time of the oldest of these counts, by the wall clock; null if there are none. */
  readonly countedAt: number | null;
  /** The module's records at the last scan; null if there was none. */
  readonly records: number | null;
  /** Whether the finder reaches every record that the user can see. A scan reaches 100,000. Null if unknown. */
  readonly isWhole: boolean | null;
  readonly credits: {
    readonly find: Range;
    /** Reading tags right before they are removed. Null, like `remove`, if it depends on what is found. */
    readonly read: Range | null;
    readonly remove: Range | null;
  };
  /** In a replace: the tag that stays. */
  readonly replace?: ReplaceOffer;
  /** Credits of deleting the tags at the end. */
  readonly deleting: Range;
  /** Time from start to end; null if it depends on what is found. */
  readonly seconds: Range | null;
  /** Credits that the scope for the search would save. Null if it is granted or would save nothing. */
  readonly searchSaves: Range | null;
}

export interface ReplaceOffer {
  /** Zoho's count of the records that have the tag; 0 when it is to be made, null if Zoho gives none. */
  readonly counted: number | null;
  /** Credits of making it. */
  readonly make: Range;
  /** Credits of putting it on the records that lack it. Null if that depends on what is found. */
  readonly put: Range | null;
}

export interface CleanupOffer {
  readonly steps: readonly OfferStep[];
  /** Whether the connection has the scope for the search. */
  readonly canSearch: boolean;
  /** Records of a module that a scan reaches. */
  readonly reach: number;
  /** The tags that Zoho was asked to count for this offer. The pages' store has the uses that it named with that. */
  readonly asked: readonly { readonly module: string; readonly id: string }[];
  /** Credits that this offer used. */
  readonly spent: number;
  /** The credits left in the org, as Zoho said last; null if it said nothing during the count. */
  readonly creditsLeft: number | null;
}

/** The work of a clean-up: in each module, the tags to take off all records that have them. */
export interface CleanupRequest {
  /** Made by the page. */
  readonly id: string;
  readonly connectionId: string;
  /** Absent: `retire`. */
  readonly kind?: CleanupKind;
  readonly steps: readonly {
    readonly module: Module;
    /** The tags to take off all records that carry them; or the one to rename, or those to delete. */
    readonly holders: Holders;
    /** In a replace: the tag that stays. Its id is null when it is to be made. */
    readonly stays?: Pick<Tag, 'name' | 'colour'> & { readonly id: string | null };
    /** In a rename: the new name. */
    readonly name?: string;
    /** In a retire that deletes: Zoho counts no record with these tags, so they are only deleted. */
    readonly isUnused?: true;
  }[];
  /** Whether a retire or replace deletes its tags once no record carries them. Absent: it does not. */
  readonly isDeleting?: boolean | undefined;
  /** In a replace: the tag that stays is one of several that the user merges. Absent: it is none of them. */
  readonly isMerge?: boolean | undefined;
  /**
   * Whether to wait for `cleanup.answer` after all records are found, so that the user can save their list before the
   * removal.
   */
  readonly asksFirst?: boolean | undefined;
}

/**
 * A person's answer to the question whether the right records were found. `isEnough`: true continues with so many
 * `records`, false searches again. `typed`: the text of the confirmation, where one is due.
 */
export type CleanupAnswer =
  | { readonly id: string; readonly isEnough: true; readonly records: number; readonly typed: string }
  | { readonly id: string; readonly isEnough: false };

export interface ReadRequest {
  readonly runId: string;
  readonly connectionId: string;
  readonly module: Module;
  readonly source: Source;
  /** The ids, or null for the whole view named by `source.viewId`, or for all records that have the tag of `source.holders`. */
  readonly ids: readonly string[] | null;
  /** A name of the selection, by which a page finds its preview again. */
  readonly selection?: string;
}

/** Where automation and views use a tag. Numbers count what the user may see; `hidden` says that there is more. */
export interface TagUse {
  readonly adding: readonly Adding[];
  readonly views: readonly string[];
  readonly hasHidden: boolean;
}

export type RequestName = keyof Requests;
export type RequestData<Name extends RequestName> = Parameters<Requests[Name]>[0];
export type RequestAnswer<Name extends RequestName> = ReturnType<Requests[Name]>;

/** One function for each request, as the worker implements them. */
export type Handlers = {
  [Name in RequestName]: (data: RequestData<Name>) => Promise<RequestAnswer<Name>>;
};

interface Envelope {
  readonly type: 'request';
  readonly name: RequestName;
  readonly data: unknown;
}

const replySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.object({ ok: v.literal(false), error: errorDataSchema }),
]);
type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData };

/** Asks the worker. Rejects with the handler's AppError. */
export async function request<Name extends RequestName>(
  name: Name,
  ...data: RequestData<Name> extends undefined ? [] : [RequestData<Name>]
): Promise<RequestAnswer<Name>> {
  const envelope: Envelope = { type: 'request', name, data: data[0] };
  const reply = v.safeParse(replySchema, await browser.runtime.sendMessage(envelope));
  if (!reply.success) throw new AppError('unexpected', { name });
  if (!reply.output.ok) throw new AppError(reply.output.error.code, reply.output.error.details);
  return reply.output.value as RequestAnswer<Name>;
}

function isEnvelope(message: unknown): message is Envelope {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'request' &&
    'name' in message
  );
}

/** Answers requests. Only pages of this extension may ask; other senders get no answer. */
export function answerRequest(handlers: Handlers, message: unknown, sender: Sender): Promise<Reply> | undefined {
  if (!isEnvelope(message) || !isOwnPage(sender)) return undefined;
  return answered(handlers, message);
}

/** The caller always gets an answer, even when a handler throws before it returns a promise. */
async function answered(handlers: Handlers, { name, data }: Envelope): Promise<Reply> {
  if (!Object.hasOwn(handlers, name)) return { ok: false, error: { code: 'unexpected', details: { name } } };
  try {
    const handler = handlers[name] as (given: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(data) };
  } catch (error) {
    const refusal = toErrorData(error);
    // The error behind `unexpected` does not travel in a message, so it is noted here.
    if (refusal.code === 'unexpected') note(name, error);
    return { ok: false, error: refusal };
  }
}
