import { type AppError, type ErrorCode, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { StopReason, WaitReason } from '../../shared/run-summary.ts';
import { isNoAnswer } from '../../zoho/answer.ts';
import type { RecordReason, Run } from './types.ts';
import { type Conditions, LONGEST_WAIT_MS, SHORTEST_MS, signInMs, silenceMs, throttleMs, triesAfter } from './waits.ts';

/**
 * The purpose of a call. `select`: finding and reading the selection. `refresh`: reading records or names before a
 * write. `write`: putting tags on or taking them off. `look`: reading the outcome of a write. `identity`: the org and
 * user that the token acts for. `admin`: making, renaming or deleting a tag. `list`: an independent read, such as the
 * tags of a module, or one with an alternative, such as a search. Its refusal does not affect the others.
 */
export const PURPOSES = ['select', 'refresh', 'write', 'look', 'identity', 'admin', 'list'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The run waits: until a date, or for a person or the network where there is none. */
export interface Wait {
  readonly kind: 'wait';
  readonly why: WaitReason;
  /** Wall clock, milliseconds since the epoch. */
  readonly until: number | null;
  readonly error: ErrorData | null;
  readonly tries: Run['tries'];
}

/** The run stops. Records that are not sent by then count with this reason. */
export interface Stop {
  readonly kind: 'stop';
  readonly reason: StopReason;
  readonly records: RecordReason;
  readonly error: ErrorData | null;
}

/**
 * Nothing can be stored now, so the worker leaves the run unchanged until the alarm. In a dying worker the browser
 * fails first, and its error must not become the end of the run.
 */
export interface Leave {
  readonly kind: 'leave';
  readonly error: ErrorData;
}

/** Why no more calls may be made for now, or at all. */
export type Halt = Wait | Stop | Leave;

/** The meaning of a call's failure. */
export type Verdict =
  | Halt
  /** It concerns the records, the tags or the size of this call. They end or go out in parts, and the run continues. */
  | { readonly kind: 'records' }
  /**
   * The result cannot be known: a write may have been applied, or a look cannot be made. `halt`: the run's reaction in
   * the meantime.
   */
  | { readonly kind: 'unknowable'; readonly halt: Halt | null };

type Meaning =
  | 'silent'
  | 'lost'
  | 'lost-by-us'
  | 'throttled'
  | 'credits'
  | 'sign-in'
  | 'sign-in-later'
  | 'other-org'
  | 'other-user'
  | 'unnamed'
  | 'records'
  | 'blind'
  | 'stop'
  | 'full'
  | 'leave';

type Row = Readonly<Record<Purpose, Meaning>>;

function always(meaning: Meaning): Row {
  return {
    select: meaning,
    refresh: meaning,
    write: meaning,
    look: meaning,
    identity: meaning,
    admin: meaning,
    list: meaning,
  };
}

/** Zoho has not answered, so a change may have been applied. */
const SILENT: Row = { ...always('silent'), write: 'lost', admin: 'lost' };
/** Zoho refuses the records or the tags of the call. */
const OF_RECORDS: Row = {
  select: 'stop',
  refresh: 'stop',
  write: 'records',
  look: 'blind',
  identity: 'unnamed',
  admin: 'records',
  list: 'blind',
};
/** Zoho refuses every call of that kind. */
const OF_THE_CALL: Row = { ...OF_RECORDS, write: 'stop', admin: 'stop' };
/** A fault of Untag's own. After a write it is unknown how far it got. */
const OURS: Row = { ...OF_THE_CALL, write: 'lost-by-us', identity: 'stop', admin: 'lost-by-us' };
const SIGN_IN = always('sign-in');

/** The meaning of each failure for each purpose. Nothing else in the engine decides that. */
const POLICY: Readonly<Record<ErrorCode, Row>> = {
  offline: SILENT,
  unreachable: SILENT,
  timeout: SILENT,
  unreadable: SILENT,
  'zoho-down': SILENT,
  'rate-limited': always('throttled'),
  'out-of-credits': always('credits'),
  'signed-out': SIGN_IN,
  'scope-missing': OF_THE_CALL,
  'no-permission': OF_THE_CALL,
  'no-api-access': OF_THE_CALL,
  'no-tag-removal': OF_THE_CALL,
  // The names on the records' own tags still work.
  'no-tag-reading': { ...OF_THE_CALL, refresh: 'blind' },
  'module-unknown': OF_THE_CALL,
  'module-unsupported': OF_THE_CALL,
  'url-unknown': OF_THE_CALL,
  'method-refused': OF_THE_CALL,
  'request-refused': OF_THE_CALL,
  'data-refused': OF_RECORDS,
  // A read continues in smaller parts too.
  'limit-exceeded': { ...OF_RECORDS, select: 'records', refresh: 'records', look: 'records' },
  'record-locked': OF_RECORDS,
  'record-not-approved': OF_RECORDS,
  'permission-denied': OF_RECORDS,
  'tag-gone': OF_RECORDS,
  // A name that the module has by now needs no room.
  'tag-limit-module': { ...OF_THE_CALL, admin: 'records' },
  'view-gone': OF_THE_CALL,
  'view-changed': OF_THE_CALL,
  'view-too-big': OF_THE_CALL,
  'wrong-host': OF_THE_CALL,
  'zoho-other': OF_RECORDS,
  'client-missing': SIGN_IN,
  'client-form': SIGN_IN,
  'client-unknown': SIGN_IN,
  'client-secret': SIGN_IN,
  'redirect-refused': SIGN_IN,
  'domain-refused': SIGN_IN,
  'consent-refused': SIGN_IN,
  'consent-closed': SIGN_IN,
  'consent-unloadable': SIGN_IN,
  'consent-busy': always('sign-in-later'),
  'sign-in-throttled': always('sign-in-later'),
  'code-spent': SIGN_IN,
  'state-mismatch': SIGN_IN,
  'foreign-host': SIGN_IN,
  'places-differ': SIGN_IN,
  'owner-unknown': always('other-org'),
  'no-org': always('other-org'),
  'other-org': always('other-org'),
  'other-user': always('other-user'),
  'sign-in-other': SIGN_IN,
  'storage-full': always('full'),
  'storage-broken': always('leave'),
  'run-gone': always('leave'),
  busy: OURS,
  'undo-done': OURS,
  'undo-over': OURS,
  'tab-silent': OURS,
  'tab-changed': OURS,
  'tags-changed': OURS,
  'policy-refused': OF_THE_CALL,
  unexpected: OURS,
};

/** The meaning of a call's failure for its run. */
export function verdictOf(purpose: Purpose, error: AppError, conditions: Conditions): Verdict {
  const meaning = POLICY[error.code][purpose];
  switch (meaning) {
    case 'silent':
      return silence(error, conditions);
    case 'lost':
      return { kind: 'unknowable', halt: silence(error, conditions) };
    case 'lost-by-us':
      return { kind: 'unknowable', halt: stopFor(error) };
    case 'throttled': {
      const wait = waitFor('rate-limit', conditions.now + throttleMs(error, conditions), error);
      return isUnconfirmedChange(purpose, error) ? { kind: 'unknowable', halt: wait } : wait;
    }
    case 'credits': {
      const wait = outOfCredits(conditions.now, error);
      return isUnconfirmedChange(purpose, error) ? { kind: 'unknowable', halt: wait } : wait;
    }
    case 'sign-in':
      return waitFor('sign-in', null, error);
    case 'sign-in-later':
      return waitFor('sign-in', conditions.now + signInMs(error), error);
    case 'other-user':
      return waitFor('user', conditions.now + LONGEST_WAIT_MS.user, error);
    case 'other-org':
      return waitFor('org', conditions.now + LONGEST_WAIT_MS.org, error);
    case 'unnamed':
      return waitFor('org', conditions.now + LONGEST_WAIT_MS.org, error);
    case 'records':
      return { kind: 'records' };
    case 'blind':
      return { kind: 'unknowable', halt: null };
    case 'stop':
      return stopFor(error);
    case 'full':
      return { ...stopFor(error), reason: 'storage-full' };
    case 'leave':
      return leaveFor(error);
  }
}

/** The meaning of a failure outside of any call for the run: one of the journal, or a fault of Untag's own. */
export function haltAfter(error: AppError): Halt {
  const meaning = POLICY[error.code].select;
  if (meaning === 'leave') return leaveFor(error);
  return meaning === 'full' ? { ...stopFor(error), reason: 'storage-full' } : stopFor(error);
}

function leaveFor(error: AppError): Leave {
  return { kind: 'leave', error: toErrorData(error) };
}

/** The run stops for this error. */
export function stopFor(error: AppError): Stop {
  return { kind: 'stop', reason: 'error', records: 'not-sent-error', error: toErrorData(error) };
}

/** Zoho's credits are used up, or the remaining ones are reserved. */
export function outOfCredits(now: number, error: AppError | null): Wait {
  return waitFor('credits', now + LONGEST_WAIT_MS.credits, error);
}

/** The next look at records in doubt is due in `ms` milliseconds. `now`: wall clock. */
export function waitForLook(now: number, ms: number): Wait {
  return waitFor('checking', now + Math.max(SHORTEST_MS, ms), null);
}

function silence(error: AppError, conditions: Conditions): Wait {
  if (!conditions.isOnline || error.code === 'offline') return waitFor('offline', null, error);
  const until = conditions.now + silenceMs(error, conditions);
  return { ...waitFor('zoho', until, error), tries: triesAfter(conditions.misses) };
}

/** A 429 without Zoho's own words may come from a proxy that has already passed the call on to Zoho. */
function isUnconfirmedChange(purpose: Purpose, error: AppError): boolean {
  return (purpose === 'write' || purpose === 'admin') && isNoAnswer(error);
}

function waitFor(why: WaitReason, until: number | null, error: AppError | null): Wait {
  return { kind: 'wait', why, until, error: error === null ? null : toErrorData(error), tries: null };
}
