import * as v from 'valibot';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { type Answer, refusalOf } from './answer.ts';
import { errorOf, zohoErrorIn } from './error-codes.ts';
import { type TagActionRow, tagActionSchema } from './schemas.ts';
import type { RowAnswer, TagActionAnswer, TagRef } from './types.ts';

/** Errors that may belong to one record, even where Zoho does not name it. */
const OF_A_RECORD: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'data-refused',
  'record-locked',
  'record-not-approved',
  'permission-denied',
  'zoho-other',
]);

/**
 * A tag action's answer by record. The HTTP status does not count: the rows decide, and in a row the remaining tags do.
 * A record with two different rows, or with a success that does not name its tags, is left out, so that it is read
 * again. Throws the refusal of the whole call. Source: Zoho docs v8, remove-tags and add-tags.
 */
export function tagActionAnswer(answer: Answer, ids: readonly string[], tags: readonly TagRef[]): TagActionAnswer {
  // The address of a call for one record names that record, so the answer may leave it out.
  const only = ids.length === 1 ? ids[0] : undefined;
  const parsed = v.safeParse(tagActionSchema, inRows(answer.body));
  if (!parsed.success) throw refusalOf(answer);
  const refused = refusalOfCall(answer, only);
  if (refused) throw refused;

  const { data, locked_count } = parsed.output;
  const asked = new Set(ids);
  const answers = new Map<string, (RowAnswer | null)[]>();
  const unattributed: TagActionRow[] = [];
  for (const row of data) {
    const id = row.details.id ?? only;
    if (id !== undefined && asked.has(id)) answers.set(id, [...(answers.get(id) ?? []), rowAnswer(row, tags)]);
    else if (!isDone(row)) unattributed.push(row);
  }
  const rows = new Map<string, RowAnswer>();
  for (const [id, [first, ...others]] of answers) {
    if (first && others.every((other) => isSame(first, other))) rows.set(id, first);
  }
  return {
    rows,
    unattributed: unattributed.map(({ code, message }) => ({ code, message })),
    lockedCount: locked_count,
  };
}

/** The refusal of the whole call, bare or as the only row; null where the answer is about records. */
function refusalOfCall(answer: Answer, only: string | undefined): AppError | null {
  const error = zohoErrorIn(answer.body);
  if (!error) return null;
  const refusal = errorOf(error, answer.facts);
  const isRow = typeof answer.body === 'object' && answer.body !== null && 'data' in answer.body;
  const mayBeOfRecord = refusal.details.recordId !== undefined || OF_A_RECORD.has(refusal.code);
  return mayBeOfRecord && (isRow || only !== undefined) ? null : refusal;
}

/** Turns an answer without rows into one with a single row. */
function inRows(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || 'data' in body || !('code' in body)) return body;
  return { data: [body] };
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

/** Zoho names a tag that it did not add by an object. Older answers may give the bare name or id. */
function idOf(tag: unknown, asked: readonly TagRef[]): string[] {
  const { id, name } =
    typeof tag === 'object' && tag !== null ? (tag as Record<string, unknown>) : { id: tag, name: tag };
  const found = asked.find((one) => one.id === id) ?? asked.find((one) => one.name === name);
  return found ? [found.id] : [];
}
