import type { CleanupMirror } from '../../shared/cleanup-mirrors.ts';
import type { Fit, TabConnection } from '../../shared/connection-for-tab.ts';
import type { Connection, SignInState } from '../../shared/connection.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import type { PageContext } from '../../shared/page.ts';
import { isLive, isStarted } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { PageState, TabPlace } from './PageModel.ts';
import type { ModuleState, Selection } from './SelectionModel.ts';

/** The facts that decide the popup's state. */
export interface PopupFacts {
  /** False until storage has been read once. */
  readonly isRead: boolean;
  readonly isStorageBroken: boolean;
  /** The failure of a request that has no other place on screen. */
  readonly trouble: ErrorData | null;
  readonly page: PageState;
  /** Null unless the tab is known to show Zoho CRM. */
  readonly place: TabPlace | null;
  /** A Zoho host without access. */
  readonly withheldHost: string | null;
  readonly hasClient: boolean;
  readonly signIn: SignInState | null;
  readonly connections: readonly Connection[];
  readonly fit: TabConnection;
  /** Whether the user has confirmed the org, where the address does not name it. */
  readonly isVouched: boolean;
  /** The live runs that are no step of a clean-up. */
  readonly runs: readonly RunSummary[];
  readonly cleanups: readonly CleanupMirror[];
  /** The live runs and clean-ups that keep their connection busy: no removal can start beside them. */
  readonly holding: readonly CleanupMirror[];
  /** The run that the user opened, or that was live in this popup. */
  readonly watchedRunId: string | null;
  /** Ended runs that the user has dismissed in this popup. */
  readonly putAway: ReadonlySet<string>;
  readonly selection: Selection | null;
  readonly module: ModuleState;
  /** Number of selected records on the page, before their module is known. */
  readonly pointed: number;
  readonly isPasting: boolean;
  /** The user asks for all records that have a tag. */
  readonly isFinding: boolean;
}

export type PopupState =
  | { readonly state: 'starting' }
  | { readonly state: 'storage-broken' | 'set-up' | 'connecting' }
  | { readonly state: 'not-zoho' | 'stale' | 'no-page' | 'nothing-ticked' | 'paste' | 'find' | 'choose' }
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
  | { readonly state: 'cleanup'; readonly cleanup: CleanupMirror }
  | { readonly state: 'error'; readonly error: ErrorData };

/**
 * The state that wins: storage broken, host access, no client id, sign-in under way, wrong org, a live run or clean-up of this org,
 * an unseen ended run of the same page and selection, the selection. A failure that nobody waits for comes before all
 * others except a live run or clean-up, because its Stop must stay visible.
 */
export function popupState(facts: PopupFacts): PopupState {
  if (facts.isStorageBroken) return { state: 'storage-broken' };
  if (!facts.isRead) return { state: 'starting' };
  const usual = usualState(facts);
  const isAtWork = usual.state === 'run' || usual.state === 'cleanup';
  return facts.trouble === null || isAtWork ? usual : { state: 'error', error: facts.trouble };
}

function usualState(facts: PopupFacts): PopupState {
  if (facts.withheldHost !== null) return { state: 'host-access', host: facts.withheldHost };
  if (!facts.hasClient && facts.connections.length === 0) return { state: 'set-up' };
  if (facts.signIn?.state === 'waiting') return { state: 'connecting' };

  const watched = facts.runs.find(({ id }) => id === facts.watchedRunId);
  if (watched !== undefined) return ofRun(watched);
  return ofPlace(facts) ?? ofOrg(facts) ?? ofSelection(facts);
}

const WITHOUT_LINES: readonly PopupState['state'][] = [
  'starting',
  'storage-broken',
  'host-access',
  'set-up',
  'connecting',
];

/**
 * Clean-ups to name in a line: those of other orgs, those that wait for the user, and ended ones that nobody has seen.
 */
export function cleanupsAside(facts: PopupFacts, state: PopupState): readonly CleanupMirror[] {
  if (WITHOUT_LINES.includes(state.state)) return [];
  const shown = 'cleanup' in state ? state.cleanup.id : null;
  return facts.cleanups.filter(({ id, isSeen }) => id !== shown && !isSeen && !facts.putAway.has(id));
}

/** Runs for a line above the state: live ones of other orgs, and unseen ended ones. */
export function runsAside(facts: PopupFacts, state: PopupState): readonly RunSummary[] {
  if (WITHOUT_LINES.includes(state.state)) return [];
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

/** Without a CRM page in front, only the basket can be used. Without a connection, nothing can. */
function ofPlace({ page, place, selection, connections }: PopupFacts): PopupState | null {
  if (place !== null || selection !== null) return null;
  if (page.state === 'asking') return { state: 'starting' };
  return { state: connections.length === 0 ? 'set-up' : 'not-zoho' };
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
  const cleanup = facts.holding.find(({ connectionId }) => connectionId === connection.id);
  if (cleanup !== undefined) return { state: 'cleanup', cleanup };
  const ended = own.find((run) => isEnded(run) && !run.isSeen && !facts.putAway.has(run.id) && isSame(run, facts));
  if (ended !== undefined) return { state: 'ended', run: ended };
  if (connection.isSignedOut) return { state: 'connect', error };
  return null;
}

/**
 * Whether page and selection are the same. If the page has no selection because its list was reloaded, an equal module
 * is enough.
 */
function isSame(run: RunSummary, { selection, page, isPasting }: PopupFacts): boolean {
  if (selection !== null) return run.selection === selection.key;
  return !isPasting && page.state === 'answered' && page.answer.context.moduleSlug === run.module.moduleSlug;
}

function ofSelection({ page, module, selection, pointed, isPasting, isFinding }: PopupFacts): PopupState {
  if (isFinding) return { state: 'find' };
  if (isPasting) return { state: 'paste' };
  if (selection !== null) return { state: 'choose' };
  if (module.state === 'failed')
    return NO_PAGE.has(module.error.code) ? { state: 'no-page' } : { state: 'error', error: module.error };
  if (page.state === 'answered' && page.answer.context.moduleSlug === null) return { state: 'no-page' };
  return { state: pointed > 0 ? 'choose' : 'nothing-ticked' };
}

/** Modules that Untag cannot work in. */
const NO_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['module-unknown', 'module-unsupported']);

/** The failure of the last sign-in, if it came after that time. */
export function failureOf(signIn: SignInState | null, since = 0): ErrorData | null {
  if (signIn?.state !== 'failed' || signIn.at < since) return null;
  return { code: signIn.code, details: signIn.details };
}

/** The host to name: the only one without access, or the tab's host among several. */
export function withheldHost(origins: readonly string[], tabHost: string | null): string | null {
  const [first, ...more] = origins;
  if (first === undefined) return null;
  return more.length > 0 && tabHost !== null ? tabHost : new URL(first).host;
}
