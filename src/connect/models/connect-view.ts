import type { Client } from '../../shared/client-id.ts';
import type { Connection, SignInAttempt, SignInState, SignInWay } from '../../shared/connection.ts';
import type { DataCentre } from '../../shared/data-centres.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';

/** What the page shows. */
export type ConnectView =
  | { readonly view: 'starting' }
  | { readonly view: 'waiting'; readonly way: SignInWay }
  | { readonly view: 'connected'; readonly connection: Connection; readonly isLasting: boolean }
  /** Zoho connected another org than the wanted one. */
  | { readonly view: 'other-org'; readonly connection: Connection; readonly attempt: SignInAttempt }
  | Problem
  /** One button: the client is known. */
  | { readonly view: 'ready'; readonly client: ReadyClient }
  /** The steps in Zoho's console; `error` is what came of the last try. */
  | { readonly view: 'cards'; readonly way: SignInWay; readonly error: ErrorData | null };

export interface Problem {
  readonly view: 'problem';
  readonly error: ErrorData;
  readonly dataCentre: DataCentre | null;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  /** Who set the client that Zoho was asked with. */
  readonly source: Client['source'];
  readonly attempt: SignInAttempt | null;
}

/** What to connect with. A connection that is renewed brings its own, with a secret that the worker keeps. */
export interface ReadyClient {
  readonly way: Exclude<SignInWay, 'self'>;
  readonly clientId: string;
  readonly source: Client['source'];
}

/** All that decides it. */
export interface ConnectFacts {
  readonly isRead: boolean;
  readonly now: number;
  readonly signIn: SignInState | null;
  /** Why the worker did not begin the last try, and when it said so. */
  readonly refused: { readonly error: ErrorData; readonly at: number } | null;
  /** Results up to then are put away. */
  readonly seenUntil: number;
  readonly connections: readonly Connection[];
  /** The connection to sign in to again. */
  readonly renewed: Connection | null;
  readonly client: Client | null;
  /** The way through Zoho's console that the user chose; null while they did not. */
  readonly ownWay: SignInWay | null;
  /** What the user says that Zoho's window showed before it was closed. */
  readonly seenCause: 'client' | 'addresses' | null;
}

/** A result of the last try is shown for that long, in milliseconds. */
const RESULT_MS = 3_600_000;

/** What is wrong with what was typed is said beside the field. */
const OF_FIELDS: ReadonlySet<ErrorCode> = new Set([
  'client-missing',
  'client-form',
  'client-unknown',
  'client-secret',
  'code-spent',
]);

/** A sign-in under way, before the result of the last one, before the client of the company, the publisher, the user. */
export function connectView(facts: ConnectFacts): ConnectView {
  const { isRead, signIn, ownWay, renewed } = facts;
  if (!isRead) return { view: 'starting' };
  if (signIn?.state === 'waiting') return { view: 'waiting', way: signIn.way };
  const result = resultOf(facts);
  if (result !== null) return result;
  if (ownWay !== null) return { view: 'cards', way: ownWay, error: null };
  if (renewed !== null) {
    const { way, clientId } = renewed;
    if (way === 'self') return { view: 'cards', way, error: null };
    return { view: 'ready', client: { way, clientId, source: sourceOf(facts, clientId) } };
  }
  const { client } = facts;
  return client === null
    ? { view: 'cards', way: 'client', error: null }
    : { view: 'ready', client: { way: 'client', clientId: client.clientId, source: client.source } };
}

function resultOf(facts: ConnectFacts): ConnectView | null {
  const { signIn, refused, seenUntil, now, connections } = facts;
  if (refused !== null && refused.at > seenUntil) return ofFailure(facts, refused.error, refused.at, null);
  if (signIn === null || signIn.state === 'waiting') return null;
  if (signIn.at <= seenUntil || now - signIn.at > RESULT_MS) return null;
  if (signIn.state === 'connected') {
    const connection = connections.find(({ id }) => id === signIn.connectionId);
    return connection === undefined ? null : { view: 'connected', connection, isLasting: signIn.isLasting !== false };
  }
  const { code, details, at, attempt = null } = signIn;
  const other = connections.find(({ id }) => id === details.connectionId);
  if (code === 'other-org' && other !== undefined && attempt !== null)
    return { view: 'other-org', connection: other, attempt };
  return ofFailure(facts, { code, details }, at, { attempt, dataCentre: signIn.dataCentre });
}

function ofFailure(
  facts: ConnectFacts,
  error: ErrorData,
  at: number,
  asked: { readonly attempt: SignInAttempt | null; readonly dataCentre: DataCentre } | null,
): ConnectView {
  const { ownWay, client, seenCause } = facts;
  const attempt = asked?.attempt ?? null;
  const way = attempt?.way ?? ownWay ?? 'client';
  const isTyped = attempt === null && (ownWay !== null || client === null);
  const source = isTyped ? 'user' : sourceOf(facts, attempt?.clientId ?? client?.clientId ?? '');
  const told: ErrorData = seenCause === 'client' ? { code: 'client-unknown', details: {} } : error;
  if (OF_FIELDS.has(told.code) && source === 'user') return { view: 'cards', way, error: told };
  return { view: 'problem', error: told, dataCentre: asked?.dataCentre ?? null, at, source, attempt };
}

function sourceOf({ client }: ConnectFacts, clientId: string): Client['source'] {
  return client !== null && client.clientId === clientId ? client.source : 'user';
}
