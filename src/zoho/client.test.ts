import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import { isNoAnswer } from './answer.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

describe('a call', () => {
  it('carries the token in Zoho’s header and a JSON body, and no cookies', async () => {
    const [first, second] = sim.module('Leads').ids(2);
    await sim.api.removeTags('Leads', [first!, second!], [{ id: '1', name: 'Cold' }]);
    const { method, host, path, headers, body } = sim.lastRequest();
    expect({ method, host, path }).toEqual({
      method: 'POST',
      host: 'www.zohoapis.com',
      path: '/crm/v8/Leads/actions/remove_tags',
    });
    expect(headers['authorization']).toBe(`Zoho-oauthtoken ${sim.zoho.credentials['brightside']!.accessToken}`);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['cookie']).toBeUndefined();
    expect(JSON.parse(body)).toEqual({ tags: [{ name: 'Cold' }], ids: [first, second] });
  });

  it('says that a write has left before its answer is there', async () => {
    const ids = sim.module('Leads').ids(2);
    const events: string[] = [];
    const answering = sim.api.removeTags('Leads', ids, [{ id: '1', name: 'Cold' }], () => events.push('left'));
    await answering.then(() => events.push('answered'));
    expect(events).toEqual(['left', 'answered']);
  });

  it('keeps names out of the path’s structure', async () => {
    const error = await errorOfCall(sim.api.module('Leads/../../org?x'));
    expect(error.code).toBe('module-unknown');
    expect(sim.lastRequest().path).toBe('/crm/v8/settings/modules/Leads%2F..%2F..%2Forg%3Fx');
  });

  it.each(['.', '..', ''])('is not made where a part of its path is "%s"', async (part) => {
    const before = sim.zoho.requests.length;
    const error = await errorOfCall(sim.api.module(part));
    expect(error).toMatchObject({ code: 'request-refused', details: { field: 'path' } });
    expect(sim.zoho.requests).toHaveLength(before);
  });

  it('tells what it cost and what is left, as the simulator counts it', async () => {
    sim.zoho.set({ credits: 100, creditsHeaderFrom: 0 });
    await sim.api.recordsOfView('Leads', 'Full_Name', sim.module('Leads').views[0]!.id, null, 200);
    await sim.api.removeTags('Leads', sim.module('Leads').ids(51), [{ id: '1', name: 'Cold' }]);
    await sim.api.tags('Leads');
    expect(sim.metas.map(({ status, credits, creditsRemaining }) => [status, credits, creditsRemaining])).toEqual([
      [200, 3, 97],
      [200, 2, 95],
      [200, 1, 94],
    ]);
    expect(sim.zoho.requests.map(({ credits }) => credits)).toEqual([3, 2, 1]);
  });

  it('is told of as null credits where Zoho sends no header', async () => {
    await sim.api.tags('Leads');
    expect(sim.metas).toEqual([
      {
        status: 200,
        credits: 1,
        creditsRemaining: null,
        date: expect.any(Number) as number,
        durationMs: expect.any(Number) as number,
      },
    ]);
  });
});

describe('a token that has run out', () => {
  it('is renewed once, and the call made once more', async () => {
    const stale = `1000.${'a'.repeat(32)}.${'b'.repeat(32)}`;
    const { accessToken } = sim.zoho.credentials['brightside']!;
    const renewed: string[] = [];
    const access = {
      origin: 'https://www.zohoapis.com',
      token: () => Promise.resolve(stale),
      renew(token: string) {
        renewed.push(token);
        return Promise.resolve(accessToken);
      },
    };
    await expect(sim.apiWith({ access }).org()).resolves.toMatchObject({ zgid: '808232144' });
    expect(renewed).toEqual([stale]);
    expect(sim.metas.map(({ status, credits }) => [status, credits])).toEqual([
      [401, 0],
      [200, 1],
    ]);
  });

  it('is signed out when the newer one is refused as well', async () => {
    sim.zoho.inject({ fault: 'invalidToken', match: { times: null } });
    const error = await errorOfCall(sim.api.org());
    expect(error).toMatchObject({ code: 'signed-out', details: { status: 401, zohoCode: 'INVALID_TOKEN' } });
    expect(sim.renewals).toHaveLength(1);
    expect(sim.zoho.requests).toHaveLength(2);
  });

  it('is not blamed for a missing scope, with either status', async () => {
    for (const scopeMismatchStatus of [401, 403] as const) {
      sim.zoho.set({ org: 'scopeMismatch', scopeMismatchStatus });
      const error = await errorOfCall(sim.api.org());
      expect(error).toMatchObject({
        code: 'scope-missing',
        details: { status: scopeMismatchStatus, zohoCode: 'OAUTH_SCOPE_MISMATCH', name: 'ZohoCRM.org.READ' },
      });
    }
    expect(sim.renewals).toEqual([]);
  });
});

describe('no answer', () => {
  it.each([
    ['html', 200, 'html'],
    ['html', 403, 'html'],
    ['empty', 200, 'empty'],
  ] as const)('%s with status %i is unreadable', async (fault, status, body) => {
    sim.zoho.inject({ fault, status });
    const error = await errorOfCall(sim.api.tags('Leads'));
    expect(error).toMatchObject({ code: 'unreadable', details: { status, body } });
    expect(isNoAnswer(error)).toBe(true);
  });

  it('is a cut answer, and one of another shape', async () => {
    sim.zoho.inject({ fault: 'truncated' });
    expect(await errorOfCall(sim.api.tags('Leads'))).toMatchObject({ code: 'unreadable', details: { body: 'cut' } });
    sim.zoho.inject({ fault: 'answer', status: 200, body: { labels: [] } });
    expect(await errorOfCall(sim.api.tags('Leads'))).toMatchObject({ code: 'unreadable', details: { body: 'shape' } });
  });

  it('is Zoho’s own trouble, with JSON or a page', async () => {
    sim.zoho.inject({ fault: 'status500' });
    const inJson = await errorOfCall(sim.api.tags('Leads'));
    expect(inJson).toMatchObject({ code: 'zoho-down', details: { status: 500, zohoCode: 'INTERNAL_ERROR' } });
    sim.zoho.inject({ fault: 'html', status: 502 });
    const page = await errorOfCall(sim.api.tags('Leads'));
    expect(page).toMatchObject({ code: 'zoho-down', details: { status: 502 } });
    expect([inJson, page].map(isNoAnswer)).toEqual([true, true]);
  });

  it('is a lost connection: offline or unreachable', async () => {
    sim.zoho.inject({ fault: 'lostBeforeApply', match: { times: 2 } });
    const away = await errorOfCall(sim.apiWith({ isOnline: () => false }).org());
    expect(away.code).toBe('offline');
    const blocked = await errorOfCall(sim.api.org());
    expect(blocked).toMatchObject({ code: 'unreachable', details: { host: 'www.zohoapis.com' } });
    expect([away, blocked].map(isNoAnswer)).toEqual([true, true]);
    expect(sim.metas.map(({ status, credits }) => [status, credits])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('is one that does not come in time', async () => {
    // The connection exists already, so the time is spent on the answer.
    await sim.api.org();
    sim.reset();
    sim.zoho.set({ latency: { baseMs: 60_000 } });
    const error = await errorOfCall(sim.apiWith({ timeoutMs: 1_000 }).org());
    expect(error.code).toBe('timeout');
    expect(isNoAnswer(error)).toBe(true);
    expect(sim.zoho.requests).toHaveLength(1);
  });
});

describe('too many requests', () => {
  it.each([
    ['seconds', 7_000],
    ['details', 7_000],
    ['none', undefined],
  ] as const)('obeys what is said by %s', async (retryHint, retryAfterMs) => {
    sim.zoho.set({ retryHint, retryAfterSeconds: 7 });
    sim.zoho.inject({ fault: 'tooManyRequests' });
    const error = await errorOfCall(sim.api.org());
    expect(error.code).toBe('rate-limited');
    expect(error.details.retryAfterMs).toBe(retryAfterMs);
    expect(isNoAnswer(error)).toBe(false);
  });

  it.each([
    ['is right', 0],
    ['is an hour behind', -3_600_000],
    ['is a day ahead', 86_400_000],
  ])('obeys a date, by the date of the answer, where the clock of this computer %s', async (_name, skewMs) => {
    sim.zoho.set({ retryHint: 'date', retryAfterSeconds: 600 });
    sim.zoho.inject({ fault: 'tooManyRequests' });
    const { details } = await errorOfCall(sim.apiWith({ now: () => Date.now() + skewMs }).org());
    expect(details.retryAfterMs).toBeGreaterThan(590_000);
    expect(details.retryAfterMs).toBeLessThanOrEqual(600_000);
  });

  it.each(['TOO_MANY_REQUESTS', 'LIMIT_REACHED', 'LIMIT_EXCEEDED'] as const)('is known by %s', async (throttleCode) => {
    sim.zoho.set({ throttleCode });
    sim.zoho.inject({ fault: 'tooManyRequests' });
    expect((await errorOfCall(sim.api.org())).code).toBe('rate-limited');
  });

  it('is out of credits when the header says that none are left', async () => {
    sim.zoho.set({ credits: 2 });
    sim.zoho.useCredits('brightside', 2);
    const error = await errorOfCall(sim.api.org());
    expect(error).toMatchObject({ code: 'out-of-credits', details: { status: 429 } });
    expect(sim.metas).toMatchObject([{ status: 429, credits: 0, creditsRemaining: 0 }]);
  });

  it('is known without Zoho’s words, and is then no answer', async () => {
    sim.zoho.inject({ fault: 'html', status: 429 });
    const error = await errorOfCall(sim.api.org());
    expect(error).toMatchObject({ code: 'rate-limited', details: { status: 429 } });
    expect(isNoAnswer(error)).toBe(true);
  });
});
