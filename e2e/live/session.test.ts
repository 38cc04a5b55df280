import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../zoho/questions/all.ts';
import { startZoho } from '../zoho/simulator.ts';
import { scenarioOf, tableOf } from './answers.ts';
import { NotStarted } from './session.ts';
import { testSession } from './session-for-tests.ts';
import { SignInRefused } from './sign-in.ts';
import { httpsWire, NoAnswer } from './wire.ts';
import { selfClientCode } from './simulated.ts';
import { scopesFor } from './sign-in.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { Time } from './calls.ts';
import type { SessionOptions } from './session.ts';
import type { TestSession } from './session-for-tests.ts';
import type { Wire } from './wire.ts';

const some = QUESTIONS.filter(({ name }) => ['missingTag', 'orgTypeCase', 'badId'].includes(name));
const production = { dataCentre: 'us', environment: 'production' } as const;

let zoho: Zoho;
let session: TestSession;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
});
beforeEach(() => {
  zoho.reset();
  session = testSession(zoho);
});
afterEach(() => session.remove());
afterAll(() => zoho.stop());

/** Requests that change something in an org. */
function changes(): string[] {
  return zoho.requests
    .filter(({ path, method }) => path.startsWith('/crm/') && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}

async function inProduction(): Promise<Partial<SessionOptions>> {
  const wire = httpsWire(production, zoho);
  const credential = await selfClientCode(wire, zoho.credentials['brightside']!, scopesFor(some));
  return { place: production, wire, credential, narrow: {} };
}

describe('a production org', () => {
  it('is refused', async () => {
    await expect(session.run(some, await inProduction())).rejects.toThrow(NotStarted);
    expect(changes()).toEqual([]);
  });

  it('is refused when another name than its own is typed', async () => {
    const askOrgName = () => Promise.resolve('Brightside');
    const options = { ...(await inProduction()), mayBeProduction: true, askOrgName };
    await expect(session.run(some, options)).rejects.toThrow('not the name of the org');
    expect(changes()).toEqual([]);
  });

  it('is refused when it does not tell its name', async () => {
    zoho.set({ org: 'noPermission' });
    const options = { ...(await inProduction()), mayBeProduction: true };
    await expect(session.run(some, options)).rejects.toThrow('does not tell its name');
    expect(changes()).toEqual([]);
  });

  it('is asked once its name is typed', async () => {
    const askOrgName = () => Promise.resolve(' Brightside Solar ');
    const end = await session.run(some, { ...(await inProduction()), mayBeProduction: true, askOrgName });
    expect(end).toMatchObject({ isComplete: true, left: 0 });
  });

  it('is not entered by way of a place that is said to be a sandbox', async () => {
    const wire = httpsWire(production, zoho);
    const credential = await selfClientCode(wire, zoho.credentials['brightside']!, scopesFor(some));
    await expect(session.run(some, { credential, narrow: {} })).rejects.toThrow('does not know the token');
    expect(changes()).toEqual([]);
  });
});

describe('a code', () => {
  it.each([
    ['https://www.zohoapis.eu', 'for the data centre "eu"'],
    ['https://www.zohoapis.evil.example', "an address that is not Zoho's"],
  ])('whose answer names %s is refused, and its token taken back', async (foreignApiDomain, words) => {
    zoho.set({ foreignApiDomain });
    const end = session.run(some, { narrow: {} });
    await expect(end).rejects.toThrow(SignInRefused);
    await expect(end).rejects.toThrow(words);
    expect(changes()).toEqual([]);
    expect(zoho.requestsTo('/token/revoke').length).toBe(1);
  });
});

describe('a session', () => {
  it('says what it costs and begins with nothing until it may', async () => {
    const askToGoOn = () => Promise.resolve(false);
    await expect(session.run(some, { askToGoOn })).rejects.toThrow('Nothing was made');
    const credits = some.reduce((sum, question) => sum + question.credits, 0);
    expect(Number(/at most (\d+) API credits/.exec(session.said.join('\n'))?.[1])).toBeGreaterThan(credits);
    expect(changes()).toEqual([]);
    expect(existsSync(session.ledgerFile)).toBe(false);
  });

  it('takes back the tokens that its codes brought', async () => {
    const tokens = () => zoho.world.tokens.allAccess().map(({ token }) => token);
    const before = tokens();
    await session.run(some);
    expect(zoho.requestsTo('/oauth/v2/token').length).toBeGreaterThan(3);
    expect(tokens()).toEqual(before);
  });

  it('names no token, no code, no id and no name in what it says and writes', async () => {
    const ledgers: string[] = [];
    const wire = httpsWire({ dataCentre: 'us', environment: 'sandbox' }, zoho);
    const { outcomes } = await session.run(QUESTIONS, {
      wire: (request) => {
        if (existsSync(session.ledgerFile)) ledgers.push(readFileSync(session.ledgerFile, 'utf8'));
        return wire(request);
      },
    });
    expect(ledgers.length).toBeGreaterThan(100);
    const secret = /1000\.[0-9a-f]{16,}/;
    expect(ledgers.filter((text) => secret.test(text))).toEqual([]);
    const printed = [...session.said, tableOf(outcomes), JSON.stringify(scenarioOf(outcomes))].join('\n');
    expect(printed).not.toMatch(secret);
    expect(printed).not.toMatch(/\d{15,}/);
    expect(printed).not.toMatch(/Untag live \w|Brightside|brightside|Mara|Lindqvist|812004561/);
  });

  it('sends its token to the two hosts of its place only', async () => {
    await session.run(QUESTIONS);
    const hosts = new Set(zoho.requests.filter(({ headers }) => 'authorization' in headers).map(({ host }) => host));
    expect([...hosts]).toEqual(['sandbox.zohoapis.com']);
    expect(new Set(zoho.requests.map(({ host }) => host))).toEqual(
      new Set(['accounts.zoho.com', 'sandbox.zohoapis.com']),
    );
  });

  it('refuses a token that Zoho does not know', async () => {
    await expect(session.run(some, { credential: { token: '1000.nobody' }, narrow: {} })).rejects.toThrow(
      'does not know the token',
    );
  });

  const half = [
    { fault: 'lostAfterApply' },
    { fault: 'lostThenApplied', seconds: 20 },
    { fault: 'status500', applied: true },
    { fault: 'html', applied: true },
    { fault: 'truncated' },
  ] as const;
  it.each(half)('goes on after $fault, and removes what the call made', async (fault) => {
    for (const endpoint of ['insertRecords', 'createTags']) {
      const leads = zoho.world.org('brightside-sandbox').module('Leads');
      const before = [leads.ids(), leads.tags()];
      zoho.inject({ ...fault, match: { endpoint } });
      const { outcomes, left } = await session.run(some);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'cannotTell', 'answered']);
      expect(left).toBe(0);
      expect([leads.ids(), leads.tags()]).toEqual(before);
    }
  });

  it('waits for a tag that a call without a readable answer makes later', async () => {
    const leads = zoho.world.org('brightside-sandbox').module('Leads');
    const before = leads.tags();
    zoho.inject({ fault: 'status500', match: { endpoint: 'addTags' } });
    const late = zoho.answered('actions/add_tags').then(({ body }) => {
      const name = /"name":"([^"]+)"/.exec(body)?.[1] ?? '';
      zoho.clock.after(20_000, () => leads.createTag(name));
    });
    const { left } = await session.run(QUESTIONS.filter(({ name }) => name === 'addTagByName'));
    await late;
    expect(left).toBe(0);
    zoho.clock.skip(60_000);
    await zoho.clock.wait(5);
    expect(leads.tags()).toEqual(before);
  });

  it('goes on with the next question where an answer has a shape that nobody knows', async () => {
    zoho.inject({ fault: 'answer', status: 200, body: '{"data":5}', match: { endpoint: 'records', nth: 1 } });
    const { outcomes, left } = await session.run(
      QUESTIONS.filter(({ name }) => ['shuffledRows', 'badId'].includes(name)),
    );
    expect(outcomes).toMatchObject([
      { kind: 'cannotTell', why: 'an answer has a shape that the question does not know' },
      { kind: 'answered' },
    ]);
    expect(left).toBe(0);
  });

  it('does not begin with a module that has no tags', async () => {
    await expect(session.run(some, { module: 'Ghosts' })).rejects.toThrow(
      'The tags of Ghosts cannot be read: HTTP 400 INVALID_MODULE. Nothing was made.',
    );
    expect(changes()).toEqual([]);
  });

  it('keeps its answers where its token dies, and what it made for the next start', async () => {
    const before = zoho.world.org('brightside-sandbox').module('Leads').tags();
    const wire = httpsWire({ dataCentre: 'us', environment: 'sandbox' }, zoho);
    const dying: Wire = async (request) => {
      const reply = await wire(request);
      if (request.path.includes('remove_tags')) zoho.world.tokens.revokeAllAccess();
      return reply;
    };
    const { outcomes, left } = await session.run(some, { wire: dying, narrow: {} });
    expect(outcomes.length).toBe(some.length);
    expect(left).toBeUndefined();
    expect(session.said.at(-1)).toContain('the next start looks again');
    expect((await session.run(some)).left).toBe(0);
    expect(zoho.world.org('brightside-sandbox').module('Leads').tags()).toEqual(before);
  });

  it('takes rules away with the scopes that made them, and says so without', async () => {
    const makingRule = QUESTIONS.filter(({ name }) => name === 'usedTagDelete');
    const wire = httpsWire({ dataCentre: 'us', environment: 'sandbox' }, zoho);
    const noEnd: Wire = (request) =>
      request.method === 'DELETE' ? Promise.reject(new NoAnswer('gone')) : wire(request);
    const leads = zoho.world.org('brightside-sandbox').module('Leads');
    const tags = leads.tags();
    expect((await session.run(makingRule, { wire: noEnd, narrow: {} })).left).toBeUndefined();
    expect(leads.madeRules.length).toBe(1);
    expect((await session.run(some)).left).toBeGreaterThan(0);
    expect(session.said.join('\n')).toContain('a code that has the scopes of the same questions');
    expect((await session.run(makingRule, { narrow: {} })).left).toBe(0);
    expect(leads.madeRules).toEqual([]);
    expect(leads.tags()).toEqual(tags);
  });

  it('keeps its answers where Zoho is gone at the end, and what it made for the next start', async () => {
    const before = zoho.world.org('brightside-sandbox').module('Leads').tags();
    const wire = httpsWire({ dataCentre: 'us', environment: 'sandbox' }, zoho);
    const gone: Wire = (request) =>
      request.path.includes('sort_by=Created_Time') || request.method === 'DELETE'
        ? Promise.reject(new NoAnswer('gone'))
        : wire(request);
    const { outcomes, left } = await session.run(some, { wire: gone });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'cannotTell']);
    expect(left).toBeUndefined();
    expect(session.said.at(-1)).toContain('the next start looks again');
    expect((await session.run(some)).left).toBe(0);
    expect(zoho.world.org('brightside-sandbox').module('Leads').tags()).toEqual(before);
  });

  it('does not finish a wait that it is told to end in', async () => {
    let interrupt: (() => void) | undefined;
    const onInterruptible = (given: () => void) => void (interrupt = given);
    const time: Time = {
      now: () => zoho.clock.now(),
      wait: (_ms, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('the wait was broken off')));
          interrupt?.();
        }),
    };
    const questions = QUESTIONS.filter(({ name }) => name === 'touchesModifiedTime');
    const end = await session.run(questions, { time, onInterruptible });
    expect(end).toMatchObject({ isComplete: false, left: 0, outcomes: [] });
  });

  it('waits as a 429 says and asks again', async () => {
    zoho.set({ retryHint: 'seconds', retryAfterSeconds: 90 });
    zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'removeTags' } });
    const began = zoho.clock.now();
    const { outcomes } = await session.run(some);
    expect(outcomes.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(zoho.clock.now() - began).toBeGreaterThan(90_000);
  });
});

describe('the ledger', () => {
  const earlier = {
    marker: 'Untag live abc123',
    module: 'Leads',
    startedAt: 0,
    pid: 0,
    records: [],
    tags: [{ name: 'Untag live abc123 1' }],
  };
  const write = (org: string, change: object = {}) =>
    writeFileSync(session.ledgerFile, JSON.stringify({ sessions: [{ ...earlier, org, ...change }] }));

  it('of another org stays, and it is said', async () => {
    write('us/sandbox/1');
    expect((await session.run(some)).left).toBe(0);
    expect(session.said.join('\n')).toContain('in another org');
    expect(JSON.parse(readFileSync(session.ledgerFile, 'utf8'))).toMatchObject({ sessions: [{ org: 'us/sandbox/1' }] });
  });

  it('of a process that is alive stops the start', async () => {
    write('us/sandbox/812004561', { pid: process.ppid });
    await expect(session.run(some)).rejects.toThrow(`Process ${process.ppid} asks questions, too`);
    expect(changes()).toEqual([]);
  });

  it('that cannot be read stops the start and stays', async () => {
    writeFileSync(session.ledgerFile, '{"sessions":');
    await expect(session.run(some)).rejects.toThrow('cannot be read');
    expect(readFileSync(session.ledgerFile, 'utf8')).toBe('{"sessions":');
  });

  it('keeps what could not be removed for the next start', async () => {
    const leads = zoho.world.org('brightside-sandbox').module('Leads');
    const tags = leads.tags().length;
    // The tag is used by then: it cannot be deleted.
    zoho.inject({
      fault: 'answer',
      status: 400,
      body: JSON.stringify({ code: 'NOT_ALLOWED', details: {}, message: 'used', status: 'error' }),
      match: { endpoint: 'deleteTag', times: null },
    });
    const end = await session.run(some);
    expect(end.left).toBe(2);
    expect(leads.tags().length).toBe(tags + 2);
    zoho.set({ faults: [] });
    expect((await session.run(some)).left).toBe(0);
    expect(leads.tags().length).toBe(tags);
    expect(existsSync(session.ledgerFile)).toBe(false);
  });
});
