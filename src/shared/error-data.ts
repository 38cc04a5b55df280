import * as v from 'valibot';
import { ERROR_CODES, type ErrorCode, type ErrorData, type ErrorDetails } from './errors.ts';

/** A code that this version does not know, from an older or newer one, becomes `unexpected`. */
export const errorCodeSchema: v.GenericSchema<unknown, ErrorCode> = v.fallback(v.picklist(ERROR_CODES), 'unexpected');

const text = v.exactOptional(v.string());
const number = v.exactOptional(v.number());

/** Details that are invalid are left out. */
export const errorDetailsSchema: v.GenericSchema<unknown, ErrorDetails> = v.fallback(
  v.object({
    status: number,
    zohoCode: text,
    zohoMessage: text,
    permissions: v.exactOptional(v.array(v.string())),
    field: text,
    limit: number,
    recordId: text,
    index: number,
    retryAfterMs: number,
    body: v.exactOptional(v.picklist(['html', 'empty', 'cut', 'shape'])),
    host: text,
    name: text,
    environment: v.exactOptional(v.picklist(['production', 'sandbox', 'developer'])),
    connectionId: text,
    isLasting: v.exactOptional(v.boolean()),
  }),
  {},
);

/** An error as it was stored or sent. */
export const errorDataSchema: v.GenericSchema<unknown, ErrorData> = v.object({
  code: errorCodeSchema,
  details: errorDetailsSchema,
});

/** Any stored value as an error. */
export function parseErrorData(value: unknown): ErrorData {
  const result = v.safeParse(errorDataSchema, value);
  return result.success ? result.output : { code: 'unexpected', details: {} };
}
