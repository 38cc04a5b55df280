import type { Call, CallOptions, Method, Reply, Throttled } from '../zoho/questions/question.ts';
import type { Wire } from './wire.ts';

/** The live session was asked to end. No question continues, and everything it made is removed. */
export class Interrupted extends Error {}

export interface Time {
  now(): number;
  /** Rejects when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Calls {
  /** Calls with a token. After a 429 it waits as long as Zoho asks, or a minute, and tries again, three times at most. */
  withToken: (token: string, base?: string) => Call;
  /** Sends a call and cuts the connection. */
  cut: (token: string, method: Method, path: string, body: unknown) => Promise<void>;
  accounts: (method: 'GET' | 'POST', path: string, form?: Record<string, string>) => Promise<Reply>;
  readonly throttled: Throttled[];
  /** How many changes got an answer that leaves open whether they were, or will be, applied. */
  readonly doubts: () => number;
  /** Waits for that time. Throws `Interrupted` at once when interrupted. */
  wait: (ms: number) => Promise<void>;
  /** From now on calls and waits throw `Interrupted`, until `tidyUp`. */
  interrupt: () => void;
  /** From now on calls go out even when interrupted, so that everything the session made is removed. */
  tidyUp: () => void;
}

const API = '/crm/v8';
const TRIES = 3;
const UNTOLD_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 600_000;

function throttledOf(reply: Reply, now: number): Throttled {
  const { code, details } = reply.body;
  const seconds = details?.['retry_after'];
  const date = Date.parse(reply.headers.get('date') ?? '');
  return {
    code,
    retryAfter: reply.headers.get('retry-after') ?? undefined,
    inDetails: typeof seconds === 'number' ? seconds : undefined,
    at: Number.isNaN(date) ? now : date,
  };
}

/** How long a 429 asks to wait: from `Retry-After` (seconds or a date), else `details.retry_after`. */
export function waitAsked({ retryAfter, inDetails, at }: Throttled): number | undefined {
  if (retryAfter !== undefined && /^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter ?? '');
  if (!Number.isNaN(date)) return Math.max(0, date - at);
  return inDetails === undefined ? undefined : inDetails * 1000;
}

/** A server's failure, or half an answer. The call may still be applied. */
function isDoubtful({ status, body }: Reply): boolean {
  return status >= 500 || (status < 300 && status !== 204 && Object.keys(body).length === 0);
}

export function createCalls(wire: Wire, time: Time): Calls {
  const throttled: Throttled[] = [];
  let doubts = 0;
  const interruption = new AbortController();
  let isTidying = false;

  function checkpoint() {
    if (interruption.signal.aborted && !isTidying) throw new Interrupted('the session was told to end');
  }

  async function wait(ms: number) {
    checkpoint();
    try {
      await time.wait(ms, isTidying ? undefined : interruption.signal);
    } catch (error) {
      checkpoint();
      throw error;
    }
  }

  function requestFor(token: string, method: Method, path: string, { body, headers }: CallOptions) {
    return {
      service: 'api' as const,
      method,
      path,
      headers: {
        authorization: `Zoho-oauthtoken ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
  }

  function withToken(token: string, base = API): Call {
    return async (method, path, options = {}) => {
      for (let tries = 1; ; tries += 1) {
        checkpoint();
        const reply = await wire(requestFor(token, method, `${base}${path}`, options));
        if (method !== 'GET' && isDoubtful(reply)) doubts += 1;
        if (reply.status !== 429) return reply;
        const refusal = throttledOf(reply, time.now());
        throttled.push(refusal);
        if (tries >= TRIES) return reply;
        await wait(Math.min(waitAsked(refusal) ?? UNTOLD_WAIT_MS, LONGEST_WAIT_MS));
      }
    };
  }

  return {
    throttled,
    doubts: () => doubts,
    withToken,
    async cut(token, method, path, body) {
      checkpoint();
      await wire({ ...requestFor(token, method, `${API}${path}`, { body }), cut: true });
    },
    async accounts(method, path, form) {
      checkpoint();
      const body = form && new URLSearchParams(form).toString();
      const headers: Record<string, string> = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
      return wire({ service: 'accounts', method, path, headers, ...(body !== undefined && { body }) });
    },
    wait,
    interrupt: () => interruption.abort(),
    tidyUp: () => void (isTidying = true),
  };
}
