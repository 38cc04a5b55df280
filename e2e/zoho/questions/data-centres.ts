import { accountsOrigin, DATA_CENTRES } from '../../../src/shared/data-centres.ts';
import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const dataCentres: Question = {
  name: 'dataCentres',
  asks: 'Which data centres does Zoho name?',
  settles: [],
  credits: 0,
  async ask({ accounts }) {
    const { status, body } = await accounts('GET', '/oauth/serverinfo');
    const { locations } = body as { locations?: Record<string, unknown> };
    if (status !== 200 || typeof locations !== 'object') return cannotTell(`HTTP ${status}`);
    const theirs = Object.keys(locations).filter((key) => /^[a-z]{2,3}$/.test(key));
    const unknown = theirs.filter((key) => !DATA_CENTRES.some((known) => known === key));
    const missing = DATA_CENTRES.filter((key) => locations[key] === undefined);
    const elsewhere = DATA_CENTRES.filter((key) => key in locations && locations[key] !== accountsOrigin(key));
    const part = (words: string, keys: string[]) => (keys.length > 0 ? [`${words}: ${keys.join(', ')}`] : []);
    const parts = [
      ...part('not in our table', unknown),
      ...part('only in our table', missing),
      ...part('at another address', elsewhere),
    ];
    return { switches: {}, seen: parts.length > 0 ? parts.join('; ') : 'the same as our table' };
  },
};
