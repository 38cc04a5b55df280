import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import { text } from '../../shared/i18n.ts';
import type { IconName } from '../../ui/components/Icon.tsx';
import { errorText } from '../../ui/error-text.ts';
import type { Problem } from '../models/GuideModel.ts';

export interface ProblemWords {
  /** Empty where the field speaks for itself. */
  readonly headline: string;
  readonly records: string;
  readonly todo: string;
}

/** A problem of the guide in words. */
export function problemWords(problem: Problem): ProblemWords {
  if (problem.kind === 'empty')
    return {
      headline: '',
      records: '',
      todo: text(problem.place === 'code' ? 'opt_code_missing' : 'opt_secret_missing'),
    };
  return errorText(problem.error, { dataCentre: problem.dataCentre, now: Date.now() });
}

/** What the user did, or what passes by itself: no fault of what was typed. */
const MILD: readonly ErrorCode[] = [
  'consent-refused',
  'consent-closed',
  'consent-busy',
  'sign-in-throttled',
  'other-org',
  'other-user',
  'offline',
];

export function problemTone({ code }: ErrorData): { readonly tone: 'warn' | 'bad'; readonly icon: IconName } {
  if (code === 'sign-in-throttled') return { tone: 'warn', icon: 'wait' };
  return MILD.includes(code) ? { tone: 'warn', icon: 'warn' } : { tone: 'bad', icon: 'bad' };
}
