import { cannotTell, NARROW_SCOPES } from './question.ts';
import type { Call, Question } from './question.ts';
import type { SwitchesInput } from '../switches.ts';

const TEN_MINUTES_MS = 600_000;
/** A little more, for clocks that differ. */
const WINDOW_MS = TEN_MINUTES_MS + 5_000;
/** One more than the largest number in any source. */
const MOST = 31;
/** A longer wait would outlive the tokens that are counted. */
const WINDOWS = 4;

/** Only tokens of the second code are invalidated, never those of the session. */
export const accessTokens: Question = {
  name: 'accessTokens',
  asks: 'How many access tokens does a refresh token bring in ten minutes, and how many live at once?',
  settles: ['accessTokensPerTenMinutes', 'activeAccessTokens'],
  examples: [
    { accessTokensPerTenMinutes: 10, activeAccessTokens: 15 },
    { accessTokensPerTenMinutes: 12, activeAccessTokens: 10 },
    { activeAccessTokens: 30 },
  ],
  credits: 70,
  onlyIfNamed: 'It takes about forty minutes, and Zoho refuses the client for ten of them: name it alone.',
  async ask({ module, narrow, renew, wait }) {
    const first = narrow('modules');
    if (!first) return cannotTell(`needs a second code, with the scopes ${NARROW_SCOPES.modules}`);
    const isAlive = async (call: Call) => (await call('GET', `/settings/tags?module=${module}`)).status < 400;
    if (!(await isAlive(first))) return cannotTell('the second token does not work');
    const switches: SwitchesInput = {};
    let made = 1;
    for (let window = 1; window <= WINDOWS; window += 1) {
      // The token that came with the code must not count.
      await wait(WINDOW_MS);
      let inWindow = 0;
      for (; made < MOST; made += 1, inWindow += 1) {
        const newest = await renew('modules');
        if (!newest) {
          if (inWindow === 0) return cannotTell('no token comes, even after ten minutes');
          switches.accessTokensPerTenMinutes ??= inWindow;
          break;
        }
        if (switches.activeAccessTokens !== undefined || (await isAlive(first))) continue;
        if (!(await isAlive(newest))) return cannotTell('a new token does not work');
        switches.activeAccessTokens = made;
      }
      if (
        made === MOST ||
        (switches.activeAccessTokens !== undefined && switches.accessTokensPerTenMinutes !== undefined)
      )
        break;
    }
    if (Object.keys(switches).length === 0) return cannotTell(`${made} tokens came and all of them live`);
    const { accessTokensPerTenMinutes: pace = 'more than asked for', activeAccessTokens: alive } = switches;
    return { switches, seen: `${pace} in ten minutes; ${alive ?? `all ${made}`} live at once` };
  },
};
