import type { Fit, TabConnection } from '../../shared/connection-for-tab.ts';
import type { Connection, SignInState } from '../../shared/connection.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import type { PageContext } from '../../shared/page.ts';
import { isLive, isStarted } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { PageState, TabPlace } from './PageModel.ts';
import type { ModuleState, Selection } from './SelectionModel.ts';

/** All that decides what the popup shows. */
export interface PopupFacts {
  /** False until storage has been read once. */
  readonly isRead: boolean;
  readonly isStorageBroken: boolean;
  /** What went wrong with something that was asked here and has no place of its own to say so. */
  readonly trouble: ErrorData | null;
  readonly page: PageState;
  /** Null where the tab is not one of Zoho CRM, or not known to be. */
  readonly place: TabPlace | null;
  /** A host of Zoho's that the browser withholds. */
  readonly withheldHost: string | null;
  readonly hasClient: boolean;
  readonly signIn: SignInState | null;
  readonly connections: readonly Connection[];
  readonly fit: TabConnection;
  /** The user has said that the org is right, where the address does not say it. */
  readonly isVouched: boolean;
  readonly runs: readonly RunSummary[];
  /** The run that the user asked to see, or saw running in this popup. */
  readonly watchedRunId: string | null;
  /** Ended runs that the user has put away in this popup. */
  readonly putAway: ReadonlySet<string>;
  readonly selection: Selection | null;
  readonly module: ModuleState;
  /** How many records the page points at, before their module is known. */
  readonly pointed: number;
  readonly isPasting: boolean;
}

export type PopupState =
  | { readonly state: 'starting' }
  | { readonly state: 'storage-broken' | 'set-up' | 'connecting' }
  | { readonly state: 'not-zoho' | 'stale' | 'no-page' | 'nothing-ticked' | 'paste' | 'choose' }
  | { readonly state: 'host-access'; readonly host: string }
  | { readonly state: 'page-refused'; readonly browser: PageContext; readonly page: PageContext | null }
  | { readonly state: 'connect'; readonly error: ErrorData | null }
  | {
      readonly state: 'wrong-org';
      readonly fit: Fit;
      readonly connection: Connection;
      readonly error: ErrorData | null;
    }
  | { readonly state: 'unsure'; readonly connection: Connection }
  | { readonly state: 'run' | 'ended'; readonly run: RunSummary }
  | { readonly state: 'error'; readonly error: ErrorData };

/**
 * Which state wins: storage broken, host access, no client id, sign-in under way, wrong org, a live run of this org, an
 * ended run of the same page and selection that was not seen yet, the selection. What failed and nobody waits for is told
 * before all of it but a live run, whose Stop must not be hidden.
 */
export function popupState(facts: PopupFacts): PopupState {
  if (facts.isStorageBroken) return { state: 'storage-broken' };
  if (!facts.isRead) return { state: 'starting' };
  const usual = usualState(facts);
  return facts.trouble === null || usual.state === 'run' ? usual : { state: 'error', error: facts.trouble };
}

function usualState(facts: PopupFacts): PopupState {
  if (facts.withheldHost !== null) return { state: 'host-access', host: facts.withheldHost };
  if (!facts.hasClient && facts.connections.length === 0) return { state: 'set-up' };
  if (facts.signIn?.state === 'waiting') return { state: 'connecting' };

  const watched = facts.runs.find(({ id }) => id === facts.watchedRunId);
  if (watched !== undefined) return ofRun(watched);
  return ofPlace(facts) ?? ofOrg(facts) ?? ofSelection(facts);
}

/** Runs to name in a line above the state: live ones of other orgs, and ended ones that were not seen. */
export function runsAside(facts: PopupFacts, state: PopupState): readonly RunSummary[] {
  if (['starting', 'storage-broken', 'host-access', 'set-up', 'connecting'].includes(state.state)) return [];
  const shown = 'run' in state ? state.run.id : null;
  return facts.runs.filter(
    (run) => run.id !== shown && (isUnderWay(run) || (isEnded(run) && !run.isSeen && !facts.putAway.has(run.id))),
  );
}

function isUnderWay(run: RunSummary): boolean {
  return isStarted(run) && isLive(run);
}

function isEnded(run: RunSummary): boolean {
  return isStarted(run) && (run.state === 'done' || run.state === 'stopped');
}

function ofRun(run: RunSummary): PopupState {
  return { state: isEnded(run) ? 'ended' : 'run', run };
}

/** No CRM page in front: the basket is all that can be worked on. */
function ofPlace({ page, place, selection }: PopupFacts): PopupState | null {
  if (place !== null || selection !== null) return null;
  return { state: page.state === 'asking' ? 'starting' : 'not-zoho' };
}

function ofOrg(facts: PopupFacts): PopupState | null {
  const { fit, selection, signIn, runs } = facts;
  const error = failureOf(signIn);
  const isElsewhere = selection?.source.kind === 'basket';
  if (!isElsewhere) {
    if (facts.page.state === 'asking') return { state: 'starting' };
    if (fit.fit === 'none') return { state: 'connect', error };
    if (facts.page.state === 'silent') return { state: 'stale' };
    if (facts.page.state === 'refused') return { ...facts.page, state: 'page-refused' };
    if (fit.fit === 'unsure' && !facts.isVouched) return { state: 'unsure', connection: fit.connection };
    if (fit.fit !== 'fits' && fit.fit !== 'unsure')
      return { state: 'wrong-org', fit: fit.fit, connection: fit.connection, error };
  }
  const connection = selection?.connection ?? (fit.fit === 'none' ? null : fit.connection);
  if (connection === null) return null;
  const own = runs.filter((run) => run.connectionId === connection.id);
  const live = own.find(isUnderWay);
  if (live !== undefined) return { state: 'run', run: live };
  const ended = own.find((run) => isEnded(run) && !run.isSeen && !facts.putAway.has(run.id) && isSame(run, facts));
  if (ended !== undefined) return { state: 'ended', run: ended };
  if (connection.isSignedOut) return { state: 'connect', error };
  return null;
}

/** Same page and selection. Where the page points at nothing, because its list was read anew, the module is enough. */
function isSame(run: RunSummary, { selection, page, isPasting }: PopupFacts): boolean {
  if (selection !== null) return run.selection === selection.key;
  return !isPasting && page.state === 'answered' && page.answer.context.moduleSlug === run.module.moduleSlug;
}

function ofSelection({ page, module, selection, pointed, isPasting }: PopupFacts): PopupState {
  if (isPasting) return { state: 'paste' };
  if (selection !== null) return { state: 'choose' };
  if (module.state === 'failed')
    return NO_PAGE.has(module.error.code) ? { state: 'no-page' } : { state: 'error', error: module.error };
  if (page.state === 'answered' && page.answer.context.moduleSlug === null) return { state: 'no-page' };
  return { state: pointed > 0 ? 'choose' : 'nothing-ticked' };
}

/** Modules that Untag cannot work in, whatever the user does. */
const NO_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['module-unknown', 'module-unsupported']);

/** How the last sign-in failed, if it did after that time. */
export function failureOf(signIn: SignInState | null, since = 0): ErrorData | null {
  if (signIn?.state !== 'failed' || signIn.at < since) return null;
  return { code: signIn.code, details: signIn.details };
}

/** The host to name: the one that is withheld, or, for several, that of the tab. */
export function withheldHost(origins: readonly string[], tabHost: string | null): string | null {
  const [first, ...more] = origins;
  if (first === undefined) return null;
  return more.length > 0 && tabHost !== null ? tabHost : new URL(first).host;
}
