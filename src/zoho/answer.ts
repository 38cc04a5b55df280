import * as v from 'valibot';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { errorOf, type ResponseFacts, zohoErrorIn } from './error-codes.ts';

/** An answer in Zoho's own words, with any status below 500; `body` is undefined for 204. */
export interface Answer {
  readonly body: unknown;
  readonly facts: ResponseFacts;
}

/** The error that an answer carries, or `unreadable` where it carries none. */
export function refusalOf({ body, facts }: Answer): AppError {
  const error = zohoErrorIn(body);
  if (error) return errorOf(error, facts);
  return new AppError('unreadable', { status: facts.status, body: body === undefined ? 'empty' : 'shape' });
}

type Schema = v.GenericSchema<unknown, unknown>;

/**
 * The parsed answer of a read, or null for 204. Throws the refusal that the answer carries, with any status, and
 * `unreadable` for another shape.
 */
export function readAnswer<const S extends Schema>(answer: Answer, schema: S): v.InferOutput<S> | null {
  if (answer.body === undefined) return null;
  if (answer.facts.status >= 400 || zohoErrorIn(answer.body)) throw refusalOf(answer);
  const parsed = v.safeParse(schema, answer.body);
  if (parsed.success) return parsed.output;
  throw new AppError('unreadable', { status: answer.facts.status, body: 'shape' });
}

const NO_ANSWERS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline',
  'unreachable',
  'timeout',
  'unreadable',
  'zoho-down',
]);

/**
 * Whether a call ended without an answer of Zoho. It may not have arrived, may have been applied, or may be applied
 * later; only a read shows which. A 429 without Zoho's own words counts too.
 */
export function isNoAnswer({ code, details }: AppError): boolean {
  const isThrottled = code === 'rate-limited' || code === 'out-of-credits';
  return NO_ANSWERS.has(code) || (isThrottled && details.zohoCode === undefined);
}
