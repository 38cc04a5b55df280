import type { AppError } from '../../shared/errors.ts';
import type { RowAnswer } from '../../zoho/types.ts';
import type { RecordReason } from './types.ts';

/** Zoho's refusal of one record. */
export interface Refusal {
  readonly reason: RecordReason;
  readonly code: string | null;
  readonly message: string | null;
}

const REASONS: Readonly<Record<string, RecordReason>> = {
  RECORD_LOCKED: 'locked',
  NOT_APPROVED: 'not-approved',
  NOT_REVIEWED: 'not-reviewed',
  RECORD_IN_BLUEPRINT: 'blueprint',
  FAILURE: 'no-edit',
  NOT_ALLOWED: 'tag-in-use',
  TAG_ID_NOT_FOUND: 'tag-deleted',
  LIMIT_EXCEEDED: 'tag-limit',
  LIMIT_REACHED: 'tag-limit',
};

/** The meaning of a refused row. Unknown codes are shown in Zoho's own words. Source: Zoho docs v8, remove-tags. */
export function refusalOfRow({ code, message, places }: Extract<RowAnswer, { kind: 'refused' }>): Refusal {
  return { reason: REASONS[code] ?? 'other', code, message: places.length > 0 ? places.join(', ') : message };
}

/** The meaning of a refused call for one record. */
export function refusalOfCall(error: AppError): Refusal {
  const { zohoCode, zohoMessage } = error.details;
  const code = zohoCode ?? null;
  const reason = (code === null ? undefined : REASONS[code]) ?? BY_ERROR[error.code] ?? 'other';
  return { reason, code, message: zohoMessage ?? null };
}

/** Whether only a read can tell: the record may be gone, or may lack the tag. */
export function isAmbiguous({ code }: { readonly code: string | null }): boolean {
  return code === 'INVALID_DATA';
}

/** Whether it concerns one of the call's tags, so that the others may be changed. */
export function isOfOneTag({ reason }: Refusal): boolean {
  return reason === 'tag-deleted' || reason === 'tag-in-use' || reason === 'tag-limit';
}

const BY_ERROR: Partial<Record<AppError['code'], RecordReason>> = {
  'record-locked': 'locked',
  'record-not-approved': 'not-approved',
  'permission-denied': 'no-edit',
  'tag-gone': 'tag-deleted',
};

export const TAG_DELETED: Refusal = { reason: 'tag-deleted', code: null, message: null };
export const TAG_LIMIT: Refusal = { reason: 'tag-limit', code: null, message: null };

/** Reasons that a retry cannot change. */
const FINAL: readonly RecordReason[] = ['gone', 'other-module', 'tag-deleted', 'already', 'changed'];

/** Whether a retry can change the result of a record that ended for this reason. */
export function canRetry(reason: RecordReason | null): boolean {
  return reason !== null && !FINAL.includes(reason);
}
