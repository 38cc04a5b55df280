import type { Client } from '../../shared/client-id.ts';
import type { Connection, SignInAttempt, SignInState, SignInWay } from '../../shared/connection.ts';
import type { DataCentre } from '../../shared/data-centres.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';

/** The states of the page. */
export type ConnectView =
  | { readonly view: 'starting' }
  | { readonly view: 'waiting'; readonly way: SignInWay }
  | { readonly view: 'connected'; readonly connection: Connection; readonly isLasting: boolean }
  /** Zoho connected another org than the wanted one. */
  | { readonly view: 'other-org'; readonly connection: Connection; readonly attempt: SignInAttempt }
  | Problem
  /** One button, because the client is known. */
  | { readonly view: 'ready'; readonly client: ReadyClient }
  /** The steps in Zoho's console. `error`: the failure of the last attempt. */
  | { readonly view: 'cards'; readonly way: SignInWay; readonly error: ErrorData | null };

export interface Problem {
  readonly view: 'problem';
  readonly error: ErrorData;
  readonly dataCentre: DataCentre | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The source of the client in the last request. */
  readonly source: Client['source'];
  readonly attempt: SignInAttempt | null;
}

/** The client to connect with. A renewed connection brings its own, and the worker keeps its secret. */
export interface ReadyClient {
  readonly way: Exclude<SignInWay, 'self'>;
  readonly clientId: string;
  readonly source: Client['source'];
}

/** The facts that decide the state. */
export interface ConnectFacts {
  readonly isRead: boolean;
  readonly now: number;
  readonly signIn: SignInState | null;
  /** Why the worker refused to start the last sign-in, and when, in milliseconds since the epoch. */
  readonly refused: { readonly error: ErrorData; readonly at: number } | null;
  /** Results up to this moment are dismissed. */
  readonly seenUntil: number;
  readonly connections: readonly Connection[];
  /** The connection to sign in to again. */
  readonly renewed: Connection | null;
  readonly client: Client | null;
  /** The way through Zoho's console that the user chose; null before a choice. */
  readonly ownWay: SignInWay | null;
  /** The user's answer to what Zoho's window showed before it closed. */
  readonly seenCause: 'client' | 'addresses' | null;
}

/** Milliseconds for which the result of the last attempt is shown. */
const RESULT_MS = 3_600_000;

/** Errors that are shown beside their field. */
const OF_FIELDS: ReadonlySet<ErrorCode> = new Set([
  'client-missing',
  'client-form',
  'client-unknown',
  'client-secret',
  'code-spent',
]);

/**
 * The state, by priority: a sign-in under way, the last result, then the client of the company, the publisher or the
 * user.
 */
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
  const shown: ErrorData = seenCause === 'client' ? { code: 'client-unknown', details: {} } : error;
  if (OF_FIELDS.has(shown.code) && source === 'user') return { view: 'cards', way, error: shown };
  return { view: 'problem', error: shown, dataCentre: asked?.dataCentre ?? null, at, source, attempt };
}

function sourceOf({ client }: ConnectFacts, clientId: string): Client['source'] {
  return client !== null && client.clientId === clientId ? client.source : 'user';
}
