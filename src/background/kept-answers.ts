import { AppError, type ErrorCode, isAppError } from '../shared/errors.ts';
import type { Clock } from '../shared/steady-clock.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import type { StoredItem } from '../shared/stored-value.ts';

/** Refusals that concern the request itself, so that the same request will meet them again for a while. */
const LASTING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'scope-missing',
  'no-permission',
  'no-api-access',
  'permission-denied',
  'module-unknown',
  'module-unsupported',
  'url-unknown',
  'method-refused',
  'request-refused',
  'data-refused',
  'zoho-other',
]);

/**
 * Whether a failure is an answer to keep. A missing answer, a limit of use and a sign-in say nothing about the request
 * itself.
 */
export function isLastingRefusal(error: unknown): boolean {
  return isAppError(error) && LASTING.has(error.code);
}

/** Answers of Zoho that are kept with the time of their request, and requested again once they are old. */
export function createKeptAnswers(clock: Clock) {
  const underWay = new Map<string, Promise<unknown>>();

  /** False where a clock has gone back since then, because the answer may be older than it seems. */
  function isFresh(askedAt: number, longestMs: number): boolean {
    clock.goOnFrom(askedAt);
    return askedAt > clock.oldUntil() && clock.now() - askedAt < longestMs;
  }

  /** Sends one request for all callers that want the same at one time. */
  function once<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
    const present = underWay.get(what) as Promise<Answer> | undefined;
    if (present !== undefined) return present;
    const asking = ask().finally(() => underWay.delete(what));
    underWay.set(what, asking);
    return asking;
  }

  /** Throws `signed-out`, and keeps nothing, where the connection was removed while Zoho was asked. */
  async function keep<Entry>(
    item: StoredItem<Record<string, Entry>>,
    connectionId: string,
    entries: Readonly<Record<string, NoInfer<Entry>>>,
  ): Promise<void> {
    await item.change((kept) => ({ ...kept, ...entries }));
    if ((await connectionsItem.get()).some(({ id }) => id === connectionId)) return;
    await item.change((kept) =>
      Object.fromEntries(Object.entries(kept).filter(([key]) => !Object.hasOwn(entries, key))),
    );
    throw new AppError('signed-out');
  }

  return { now: () => clock.now(), isFresh, once, keep };
}

export type KeptAnswers = ReturnType<typeof createKeptAnswers>;
