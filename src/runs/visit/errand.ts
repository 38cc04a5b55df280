import type { AppError, ErrorData } from '../../shared/errors.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { Clock } from '../../shared/steady-clock.ts';
import type { CallMeta, ZohoApi } from '../../zoho/types.ts';
import type { Halt, Verdict } from '../model/failure-policy.ts';
import type { BrowserPorts } from '../model/types.ts';
import { lookIn, SHORTEST_MS } from '../model/waits.ts';
import { createCredits } from './credits.ts';
import { type Acting, isVerified } from './identity.ts';
import { createLanes } from './lanes.ts';
import { call, type CallKind, Halted, wantedOf } from './session.ts';

/**
 * The end of a call. `refused`: only this call failed. `halted`: later calls must wait too; `error` is null if the call
 * was not made.
 */
type Called<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'halted'; readonly error: AppError | null };

/** Why nothing more may be requested: for `ms` milliseconds, or at all. `leave`: everything stays unchanged. */
type ErrandHalt =
  | {
      readonly kind: 'wait';
      readonly why: WaitReason;
      /** True when the wait ends then. False when only the next look is due then. */
      readonly isDated: boolean;
      readonly ms: number;
      readonly error: ErrorData | null;
    }
  | { readonly kind: 'stop'; readonly error: ErrorData | null }
  | { readonly kind: 'leave' };

/**
 * Calls of one connection outside any run. They use lanes, keep the credit reserve, and their failures follow the
 * failure policy.
 */
export interface Errand {
  call<Value>(credits: number, make: (api: ZohoApi) => Promise<Value>): Promise<Called<Value>>;
  /**
   * A call that makes, renames or deletes a tag. `halted` includes a call without an answer: it may be made again, because
   * none of these changes has a second effect.
   */
  change<Value>(credits: number, make: (api: ZohoApi) => Promise<Value>): Promise<Called<Value>>;
  /** Whether the token belongs to the connection's org and user. If not, `halt` has the reason. */
  verify(): Promise<boolean>;
  /** Why nothing more may be requested; null when calls may go out. */
  readonly halt: ErrandHalt | null;
  /** Ends the halt after a wait, unless the errand was cancelled. */
  goOn(): void;
  /** Makes no further calls. Calls in flight end by themselves. */
  cancel(): void;
  readonly isCancelled: boolean;
  /** Reports progress, which resets the growing waits. */
  moved(): void;
  /** Rounds in a row without an answer, and rounds in a row that Zoho throttled. */
  readonly rounds: { readonly misses: number; readonly throttles: number };
  /**
   * Credits spent since the last call of this function, together and by use, and the remaining ones by Zoho's last answer.
   */
  takeCredits(): {
    readonly spent: number;
    readonly reads: number;
    readonly writes: number;
    readonly left: number | null;
  };
}

/** Everything that an errand needs from outside. */
export type ErrandPorts = Pick<BrowserPorts, 'api' | 'identify' | 'acting' | 'isOnline' | 'settings'> & {
  readonly clock: Clock;
};

const CANCELLED: Halt = { kind: 'stop', reason: 'user', records: 'not-sent-stop', error: null };

/**
 * Opens an errand. `rounds`: the counts of an earlier worker. `useReserve`: it may spend the credit reserve. Throws
 * `signed-out` when the connection is gone.
 */
export async function openErrand(
  ports: ErrandPorts,
  connectionId: string,
  rounds: Errand['rounds'],
  useReserve = false,
): Promise<Errand> {
  const { org, user } = await ports.acting(connectionId);
  const { creditReserve } = await ports.settings();
  const credits = createCredits();
  const observe = ({ creditsRemaining }: CallMeta): void => {
    if (creditsRemaining !== null) credits.observe(creditsRemaining);
  };
  const api = ports.api(connectionId, observe, wantedOf({ org, user }));
  const acting: Acting = {
    ports,
    lanes: createLanes(org.edition),
    credits,
    reserve: creditReserve,
    halt: null,
    round: 0,
    ...rounds,
    spent: { reads: 0, writes: 0, checks: 0 },
    hasMoved: false,
    underWay: 0,
  };
  let isCancelled = false;

  async function ask<Value>(
    kind: CallKind,
    make: () => Promise<Value>,
    isAlone: (verdict: Verdict) => boolean,
  ): Promise<Called<Value>> {
    try {
      const ending = await call(acting, kind, make);
      if (ending.isOk) return { kind: 'answered', value: ending.value };
      return { kind: isAlone(ending.verdict) ? 'refused' : 'halted', error: ending.error };
    } catch (error) {
      if (error instanceof Halted) return { kind: 'halted', error: null };
      throw error;
    }
  }

  return {
    call: (cost, make) =>
      ask(
        { purpose: 'list', use: 'reads', cost, useReserve },
        () => make(api),
        (verdict) => verdict.kind === 'unknowable' && verdict.halt === null,
      ),
    change: (cost, make) =>
      ask(
        { purpose: 'admin', use: 'writes', cost, useReserve },
        () => make(api),
        ({ kind }) => kind === 'records',
      ),
    verify: () => isVerified(acting, { connectionId, org, user }),
    get halt() {
      return acting.halt === null ? null : errandHalt(acting.halt, ports.clock.wall());
    },
    goOn() {
      acting.halt = isCancelled ? CANCELLED : null;
    },
    cancel() {
      isCancelled = true;
      acting.halt = CANCELLED;
    },
    get isCancelled() {
      return isCancelled;
    },
    moved() {
      acting.misses = acting.throttles = 0;
    },
    get rounds() {
      return { misses: acting.misses, throttles: acting.throttles };
    },
    takeCredits() {
      const { reads, writes } = acting.spent;
      acting.spent = { reads: 0, writes: 0, checks: 0 };
      return { spent: reads + writes, reads, writes, left: credits.left };
    },
  };
}

/**
 * A date never exceeds what its reason allows, and no wait is shorter than a second, even after a change of the clock.
 */
function errandHalt(halt: Halt, wall: number): ErrandHalt {
  if (halt.kind === 'leave') return halt;
  const { error } = halt;
  if (halt.kind === 'stop') return { kind: 'stop', error };
  const { why, until } = halt;
  return { kind: 'wait', why, isDated: until !== null, ms: Math.max(SHORTEST_MS, lookIn(halt, wall)), error };
}
