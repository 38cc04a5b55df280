import { plural, sentences, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import type { MessageKey } from '../shared/i18n.ts';
import type { RecordReason } from '../runs/model/types.ts';
import type { TagsReason } from '../runs/queries/reasons.ts';
import { list } from './formats.ts';

/** The remedy for a record: retry, check, continue, or none. */
export type Remedy = 'retry' | 'check' | 'go-on' | 'none';

/** The problem of one record, and what to do. */
export interface ReasonText {
  readonly reason: string;
  readonly todo: string;
  readonly remedy: Remedy;
}

/** Further facts besides the reason, where known. */
export interface ReasonFacts {
  readonly zohoCode?: string | null;
  readonly zohoMessage?: string | null;
  readonly places?: string;
  readonly tag?: string;
}

const KEYS: Readonly<Record<RecordReason, readonly [stem: MessageKey, todo: MessageKey, remedy: Remedy]>> = {
  locked: ['rec_locked', 'rec_locked_do', 'retry'],
  'not-approved': ['rec_not_approved', 'rec_not_approved_do', 'retry'],
  'not-reviewed': ['rec_not_reviewed', 'rec_not_reviewed_do', 'retry'],
  blueprint: ['rec_blueprint', 'rec_blueprint_do', 'retry'],
  'no-edit': ['rec_no_edit', 'rec_no_edit_do', 'retry'],
  gone: ['rec_gone', 'rec_gone_do', 'none'],
  'other-module': ['rec_other_module', 'rec_other_module_do', 'none'],
  'tag-in-use': ['rec_tag_in_use', 'rec_tag_in_use_do', 'retry'],
  'locked-maybe': ['rec_locked_maybe', 'rec_locked_maybe_do', 'retry'],
  'no-answer': ['rec_no_answer', 'rec_no_answer_do', 'retry'],
  unknown: ['rec_unknown', 'rec_unknown_do', 'check'],
  'not-sent-stop': ['rec_ns_stop', 'rec_ns_stop_do', 'go-on'],
  'not-sent-credits': ['rec_ns_credits', 'rec_ns_credits_do', 'go-on'],
  'not-sent-sign-in': ['rec_ns_signin', 'rec_ns_signin_do', 'go-on'],
  'not-sent-org': ['rec_ns_org', 'rec_ns_org_do', 'go-on'],
  'not-sent-error': ['rec_ns_error', 'rec_ns_error_do', 'go-on'],
  'tag-limit': ['rec_tag_limit', 'rec_tag_limit_do', 'retry'],
  'tag-deleted': ['rec_tag_deleted', 'rec_tag_deleted_do', 'none'],
  already: ['rec_already', 'rec_already_do', 'none'],
  changed: ['rec_changed', 'rec_changed_do', 'none'],
  other: ['rec_other', 'rec_other_do', 'retry'],
  'refused-together': ['rec_together', 'rec_together_do', 'retry'],
  'kept-old': ['rec_kept_old', 'rec_kept_old_do', 'retry'],
  'kept-new': ['rec_kept_new', 'rec_kept_new_do', 'retry'],
};

/** What to do about several records, where the words for one do not fit. */
const TODO_FOR_ALL: Readonly<Partial<Record<RecordReason, MessageKey>>> = {
  locked: 'rec_locked_do_all',
  'not-approved': 'rec_not_approved_do_all',
  'not-reviewed': 'rec_not_reviewed_do_all',
  blueprint: 'rec_blueprint_do_all',
  'no-edit': 'rec_no_edit_do_all',
  gone: 'rec_gone_do_all',
  'other-module': 'rec_other_module_do_all',
  'locked-maybe': 'rec_locked_maybe_do_all',
  'tag-limit': 'rec_tag_limit_do_all',
  other: 'rec_other_do_all',
};

/** Names the chosen tags that are still on a record after others are gone. Empty if there are none. */
export function stillThereText(names: readonly string[]): string {
  if (names.length === 0) return '';
  return plural('still_there', names.length, { tags: list(names.map((name) => shownName(name))) });
}

function isReason(value: string): value is RecordReason {
  return Object.hasOwn(KEYS, value);
}

/** The text for a record with several reasons, each with its tags. What to do is that of the first. */
export function tagsReasonText(reasons: readonly TagsReason[]): ReasonText {
  const said = reasons.map(({ tags, reason, ...facts }) => {
    const shown = list(tags.map((tag) => shownName(tag)));
    const { todo, remedy, ...words } = reasonText(reason, facts);
    return { todo, remedy, reason: text('rec_of_tags', { tags: shown, reason: words.reason }) };
  });
  const [first = { todo: '', remedy: 'none' as const }] = said;
  return { ...first, reason: sentences(said.map((one) => one.reason)) };
}

/**
 * The text for a record's reason, or for that of several records. An unknown reason of another version reads as
 * `other`.
 */
export function reasonText(reason: string, facts: ReasonFacts = {}, records = 1): ReasonText {
  const known = isReason(reason) ? reason : 'other';
  const [stem, todo, remedy] = KEYS[known];
  const forAll = records > 1 ? TODO_FOR_ALL[known] : undefined;
  return { reason: sentence(known, stem, facts), todo: text(forAll ?? todo), remedy };
}

function sentence(reason: RecordReason, stem: MessageKey, facts: ReasonFacts): string {
  if (reason === 'tag-in-use' && facts.places) return text('rec_tag_in_use_by', { places: shownName(facts.places) });
  if (reason === 'tag-deleted' && facts.tag) return text('rec_tag_deleted_named', { tag: facts.tag });
  if (reason !== 'other') return text(stem);
  if (!facts.zohoMessage) return text('rec_other_plain');
  return text(stem, { message: shownName(facts.zohoMessage), code: shownName(facts.zohoCode ?? '?') });
}
