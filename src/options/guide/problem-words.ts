import * as v from 'valibot';
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

const otherOrg = v.object({ name: v.string(), environment: v.picklist(['production', 'sandbox', 'developer']) });

/** A problem of the guide in words. */
export function problemWords(problem: Problem): ProblemWords {
  if (problem.kind === 'empty')
    return {
      headline: '',
      records: '',
      todo: text(problem.place === 'code' ? 'opt_code_missing' : 'opt_secret_missing'),
    };
  const chosen = problem.error.code === 'other-org' ? v.safeParse(otherOrg, problem.error.details) : null;
  if (chosen?.success === true) {
    const { name, environment } = chosen.output;
    return {
      headline: text('auth_chose_other', { org: name, env: text(`env_${environment}`) }),
      records: '',
      todo: text('auth_chose_other_do'),
    };
  }
  return errorText(problem.error, { dataCentre: problem.dataCentre, now: Date.now() });
}

/** What the user did, or what passes by itself: no fault of what was typed. */
const MILD: readonly ErrorCode[] = [
  'consent-refused',
  'consent-closed',
  'consent-busy',
  'sign-in-throttled',
  'other-org',
  'offline',
];

export function problemTone({ code }: ErrorData): { readonly tone: 'warn' | 'bad'; readonly icon: IconName } {
  if (code === 'sign-in-throttled') return { tone: 'warn', icon: 'wait' };
  return MILD.includes(code) ? { tone: 'warn', icon: 'warn' } : { tone: 'bad', icon: 'bad' };
}
