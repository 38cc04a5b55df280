import type { ErrorCode } from '../../shared/errors.ts';
import type { AdminAsk } from '../../ui/admin-message.ts';
import type { Problem } from '../models/connect-view.ts';

/** The actions against a problem. */
export type Cure =
  | 'try-again'
  /** The same, once Zoho accepts sign-ins again. */
  | 'try-at'
  | 'console'
  | 'show-window'
  | 'cancel-window'
  | 'other-user'
  | 'own-client'
  | 'copy-details'
  | { readonly admin: AdminAsk };

/** The tone of a problem. Only faults are red. */
export type Tone = 'bad' | 'warn' | 'info';

interface Plan {
  readonly tone: Tone;
  /** The first is the main one. */
  readonly cures: readonly Cure[];
}

const AGAIN: Plan = { tone: 'bad', cures: ['try-again'] };
const DETAILS: Plan = { tone: 'bad', cures: ['try-again', 'copy-details'] };

const PLANS: Partial<Readonly<Record<ErrorCode, Plan>>> = {
  'consent-refused': { tone: 'info', cures: ['try-again', { admin: 'consent' }] },
  'consent-closed': { tone: 'info', cures: ['try-again'] },
  'consent-busy': { tone: 'info', cures: ['show-window', 'cancel-window'] },
  'sign-in-throttled': { tone: 'warn', cures: ['try-at'] },
  'no-org': { tone: 'bad', cures: ['other-user', 'try-again'] },
  'owner-unknown': { tone: 'bad', cures: [{ admin: 'right' }, 'try-again'] },
  offline: { tone: 'warn', cures: ['try-again'] },
  'other-org': { tone: 'warn', cures: ['try-again'] },
  'other-user': { tone: 'warn', cures: ['try-again'] },
  'consent-unloadable': AGAIN,
  'state-mismatch': AGAIN,
  unreachable: AGAIN,
  timeout: AGAIN,
  'zoho-down': AGAIN,
  'signed-out': AGAIN,
  'storage-full': AGAIN,
  'storage-broken': AGAIN,
};

const OF_CLIENT: ReadonlySet<ErrorCode> = new Set([
  'client-missing',
  'client-form',
  'client-unknown',
  'client-secret',
  'code-spent',
]);

/** The cures of a problem. A problem without one can be tried again and reported. */
export function planFor({ error, source }: Pick<Problem, 'error' | 'source'>): Plan {
  if (OF_CLIENT.has(error.code))
    // With the user's own client, this error is shown beside its field.
    return source === 'build'
      ? { tone: 'bad', cures: ['own-client', 'try-again', 'copy-details'] }
      : { tone: 'bad', cures: [{ admin: 'region' }, 'try-again'] };
  if (error.code === 'redirect-refused' || error.code === 'domain-refused')
    return { tone: 'bad', cures: [source === 'user' ? 'console' : { admin: 'address' }, 'try-again'] };
  return PLANS[error.code] ?? DETAILS;
}
