import type { ErrorData } from '../shared/errors.ts';

/** Details of an error for the publisher: codes and facts, without names, record ids or sign-in data. */
export function errorDetails(error: ErrorData, version: string): string {
  const { status, zohoCode, zohoMessage, field, limit, host, name } = error.details;
  const facts = { code: error.code, status, zohoCode, zohoMessage, field, limit, host, name, version };
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${String(value).replaceAll(/\d{15,20}/g, '#')}`)
    .join('\n');
}
