import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
let api: ApiClient;
const statuses = async (calls: Promise<{ status: number }>[]) =>
  (await Promise.all(calls)).map(({ status }) => status).toSorted((a, b) => a - b);
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('credits', () => {
  it('are those of the edition and its users', () => {
    expect(zoho.credits('brightside').quota).toBe(52_000);
    expect(zoho.credits('ca').quota).toBe(5_000);
  });

  it('are counted as documented', async () => {
    const leads = zoho.world.org('brightside').module('Leads');
    const cost = async (run: () => Promise<unknown>) => {
      const before = zoho.credits('brightside').used;
      await run();
      return zoho.credits('brightside').used - before;
    };
    const remove = (count: number) =>
      cost(() => api.post('/Leads/actions/remove_tags', { tags: [{ name: 'VIP' }], ids: leads.ids(count) }));
    expect([await remove(1), await remove(50), await remove(51), await remove(300)]).toEqual([1, 1, 2, 6]);
    expect(await cost(() => api.get('/Leads?fields=id'))).toBe(1);
    expect(await cost(() => api.get(`/Leads?fields=id&cvid=${leads.views[0]?.id}`))).toBe(3);
    expect(await cost(() => api.get('/Leads'))).toBe(1);
    expect(await cost(() => api.get('/Ghosts?fields=id'))).toBe(0);
  });

  it('creditsHeaderFrom: the remaining ones are told from half of the quota on', async () => {
    zoho.set({ credits: 10 });
    const remaining = async () => (await api.get('/org')).headers.get('x-api-credits-remaining');
    expect([await remaining(), await remaining(), await remaining(), await remaining()]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([await remaining(), await remaining()]).toEqual(['5', '4']);
    zoho.set({ creditsHeaderFrom: 0.99 });
    expect(await remaining()).toBeNull();
  });

  it('run out with 429 and come back as the day rolls on', async () => {
    zoho.set({ credits: 3 });
    zoho.useCredits('brightside', 3);
    const refused = await api.get('/org');
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS', status: 'error' } });
    expect(refused.headers.get('x-api-credits-remaining')).toBe('0');
    for (const token of zoho.world.tokens.allAccess()) token.expiresAt += 48 * 3_600_000;
    zoho.clock.skip(24 * 3_600_000 + 60_000);
    expect((await api.get('/org')).status).toBe(200);
  });
});

describe('calls at once', () => {
  it('concurrency: more than the edition allows are refused, by org and app', async () => {
    zoho.set({ latency: { baseMs: 600 } });
    const maple = apiClient(zoho, 'ca');
    expect(await statuses(times(6, () => maple.get('/org')))).toEqual([200, 200, 200, 200, 200, 429]);
    expect(zoho.peak('ca', zoho.credentials['ca']!.clientId)).toBe(5);
    expect(await statuses(times(6, () => api.get('/org')))).toEqual(times(6, () => 200));
    zoho.set({ concurrency: 1 });
    expect(await statuses(times(2, () => api.get('/org')))).toEqual([200, 429]);
    maple.close();
  });

  it('subConcurrency: reads of views and sorted reads have a limit of their own', async () => {
    zoho.set({ latency: { baseMs: 600 }, subConcurrency: 2 });
    const calls = [
      ...times(3, () => api.get('/Leads?fields=id&sort_by=id')),
      ...times(3, () => api.get('/Leads?fields=id')),
    ];
    expect(await statuses(calls)).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('latency: a call takes its base time and more for each record', async () => {
    const duration = async () => {
      await api.get('/Leads?fields=id&per_page=100');
      const request = zoho.requestsTo('/Leads').at(-1)!;
      return request.answeredAt! - request.at;
    };
    zoho.set({ latency: { baseMs: 40, perRecordMs: 1 } });
    expect(await duration()).toBeGreaterThanOrEqual(139);
  });
});

describe('429', () => {
  const refused = () => {
    zoho.inject({ fault: 'tooManyRequests' });
    return api.get('/org');
  };

  it('retryHint: says when to come back, or does not', async () => {
    expect((await refused()).headers.get('retry-after')).toBeNull();
    zoho.set({ retryHint: 'seconds', retryAfterSeconds: 7 });
    expect((await refused()).headers.get('retry-after')).toBe('7');
    zoho.set({ retryHint: 'date' });
    const date = Date.parse((await refused()).headers.get('retry-after') ?? '');
    expect(Math.abs(date - zoho.clock.now() - 7_000)).toBeLessThan(2_000);
    zoho.set({ retryHint: 'details' });
    expect((await refused()).body.details).toMatchObject({ retry_after: 7 });
  });

  it.each(['TOO_MANY_REQUESTS', 'LIMIT_REACHED', 'LIMIT_EXCEEDED'] as const)(
    'throttleCode: %s',
    async (throttleCode) => {
      zoho.set({ throttleCode });
      expect(await refused()).toMatchObject({ status: 429, body: { code: throttleCode } });
    },
  );
});
