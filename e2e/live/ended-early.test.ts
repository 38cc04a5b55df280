import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../zoho/questions/all.ts';
import { startZoho } from '../zoho/simulator.ts';
import { defaultSwitches } from '../zoho/switches.ts';
import { scopesFor } from './sign-in.ts';
import { selfClientCode } from './simulated.ts';
import { testSession } from './session-for-tests.ts';
import { httpsWire } from './wire.ts';
import type { Question } from '../zoho/questions/question.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { SessionEnd } from './session.ts';
import type { TestSession } from './session-for-tests.ts';
import type { Wire } from './wire.ts';

const named = (...names: string[]) => QUESTIONS.filter(({ name }) => names.includes(name));
const isAll = process.env['UNTAG_TEST_ALL'] !== undefined;
/** Questions that make records, tags, locks, and tags that are not named by any call of the session's own making. */
const questions = named('tagNamesEqual', 'addTagByName', 'locked');
/** Questions that also make rules, views, contacts and accounts. */
const makingMore = named('usedTagDelete', 'viewsHoldTags', 'convertedInView');
const place = { dataCentre: 'us', environment: 'sandbox' } as const;

let zoho: Zoho;
let session: TestSession;
/** Calls of a session that asks all of each. */
let calls = 0;
let callsMakingMore = 0;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
  session = testSession(zoho);
  const callsOf = async (asked: readonly Question[]) => {
    const before = zoho.requests.length;
    await session.run(asked, { narrow: {} });
    return zoho.requests.length - before;
  };
  calls = await callsOf(questions);
  callsMakingMore = await callsOf(makingMore);
});
beforeEach(() => zoho.set({ ...defaultSwitches(), codesPerTenMinutes: 1_000, refreshTokensPerTenMinutes: 1_000 }));
afterAll(async () => {
  session.remove();
  await zoho.stop();
});

function inOrg() {
  const org = zoho.world.org('brightside-sandbox');
  const leads = org.module('Leads');
  return {
    records: leads.ids(),
    contacts: org.module('Contacts').ids(),
    accounts: org.module('Accounts').ids(),
    tags: leads.tags().map(({ name }) => name),
    views: leads.views.map(({ name }) => name),
    rules: leads.madeRules.map(({ name }) => name),
  };
}

/** A wire that calls back before its n-th request and after its answer. */
function watched(nth: number, before: () => void, after: () => void): Wire {
  const wire = httpsWire(place, zoho);
  let sent = 0;
  return async (request) => {
    sent += 1;
    if (sent >= nth) before();
    const reply = await wire(request);
    if (sent >= nth) after();
    return reply;
  };
}

class Killed extends Error {}

/** The interruption that leaves the most in doubt. */
const LATEST = 'in a call that is applied 20 s later';

const WAYS: Record<string, (nth: number) => Wire> = {
  'before a call': (nth) => watched(nth, die, die),
  'after a call, its answer not noted': (nth) => watched(nth, () => undefined, die),
  [LATEST]: (nth) => {
    let isSet = false;
    const lateOnce = () => {
      if (isSet) die();
      isSet = true;
      zoho.inject({ fault: 'lostThenApplied', seconds: 20 });
    };
    return watched(nth, lateOnce, die);
  },
};

function die(): never {
  throw new Killed('the process is gone');
}

/** A code with the scopes of the earlier session, whose things are removed with them. */
function wideCredential(asked: readonly Question[]) {
  return selfClientCode(httpsWire(place, zoho), zoho.credentials['brightside-sandbox']!, scopesFor(asked));
}

/** How often something stayed until the next start. */
async function killedAtEachCall(way: string, asked: readonly Question[], count: number, step = 1): Promise<number> {
  const before = inOrg();
  let hadSomething = 0;
  for (let nth = 2; nth <= count + 1; nth += step) {
    const wire = WAYS[way]!(nth);
    const end = await session.run(asked, { wire, narrow: {} }).catch((error: unknown) => error);
    // At the last calls the session has reached its end and signs out.
    if (end instanceof Error || (end as SessionEnd).left === undefined) {
      if (JSON.stringify(inOrg()) !== JSON.stringify(before)) hadSomething += 1;
      zoho.set({ faults: [] });
      await session.run([], { narrow: {}, credential: await wideCredential(asked) });
    }
    zoho.clock.skip(60_000);
    expect({ nth, ...inOrg() }).toEqual({ nth, ...before });
    expect(existsSync(session.ledgerFile)).toBe(false);
  }
  return hadSomething;
}

describe.each(Object.keys(WAYS))('killed %s', (way) => {
  it('at any moment and started again, nothing is left', async () => {
    expect(calls).toBeGreaterThan(30);
    expect(await killedAtEachCall(way, questions, calls)).toBeGreaterThan(10);
  }, 120_000);

  it.runIf(isAll || way === LATEST)(
    'in a session that makes rules, views, contacts and accounts, nothing is left',
    async () => {
      const step = isAll ? 1 : 3;
      expect(await killedAtEachCall(way, makingMore, callsMakingMore, step)).toBeGreaterThan(10 / step);
    },
    120_000,
  );
});

it('told to end at any moment, nothing is left and nothing more is asked', async () => {
  const before = inOrg();
  let cutShort = 0;
  for (let nth = 4; nth <= calls; nth += 1) {
    let interrupt: (() => void) | undefined;
    const onInterruptible = (given: () => void) => void (interrupt = given);
    const once = () => {
      interrupt?.();
      interrupt = undefined;
    };
    const wire = watched(nth, once, () => undefined);
    const end = await session.run(questions, { wire, narrow: {}, onInterruptible });
    if (!end.isComplete) cutShort += 1;
    expect({ nth, left: end.left, ...inOrg() }).toEqual({ nth, left: 0, ...before });
    expect(existsSync(session.ledgerFile)).toBe(false);
  }
  expect(cutShort).toBeGreaterThan(20);
}, 120_000);
