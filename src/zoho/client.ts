import { AppError, type ErrorDetails, isAppError } from '../shared/errors.ts';
import type { Scope } from '../shared/scopes.ts';
import type { Answer } from './answer.ts';
import { errorOf, type ResponseFacts, throttleCode, zohoErrorIn } from './error-codes.ts';
import { retryAfterMs } from './retry-after.ts';
import type { ClientOptions } from './types.ts';

/** One call, as Zoho documents it. */
export interface CallRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parts of the path below `/crm/v8`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The scope that the call needs. */
  readonly scope: Scope;
  /** Credits that it costs by Zoho's table. */
  readonly credits: number;
  /** Called when the call has left, before its answer. */
  readonly onLeave?: (() => void) | undefined;
}

/**
 * Makes one call. Throws `offline`, `unreachable`, `timeout`, `unreadable`, `zoho-down`, `rate-limited`,
 * `out-of-credits`, `scope-missing`, `signed-out`, and the errors of the {@link Access}. All other refusals are
 * returned as answers.
 */
export type Call = (request: CallRequest) => Promise<Answer>;

interface Exchange {
  readonly body: Body;
  readonly facts: ResponseFacts;
}

/** Calls of one connection. After a 401 the token is renewed and the call made once more; nothing else is repeated. */
export function createCall(options: ClientOptions): Call {
  const { access } = options;

  return async function call(request) {
    const token = await access.token();
    const first = await exchange(options, request, token);
    if (!isStaleToken(first)) return answered(first, request);
    const renewed = await access.renew(token);
    return answered(await exchange(options, request, renewed), request);
  };

  function answered(given: Exchange, { scope }: CallRequest): Answer {
    try {
      return answerOf(given);
    } catch (error) {
      if (isAppError(error) && error.code === 'scope-missing') access.lacks?.(scope);
      throw error;
    }
  }
}

async function exchange(options: ClientOptions, request: CallRequest, token: string): Promise<Exchange> {
  // Taken out of the options, because the browser's fetch refuses to be called as a method of another object.
  const { access, fetch, now } = options;
  const url = urlOf(access.origin, request);
  const startedAt = now();
  const meta = { status: 0, creditsRemaining: null as number | null, date: null as number | null };
  try {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const answering = fetch(url.href, requestInit(request, token, signal));
    request.onLeave?.();
    const response = await answering.catch((cause: unknown) => {
      throw lostAnswer(options, url, signal, cause);
    });
    meta.status = response.status;
    meta.creditsRemaining = creditsRemaining(response.headers);
    meta.date = dateOf(response.headers);
    const text = await response.text().catch((cause: unknown) => {
      if (signal.aborted || !options.isOnline()) throw lostAnswer(options, url, signal, cause);
      throw new AppError('unreadable', { status: response.status, body: 'cut' }, { cause });
    });
    const body = parseBody(text);
    const facts: ResponseFacts = {
      status: response.status,
      host: url.host,
      scope: request.scope,
      creditsRemaining: meta.creditsRemaining,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), askedWait(body), meta.date ?? now()),
    };
    return { body, facts };
  } finally {
    const durationMs = now() - startedAt;
    options.observe({ ...meta, credits: creditsOf(request, meta.status), durationMs });
  }
}

/** Throws `request-refused` for a part of the path that would lead out of it. */
function urlOf(origin: string, { path, query = {} }: CallRequest): URL {
  if (path.some((part) => ['', '.', '..'].includes(part))) throw new AppError('request-refused', { field: 'path' });
  const url = new URL(['/crm/v8', ...path.map(encodeURIComponent)].join('/'), origin);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

function requestInit(request: CallRequest, token: string, signal: AbortSignal): RequestInit {
  const headers = { Authorization: `Zoho-oauthtoken ${token}`, Accept: 'application/json' };
  const common: RequestInit = {
    method: request.method,
    headers,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal,
  };
  if (request.body === undefined) return common;
  return {
    ...common,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(request.body),
  };
}

function lostAnswer(options: ClientOptions, url: URL, signal: AbortSignal, cause: unknown): AppError {
  const details: ErrorDetails = { host: url.host };
  if (signal.aborted) return new AppError('timeout', details, { cause });
  return new AppError(options.isOnline() ? 'unreachable' : 'offline', details, { cause });
}

/** Zoho refuses these two before it does anything. After any other status the call may have been booked. */
function creditsOf(request: CallRequest, status: number): number {
  return status === 401 || status === 429 ? 0 : request.credits;
}

function creditsRemaining(headers: Headers): number | null {
  const value = headers.get('x-api-credits-remaining');
  return value !== null && /^\d+$/.test(value.trim()) ? Number(value) : null;
}

function dateOf(headers: Headers): number | null {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? null : date;
}

function askedWait(body: Body): unknown {
  return body.kind === 'json' ? zohoErrorIn(body.value)?.details.retry_after : undefined;
}

function isStaleToken({ body, facts }: Exchange): boolean {
  if (facts.status !== 401 || body.kind === 'html' || body.kind === 'cut') return false;
  return body.kind === 'empty' || zohoErrorIn(body.value)?.code !== 'OAUTH_SCOPE_MISMATCH';
}

function answerOf({ body, facts }: Exchange): Answer {
  const { status } = facts;
  const value = body.kind === 'json' ? body.value : undefined;
  const error = zohoErrorIn(value);
  const known = error ? errorOf(error, facts) : null;
  if (status >= 500) throw new AppError('zoho-down', { ...known?.details, status });
  if (status === 429) throw known ?? new AppError(throttleCode(facts.creditsRemaining), throttleDetails(facts));
  if (status === 204) return { body: undefined, facts };
  if (status === 401 && body.kind === 'empty') throw new AppError('signed-out', { status });
  if (body.kind !== 'json') throw new AppError('unreadable', { status, body: body.kind });
  if (known?.code === 'scope-missing' || known?.code === 'zoho-down') throw known;
  if (status === 401) throw new AppError('signed-out', { ...known?.details, status });
  return { body: value, facts };
}

function throttleDetails({ status, retryAfterMs: wait }: ResponseFacts): ErrorDetails {
  return wait === undefined ? { status } : { status, retryAfterMs: wait };
}

/** A body as text, classified before anything is read from it. */
type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' }
  | { readonly kind: 'cut' };

/** Reads a body. Neither the status nor the content type counts here, because proxies get both wrong. */
function parseBody(text: string): Body {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (trimmed.startsWith('<')) return { kind: 'html' };
  try {
    return { kind: 'json', value: JSON.parse(trimmed) };
  } catch {
    return { kind: 'cut' };
  }
}
