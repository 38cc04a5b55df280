import { cannotTell } from './question.ts';
import type { Finding, Question, Throttled } from './question.ts';

const CODES = ['TOO_MANY_REQUESTS', 'LIMIT_REACHED', 'LIMIT_EXCEEDED'] as const;

function hintOf({ retryAfter, inDetails, at }: Throttled): Finding['switches'] {
  if (retryAfter !== undefined && /^\d+$/.test(retryAfter))
    return { retryHint: 'seconds', retryAfterSeconds: Number(retryAfter) };
  const date = Date.parse(retryAfter ?? '');
  if (!Number.isNaN(date)) return { retryHint: 'date', retryAfterSeconds: Math.max(0, Math.round((date - at) / 1000)) };
  if (inDetails !== undefined) return { retryHint: 'details', retryAfterSeconds: Math.round(inDetails) };
  return { retryHint: 'none' };
}

/** Asks nothing. It reads the 429s that occurred anyway. */
export const throttled: Question = {
  name: 'throttled',
  asks: 'What does a 429 say?',
  settles: ['retryHint', 'retryAfterSeconds', 'throttleCode'],
  examples: [
    { retryHint: 'none' },
    { retryHint: 'seconds', retryAfterSeconds: 7 },
    { retryHint: 'seconds', retryAfterSeconds: 60 },
    { retryHint: 'date', retryAfterSeconds: 30 },
    { retryHint: 'details', retryAfterSeconds: 90 },
    ...CODES.map((throttleCode) => ({ throttleCode })),
  ],
  credits: 0,
  async ask(interview) {
    const [first] = interview.throttled;
    if (!first) return cannotTell('no 429 came, and none is provoked');
    const code = CODES.find((known) => known === first.code);
    const hint = hintOf(first);
    const seconds = hint.retryAfterSeconds === undefined ? '' : ` of ${hint.retryAfterSeconds} s`;
    return {
      switches: { ...hint, ...(code && { throttleCode: code }) },
      seen: `HTTP 429 ${code ?? 'with another code'}, hint: ${hint.retryHint}${seconds}`,
    };
  },
};
