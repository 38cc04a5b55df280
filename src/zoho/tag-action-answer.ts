import * as v from 'valibot';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { type Answer, refusalOf } from './client.ts';
import { errorOf, zohoErrorIn } from './error-codes.ts';
import { type TagActionRow, tagActionSchema } from './schemas.ts';
import type { RowAnswer, TagActionAnswer, TagRef } from './types.ts';

/** Errors that may be one record's, even where Zoho does not name it. */
const OF_A_RECORD: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'data-refused',
  'record-locked',
  'record-not-approved',
  'permission-denied',
  'zoho-other',
]);

/**
 * What a tag action's answer says of each record, whatever its HTTP status: the rows decide, and of a row the tags that
 * remain. A record that two rows tell differently, or that a row calls done without naming its tags, is left out, so that
 * a re-read tells. Throws the refusal of the whole call. Source: Zoho docs v8, remove-tags and add-tags.
 */
export function tagActionAnswer(answer: Answer, ids: readonly string[], tags: readonly TagRef[]): TagActionAnswer {
  const parsed = v.safeParse(tagActionSchema, answer.body);
  if (!parsed.success || parsed.output.data.length === 0) throw refusalOf(answer);
  const { data, locked_count } = parsed.output;
  const wholeCall = wholeCallRefusal(answer, data);
  if (wholeCall) throw wholeCall;

  // The address of a call for one record names it, so that its row need not.
  const only = ids.length === 1 ? ids[0] : undefined;
  const asked = new Set(ids);
  const told = new Map<string, (RowAnswer | null)[]>();
  const unattributed: TagActionRow[] = [];
  for (const row of data) {
    const id = row.details.id ?? only;
    if (id !== undefined && asked.has(id)) told.set(id, [...(told.get(id) ?? []), rowAnswer(row, tags)]);
    else if (!isDone(row)) unattributed.push(row);
  }
  const rows = new Map<string, RowAnswer>();
  for (const [id, [first, ...others]] of told) {
    if (first && others.every((other) => isSame(first, other))) rows.set(id, first);
  }
  return {
    rows,
    unattributed: unattributed.map(({ code, message }) => ({ code, message })),
    lockedCount: locked_count,
  };
}

/** A call refused as a whole may come wrapped as the only row; it names no record. */
function wholeCallRefusal(answer: Answer, [row, ...others]: readonly TagActionRow[]): AppError | null {
  if (!row || others.length > 0 || isDone(row) || row.details.id !== null) return null;
  const error = zohoErrorIn(answer.body);
  const refusal = error && errorOf(error, answer.refusal);
  return refusal && !OF_A_RECORD.has(refusal.code) ? refusal : null;
}

function isDone(row: TagActionRow): boolean {
  return row.code === 'SUCCESS' && row.status !== 'error';
}

function rowAnswer(row: TagActionRow, asked: readonly TagRef[]): RowAnswer | null {
  const { details } = row;
  if (isDone(row)) {
    if (details.tags === null) return null;
    return { kind: 'ok', tags: details.tags, notAdded: details.not_added_tags.flatMap((tag) => idOf(tag, asked)) };
  }
  const places = details.associated_places.flatMap(({ type, resources }) =>
    resources.length > 0 ? resources : [type],
  );
  return { kind: 'refused', code: row.code, message: row.message, places };
}

function isSame(one: RowAnswer, other: RowAnswer | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Zoho names a tag that it did not add by an object; older answers may give the bare name or id. */
function idOf(tag: unknown, asked: readonly TagRef[]): string[] {
  const { id, name } =
    typeof tag === 'object' && tag !== null ? (tag as Record<string, unknown>) : { id: tag, name: tag };
  const found = asked.find((one) => one.id === id) ?? asked.find((one) => one.name === name);
  return found ? [found.id] : [];
}
