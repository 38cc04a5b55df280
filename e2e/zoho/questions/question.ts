import type { Switches, SwitchesInput } from '../switches.ts';

/** An answer of Zoho. `body` is empty without a JSON object. */
export interface Reply {
  status: number;
  headers: Headers;
  body: ReplyBody;
  /** The bytes, where the answer is a file. */
  file?: Uint8Array;
}

/** The keys that questions read. None of them is guaranteed. */
export interface ReplyBody {
  code?: string;
  details?: Record<string, unknown>;
  data?: Item[];
  tags?: Item[];
  info?: Record<string, unknown>;
  [key: string]: unknown;
}

/** A row, or the outcome of one record or tag. */
export interface Item {
  id?: string;
  code?: string;
  name?: string;
  details?: Record<string, unknown>;
  Tag?: { id: string; name: string }[] | null;
  [key: string]: unknown;
}

export interface CallOptions {
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the REST API; `path` follows `/crm/v8`. After a 429 it waits and repeats the call. */
export type Call = (method: Method, path: string, options?: CallOptions) => Promise<Reply>;

export interface OwnTag {
  id: string;
  name: string;
}

/** A 429, as far as its keys are unknown. */
export interface Throttled {
  code: string | undefined;
  retryAfter: string | undefined;
  /** Seconds, from `details.retry_after`. */
  inDetails: number | undefined;
  /** Milliseconds since the epoch, when it came, by its own `Date` where it had one. */
  at: number;
}

/** The answer to a code. */
export interface Grant {
  /** The host of `api_domain`: that of the code's environment, that of another one, or missing. */
  apiDomain: 'ofEnvironment' | 'ofAnother' | 'missing';
  /** `expires_in`. */
  seconds: number | undefined;
}

/** Tokens with fewer scopes than the first one. */
export type Narrow = 'update' | 'modules';

/** The exact scopes that each narrow token must have. */
export const NARROW_SCOPES: Record<Narrow, string> = {
  update: 'ZohoCRM.modules.READ,ZohoCRM.modules.UPDATE,ZohoCRM.settings.tags.READ',
  modules: 'ZohoCRM.modules.ALL,ZohoCRM.settings.tags.READ',
};

/** The tools of a question: calls, and its own records and tags, which are removed after it. */
export interface Interview {
  /** API name of the module in which records are made. */
  readonly module: string;
  readonly call: Call;
  /** The same for bulk jobs: `path` follows `/crm/bulk/v8`. */
  readonly bulk: Call;
  /** The same with a token of fewer scopes; undefined when there is none. */
  readonly narrow: (kind: Narrow) => Call | undefined;
  /** A further token of fewer scopes by the refresh token of its code; undefined where Zoho gives none. */
  readonly renew: (kind: Narrow) => Promise<Call | undefined>;
  /** Revokes the token of fewer scopes, which no question can use from then on. */
  readonly revoke: (kind: Narrow) => Promise<Reply>;
  /** The same with a token that Zoho has never issued. */
  readonly withDeadToken: Call;
  /** Sends a call and cuts the connection as soon as it is out. */
  readonly cut: (method: Method, path: string, body: unknown) => Promise<void>;
  /** A file that an answer links to; undefined where it is on a host other than the API's, which never gets a token. */
  readonly download: (address: string) => Promise<Reply | undefined>;
  /** A form to the accounts server, without a token or a secret. */
  readonly accounts: (method: 'GET' | 'POST', path: string, form?: Record<string, string>) => Promise<Reply>;
  /** The answer to the code; undefined when the session began with a token. */
  readonly grant: Grant | undefined;
  /** The 429s so far. */
  readonly throttled: readonly Throttled[];

  /** New records without tags, at most 100. Answers their ids. */
  makeRecords: (count: number) => Promise<string[]>;
  /** New tags that no record carries. */
  makeTags: (count: number) => Promise<OwnTag[]>;
  /** A name that this session has not used. Anything made under it is removed at the end. */
  newName: () => string;
  /** The name of one of its own records. */
  nameOf: (recordId: string) => string;
  deleteRecord: (id: string) => Promise<void>;
  deleteTag: (tag: OwnTag) => Promise<Reply>;
  lockRecord: (id: string) => Promise<void>;
  /** Converts a lead. The resulting contact and account are removed with the rest. */
  convertLead: (id: string) => Promise<void>;
  /** A workflow rule that puts the tag on the one record when that record is edited. */
  makeRule: (tag: OwnTag, recordId: string) => Promise<void>;
  /** A view of the module by the tag. */
  makeView: (tag: OwnTag) => Promise<void>;
  /** Puts tags on records and confirms them by a read. */
  putOn: (tags: OwnTag[], ids: string[]) => Promise<void>;
  /** Takes tags off records in one bulk call: by name, as Untag does, or by id where Zoho asks for that. */
  removeTags: (tags: OwnTag[], ids: string[]) => Promise<Reply>;
  /** Ids of the tags that each record carries now. */
  tagsOn: (ids: string[]) => Promise<Map<string, string[]>>;
  wait: (ms: number) => Promise<void>;
  now: () => number;
}

export interface Finding {
  /** The values that the switches must have. Empty for a fact without a switch. */
  switches: SwitchesInput;
  /** Zoho's behaviour, without ids, names or tokens. */
  seen: string;
}

/** One question to a live org. */
export interface Question {
  /** For `--only` and `--skip`. */
  name: string;
  asks: string;
  settles: readonly (keyof Switches)[];
  /** Values to be found that the schema of the switch does not list: numbers, and switches that belong together. */
  examples?: readonly SwitchesInput[];
  /** The most that it costs. */
  credits: number;
  /** Its additional cost, for a question that is asked only where `--only` names it. */
  onlyIfNamed?: string;
  /** Scopes that it needs in addition to those of every session. */
  scopes?: readonly string[];
  /** Throws `CannotTell`. */
  ask(interview: Interview): Promise<Finding>;
}

/** The question has no answer here. The message gives the reason, without ids, names or tokens. */
export class CannotTell extends Error {}

const SAFE_CODE = /^[A-Z][A-Za-z_ ]{1,60}$/;
const SAFE_KEY = /^[A-Za-z_$]{1,40}$/;

function codeOf(code: unknown): string {
  return typeof code === 'string' && SAFE_CODE.test(code) ? code : 'no code';
}

/** An answer in words for the table: status, codes, keys. Never a value that may be an id or a name. */
export function inWords({ status, body }: Reply): string {
  const items = body.data ?? body.tags;
  if (Array.isArray(items)) {
    const codes = [...new Set(items.flatMap((item) => (item.code === undefined ? [] : [codeOf(item.code)])))];
    return [`HTTP ${status}`, ...(codes.length > 0 ? [codes.join(' and ')] : [])].join(' ');
  }
  if (body.code === undefined) return `HTTP ${status}`;
  const keys = Object.keys(body.details ?? {}).filter((key) => SAFE_KEY.test(key));
  return `HTTP ${status} ${codeOf(body.code)}${keys.length > 0 ? ` (${keys.join(', ')})` : ''}`;
}

/** Throws with the answer in words. */
export function cannotTell(why: string, reply?: Reply): never {
  throw new CannotTell(reply ? `${why}: ${inWords(reply)}` : why);
}

/** Whether an answer says that the token's scopes do not cover the call. */
export function isScopeMismatch({ body }: Reply): boolean {
  return body.code === 'OAUTH_SCOPE_MISMATCH';
}

/** The body of a tag action, as it is. */
export function removal(tags: { name?: string; id?: string }[], ids: unknown): { body: object } {
  return { body: { tags, ids } };
}
