import type { ErrorCode, ErrorData } from '../shared/errors.ts';
import { type MessageKey, sentences, text, type Values } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { accountsOrigin, type DataCentre } from '../shared/data-centres.ts';
import type { Scope } from '../shared/scopes.ts';
import { timeOfDay } from './formats.ts';
import { SUPPORT, type Support } from './support.ts';

/** The action of a button below an error. */
export type ErrorAction =
  | 'try-again'
  | 'connect'
  | 'connect-again'
  | 'sign-in'
  | 'set-up'
  | 'copy-details'
  | 'copy-note'
  | 'read-again'
  | 'past-runs';

/** The text of an error: what happened, what it means for the records, what to do. Parts may be empty. */
export interface ErrorText {
  readonly headline: string;
  readonly records: string;
  readonly todo: string;
  readonly action: ErrorAction | null;
}

/** The known facts around the error. */
export interface ErrorSubject {
  /** The module's plural label, or its name in the URL. */
  readonly module?: string | null;
  readonly dataCentre?: DataCentre | null;
  readonly now?: number;
  /** What Zoho was asked for is about a tag itself and not about records. */
  readonly isOfTag?: true;
}

type Keys = readonly [headline: MessageKey, records: MessageKey | null, todo: MessageKey | null, action?: ErrorAction];

const NOTHING = 'err_nothing';
const UNREAD = 'err_nothing_read';
const SAFE = 'err_safe';
const UNCONNECTED = 'err_not_connected';

const TEXTS: Readonly<Record<ErrorCode, Keys>> = {
  offline: ['err_offline', NOTHING, 'err_offline_do', 'try-again'],
  unreachable: ['err_blocked', SAFE, 'err_blocked_do', 'try-again'],
  timeout: ['err_timeout', 'err_timeout_p', 'err_timeout_do', 'try-again'],
  unreadable: ['err_unreadable', 'err_unreadable_p', 'err_unreadable_do', 'copy-details'],

  'zoho-down': ['err_zoho_down', 'err_zoho_down_p', 'err_zoho_down_do', 'try-again'],
  'rate-limited': ['err_rate', SAFE, 'err_rate_do', 'try-again'],
  'out-of-credits': ['err_credits', SAFE, 'err_credits_do', 'try-again'],
  'signed-out': ['err_signed_out', SAFE, 'err_signed_out_do', 'sign-in'],
  'scope-missing': ['err_scope', NOTHING, 'err_scope_do', 'connect-again'],
  'no-permission': ['err_no_permission', NOTHING, 'err_no_permission_do', 'copy-note'],
  'no-api-access': ['err_api_access', NOTHING, 'err_api_access_do', 'copy-note'],
  'no-tag-removal': ['err_auth_tags', NOTHING, 'err_auth_tags_do', 'copy-note'],
  'no-tag-reading': ['err_auth_read', UNREAD, 'err_auth_read_do', 'copy-note'],
  'module-unknown': ['err_module_unknown', NOTHING, 'err_module_unknown_do'],
  'module-unsupported': ['err_module_unsupported', NOTHING, 'err_module_unsupported_do'],
  'url-unknown': ['err_url', NOTHING, 'err_url_do', 'copy-details'],
  'method-refused': ['err_method', NOTHING, 'err_report_do', 'copy-details'],
  'request-refused': ['err_method', 'err_keep', 'err_report_do', 'copy-details'],
  'data-refused': ['err_data', 'err_data_p', 'err_data_do'],
  'limit-exceeded': ['err_limit', 'err_limit_p', 'err_limit_do'],
  'record-locked': ['err_locked', 'err_locked_p', 'err_locked_do'],
  'record-not-approved': ['err_not_approved', 'err_not_approved_p', 'err_not_approved_do'],
  'permission-denied': ['err_no_permission', NOTHING, 'err_no_permission_do', 'copy-note'],
  'tag-gone': ['err_tag_gone', 'err_tag_gone_p', 'err_tag_gone_do', 'read-again'],
  'tag-limit-module': ['err_tag_limit_module', 'err_tag_limit_module_p', 'err_tag_limit_module_do'],
  'view-gone': ['err_view_gone', NOTHING, 'err_view_gone_do'],
  'view-changed': ['err_view_changed', NOTHING, 'err_view_changed_do', 'read-again'],
  'view-too-big': ['err_view_big', NOTHING, 'err_view_big_do'],
  'wrong-host': ['err_host', NOTHING, 'err_host_do', 'connect'],
  'zoho-other': ['err_other', 'err_keep', null, 'copy-details'],

  'client-missing': ['auth_missing', UNCONNECTED, 'auth_missing_do', 'set-up'],
  'client-form': ['auth_id_form', UNCONNECTED, 'auth_id_form_do', 'set-up'],
  'client-unknown': ['auth_client', UNCONNECTED, 'auth_client_do', 'set-up'],
  'client-secret': ['auth_secret', UNCONNECTED, 'auth_secret_do', 'set-up'],
  'redirect-refused': ['auth_redirect', UNCONNECTED, 'auth_redirect_do', 'set-up'],
  'domain-refused': ['auth_domain', UNCONNECTED, 'auth_domain_do', 'set-up'],
  'consent-refused': ['auth_denied', UNCONNECTED, 'auth_denied_do', 'connect'],
  'consent-closed': ['auth_closed', UNCONNECTED, 'auth_closed_do', 'connect'],
  'consent-unloadable': ['auth_unloadable', UNCONNECTED, 'auth_unloadable_do', 'connect'],
  'consent-busy': ['auth_busy', UNCONNECTED, 'auth_busy_do', 'connect'],
  'sign-in-throttled': ['auth_throttled', UNCONNECTED, 'auth_throttled_do', 'connect'],
  'code-spent': ['auth_code', UNCONNECTED, 'auth_code_do'],
  'state-mismatch': ['auth_state', 'err_not_connected_safe', 'auth_state_do', 'connect'],
  'foreign-host': ['auth_foreign', 'err_not_connected_safe', null, 'copy-details'],
  'places-differ': ['auth_places', 'err_not_connected_safe', null, 'copy-details'],
  'owner-unknown': ['auth_owner', NOTHING, 'auth_owner_do', 'connect'],
  'no-org': ['auth_no_org', UNCONNECTED, 'auth_no_org_do', 'connect'],
  'other-org': ['auth_other_org', NOTHING, 'auth_other_org_do', 'connect'],
  'other-user': ['auth_other_user', NOTHING, 'auth_other_user_do', 'connect'],
  'sign-in-other': ['auth_other', UNCONNECTED, 'auth_other_do', 'copy-details'],

  'storage-full': ['own_full', 'own_full_p', 'own_full_do', 'past-runs'],
  'storage-broken': ['own_broken', NOTHING, 'own_broken_do'],
  busy: ['own_busy', 'own_busy_p', 'own_busy_do'],
  'run-gone': ['rep_gone_h', NOTHING, 'own_gone_do', 'past-runs'],
  'undo-done': ['own_undone', NOTHING, 'own_undone_do', 'past-runs'],
  'undo-over': ['own_undo_over', NOTHING, 'own_undo_over_do'],
  'tab-silent': ['own_silent', NOTHING, 'own_silent_do'],
  'tab-changed': ['own_tab', NOTHING, 'own_tab_do'],
  'tags-changed': ['own_changed', 'own_changed_p', 'own_changed_do'],
  'policy-refused': ['own_policy', 'own_policy_p', 'own_policy_do'],
  unexpected: ['own_fault', NOTHING, null, 'copy-details'],
};

/** Codes whose `details.name` is the module's name in the URL. */
const MODULE_IN_NAME: ReadonlySet<ErrorCode> = new Set(['module-unknown', 'module-unsupported']);

/** Features that need a scope. Other scopes never cause an error. */
const SCOPE_HEADLINES: Readonly<Record<string, MessageKey>> = {
  'ZohoCRM.modules.ALL': 'err_scope',
  'ZohoCRM.settings.tags.READ': 'err_scope_tags',
  'ZohoCRM.settings.modules.READ': 'err_scope_modules',
} satisfies Partial<Record<Scope, MessageKey>>;

/** Faults of Untag itself, which its publisher should learn of. */
const REPORTED: ReadonlySet<ErrorCode> = new Set([
  'url-unknown',
  'method-refused',
  'request-refused',
  'foreign-host',
  'places-differ',
  'unexpected',
]);

/** The text of an error for people. It asks to send the details only if the build has a support address. */
export function errorText(error: ErrorData, about: ErrorSubject = {}, support: Support | null = SUPPORT): ErrorText {
  const { details } = error;
  const [headline, records, todo, action] = fitting(error, about);
  const values: Values = {
    module: moduleName(error, about.module),
    limit: details.limit ?? 0,
    host: details.host ?? (about.dataCentre ? new URL(accountsOrigin(about.dataCentre)).host : 'Zoho'),
    dc: about.dataCentre ? text(`dc_${about.dataCentre}`) : text('connect_dc'),
    code: shownName(details.zohoCode ?? String(details.status ?? error.code)),
    message: shownName(details.zohoMessage ?? ''),
    key: shownName(details.name ?? ''),
    org: shownName(details.name ?? ''),
    env: details.environment === undefined ? '' : text(`env_${details.environment}`),
    time: about.now === undefined ? '' : timeOfDay(about.now + (details.retryAfterMs ?? 0)),
  };
  return {
    headline: text(headline, values),
    records: records === null ? '' : text(records, values),
    todo: sentences([
      ...(todo === null ? [] : [text(todo, values)]),
      ...(support !== null && REPORTED.has(error.code) ? [text('err_report_to', { address: support.address })] : []),
    ]),
    action: action ?? null,
  };
}

/** The module of an error, in the user's words. */
function moduleName({ code, details }: ErrorData, about: string | null | undefined): string {
  const name = about ?? (MODULE_IN_NAME.has(code) ? details.name : undefined);
  return name ? shownName(name) : text('noun_other');
}

/** The message keys of a code. If a placeholder would stay empty, the keys of a simpler sentence. */
function fitting({ code, details }: ErrorData, about: ErrorSubject): Keys {
  const keys = TEXTS[code];
  if (code === 'other-org' && details.name && details.environment)
    return ['auth_chose_other', null, 'auth_chose_other_do', 'connect'];
  if (code === 'scope-missing' && details.name)
    return [SCOPE_HEADLINES[details.name] ?? 'err_scope_other', keys[1], 'err_scope_named_do', 'connect-again'];
  // A tag has no group that could be halved.
  if (code === 'data-refused' && about.isOfTag === true) return ['err_method', 'err_keep', 'err_data_tag_do'];
  if (code === 'client-form' && details.isCut) return ['auth_id_short', keys[1], 'auth_id_short_do', 'set-up'];
  const ofLimit = details.limit === undefined ? undefined : limitKeys(code, details.field, details.limit);
  if (ofLimit !== undefined) return ofLimit;
  if (code === 'zoho-other' && !details.zohoMessage) return ['err_other_plain', keys[1], keys[2], 'copy-details'];
  if (code === 'storage-broken' && details.isLasting === true)
    return [keys[0], keys[1], 'own_broken_lasting_do', 'copy-details'];
  if (code === 'sign-in-throttled' && details.retryAfterMs !== undefined && about.now !== undefined)
    return ['auth_throttled_at', keys[1], 'auth_throttled_at_do', 'connect'];
  return keys;
}

/**
 * Above the documented number of ids, a limit of ids counts characters of the address. Source: Zoho docs v8,
 * remove-tags.
 */
const MOST_IDS = 500;

/** The keys for a limit in Zoho's answer; none if Untag counts something else. */
function limitKeys(code: ErrorCode, field: string | undefined, limit: number): Keys | undefined {
  if (code === 'view-too-big') return ['err_view_big_n', NOTHING, 'err_view_big_n_do'];
  if (code !== 'limit-exceeded') return undefined;
  if (field === 'ids' && limit <= MOST_IDS) return ['err_limit_ids', 'err_limit_p', 'err_limit_do'];
  return field === 'tags' ? ['err_limit_tags', 'err_limit_p', 'err_limit_do'] : undefined;
}
