import { AppError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import { PURPOSES, type Verdict, verdictOf } from '../model/failure-policy.ts';

/** The engine asks for these by name, besides their meaning. */
const ASKED_FOR: ReadonlySet<ErrorCode> = new Set(['offline', 'timeout', 'tag-gone', 'view-changed', 'view-too-big']);

const CONDITIONS = { now: 0, isOnline: true, misses: 0, throttles: 0 } as const;

/**
 * The codes that a test of the engine plays. `npm test` plays one of those that mean the same to it for every purpose,
 * and each that it asks for by name. `npm run test:all` plays all. Clean-ups tell more codes apart, so their tests play
 * all of them.
 */
export const CODES_PLAYED: readonly ErrorCode[] =
  process.env['UNTAG_TEST_ALL'] === undefined ? ERROR_CODES.filter(isTelling) : ERROR_CODES;

function isTelling(code: ErrorCode, at: number): boolean {
  const meaning = meaningOf(code);
  return ASKED_FOR.has(code) || ERROR_CODES.findIndex((other) => meaningOf(other) === meaning) === at;
}

function meaningOf(code: ErrorCode): string {
  const error = new AppError(code, { zohoCode: 'X', zohoMessage: 'no' });
  return JSON.stringify(PURPOSES.map((purpose) => withoutError(verdictOf(purpose, error, CONDITIONS))));
}

function withoutError(verdict: Verdict): unknown {
  if (verdict.kind === 'unknowable') return { ...verdict, halt: verdict.halt && withoutError(verdict.halt) };
  return 'error' in verdict ? { ...verdict, error: null } : verdict;
}
