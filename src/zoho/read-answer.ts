import * as v from 'valibot';
import { AppError } from '../shared/errors.ts';
import { type Answer, refusalOf } from './client.ts';
import { zohoErrorIn } from './error-codes.ts';

type Schema = v.GenericSchema<unknown, unknown>;

/**
 * What a read's answer says, or null for 204. Throws the refusal that it carries, whatever its status, and `unreadable`
 * where it has another shape.
 */
export function readAnswer<const S extends Schema>(answer: Answer, schema: S): v.InferOutput<S> | null {
  if (answer.body === undefined) return null;
  if (answer.facts.status >= 400 || zohoErrorIn(answer.body)) throw refusalOf(answer);
  const parsed = v.safeParse(schema, answer.body);
  if (parsed.success) return parsed.output;
  throw new AppError('unreadable', { status: answer.facts.status, body: 'shape' });
}
