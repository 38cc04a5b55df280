import type { Connection } from '../../shared/connection.ts';
import { steadyClock } from '../../shared/steady-clock.ts';
import { createKeptAnswers, type KeptAnswers } from '../kept-answers.ts';

export const CONNECTION: Connection = {
  id: 'us-production-808232144-1',
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '808232144', domainName: 'org808232144', name: 'Northwind', edition: null },
  user: { id: '1', name: 'Ada', profile: null },
  way: 'client',
  clientId: '1000.ABCDEFGHIJ',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};

/** Kept answers of a new worker. Both of its clocks follow `now`, in milliseconds. */
export function keptAnswers(now: () => number): KeptAnswers {
  const start = now();
  return createKeptAnswers(
    steadyClock({ wall: now, monotonic: () => Math.max(0, now() - start), wait: () => Promise.resolve() }),
  );
}
