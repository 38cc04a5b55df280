import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

const BULK = '/Leads/actions/remove_tags';
const match = { endpoint: 'removeTags' };
let zoho: Zoho;
let api: ApiClient;
let id: string;
const leads = () => zoho.world.org('brightside').module('Leads');
const remove = (init: RequestInit = {}) =>
  api.send(BULK, { method: 'POST', body: JSON.stringify({ tags: [{ name: 'Prime' }], ids: [id] }), ...init });
const isOn = () => leads().tagNames(id).includes('Prime');

beforeAll(async () => {
  zoho = await startZoho();
  api = apiClient(zoho);
  [id] = leads().ids(1) as [string];
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

describe('connections that are cut', () => {
  it('lostBeforeApply: nothing was applied', async () => {
    zoho.inject({ fault: 'lostBeforeApply', match });
    await expect(remove()).rejects.toThrow(TypeError);
    expect(isOn()).toBe(true);
    expect(zoho.requestsTo(BULK)[0]).toMatchObject({ fault: 'lostBeforeApply' });
    expect(zoho.requestsTo(BULK)[0]).not.toHaveProperty('status');
  });

  it('lostAfterApply: it was applied', async () => {
    zoho.inject({ fault: 'lostAfterApply', match });
    await expect(remove()).rejects.toThrow(TypeError);
    expect(isOn()).toBe(false);
    expect(zoho.requestsTo(BULK)[0]).toMatchObject({ applied: [id] });
  });

  it('lostThenApplied: it is applied seconds later', async () => {
    zoho.inject({ fault: 'lostThenApplied', match, seconds: 30 });
    await expect(remove()).rejects.toThrow(TypeError);
    zoho.clock.skip(29_000);
    expect((await api.get('/org')).status).toBe(200);
    expect(isOn()).toBe(true);
    zoho.clock.skip(1_500);
    await expect.poll(isOn).toBe(false);
    expect(zoho.requestsTo(BULK)[0]?.applied).toEqual([id]);
  });

  it.each([true, false])('neverAnswered: the client gives up (applied: %s)', async (applied) => {
    zoho.inject({ fault: 'neverAnswered', match, applied });
    const giveUp = new AbortController();
    const call = remove({ signal: giveUp.signal });
    const [request] = await Promise.all([zoho.arrived(BULK), api.get('/org')]);
    giveUp.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(request.answeredAt).toBeUndefined();
    expect(isOn()).toBe(!applied);
  });

  it('closes each connection of HTTP/1.1 while one may be cut', async () => {
    expect((await api.get('/org')).headers.get('connection')).toBe('keep-alive');
    zoho.inject({ fault: 'lostAfterApply', match });
    expect((await api.get('/org')).headers.get('connection')).toBe('close');
  });
});

describe('answers that are none', () => {
  it.each([true, false])('status500 (applied: %s)', async (applied) => {
    zoho.inject({ fault: 'status500', match, applied });
    expect(await remove()).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL_ERROR', message: 'Internal Server Error' },
    });
    expect(isOn()).toBe(!applied);
  });

  it('html: a web page', async () => {
    zoho.inject({ fault: 'html', match, status: 502, applied: true });
    const answer = await remove();
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('<!doctype html>');
    expect(isOn()).toBe(false);
  });

  it('empty: no body', async () => {
    zoho.inject({ fault: 'empty', match });
    expect(await remove()).toMatchObject({ status: 200, text: '' });
    expect(isOn()).toBe(true);
  });

  it('truncated: half of the right answer', async () => {
    zoho.inject({ fault: 'truncated', match: { path: '/crm/v8/org' } });
    await expect(api.get('/org')).rejects.toThrow(SyntaxError);
    expect((await api.get('/org')).status).toBe(200);
  });

  it('answer: whatever is wanted', async () => {
    const body = {
      code: 'AUTHORIZATION_FAILED',
      details: {},
      message: 'User does not have sufficient privilege to remove tags',
      status: 'error',
    };
    zoho.inject({ fault: 'answer', match, status: 400, body });
    expect(await remove()).toMatchObject({ status: 400, body });
  });

  it('redirect: elsewhere, with nothing applied', async () => {
    zoho.inject({ fault: 'redirect', match, to: 'https://www.evil.example/' });
    const answer = await remove();
    expect([answer.status, answer.headers.get('location')]).toEqual([307, 'https://www.evil.example/']);
    expect(isOn()).toBe(true);
  });
});

describe('answers that are odd', () => {
  const read = () => api.get(`/Leads?fields=id&ids=${leads().ids(20).join(',')}`);

  it('shuffledRows: in another order', async () => {
    zoho.inject({ fault: 'shuffledRows', match: { endpoint: 'records' } });
    const ids = (await read()).body.data?.map((row) => row.id);
    expect(ids).not.toEqual(leads().ids(20));
    expect(ids?.toSorted()).toEqual(leads().ids(20).toSorted());
  });

  it('missingRows: rows are left out though they were changed', async () => {
    const ids = leads().ids(6);
    zoho.inject({ fault: 'missingRows', match, every: 3 });
    const { body } = await api.post(BULK, { tags: [{ name: 'Trade show 2026' }], ids });
    expect(body.data).toHaveLength(4);
    expect(ids.every((one) => !leads().tagNames(one).includes('Trade show 2026'))).toBe(true);
  });

  it('slow: later, and applied only then', async () => {
    zoho.inject({ fault: 'slow', match, ms: 150 });
    const call = remove();
    await zoho.arrived(BULK);
    expect(isOn()).toBe(true);
    await call;
    expect(isOn()).toBe(false);
  });

  it('invalidToken: once, or the token is gone for good', async () => {
    zoho.inject({ fault: 'invalidToken', match });
    expect(await remove()).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
    expect((await remove()).status).toBe(200);
    zoho.inject({ fault: 'invalidToken', match, revoke: true });
    expect((await remove()).status).toBe(401);
    expect((await remove()).status).toBe(401);
  });
});

describe('meanwhile', () => {
  it.each([
    [
      'deleteRecord',
      () => ({ kind: 'deleteRecord', module: 'Leads', record: id }) as const,
      () => leads().find(id) === undefined,
    ],
    [
      'renameRecord',
      () => ({ kind: 'renameRecord', module: 'Leads', record: id, to: 'Ada Byron' }) as const,
      () => leads().record(id).name === 'Ada Byron',
    ],
    [
      'convertRecord',
      () => ({ kind: 'convertRecord', module: 'Leads', record: id }) as const,
      () => leads().record(id).converted,
    ],
    [
      'hideRecord',
      () => ({ kind: 'hideRecord', module: 'Leads', record: id }) as const,
      () => leads().record(id).hidden,
    ],
    [
      'createTag',
      () => ({ kind: 'createTag', module: 'Leads', tag: 'Alumni' }) as const,
      () => leads().tagStore.byName('Alumni') !== undefined,
    ],
    [
      'lockRecord',
      () => ({ kind: 'lockRecord', module: 'Leads', record: id }) as const,
      () => leads().record(id).locked,
    ],
    [
      'addTag',
      () => ({ kind: 'addTag', module: 'Leads', record: id, tag: 'VIP' }) as const,
      () => leads().tagNames(id).includes('VIP'),
    ],
    ['removeTag', () => ({ kind: 'removeTag', module: 'Leads', record: id, tag: 'Prime' }) as const, () => !isOn()],
    ['deleteTag', () => ({ kind: 'deleteTag', module: 'Leads', tag: 'Prime' }) as const, () => !isOn()],
    [
      'renameTag',
      () => ({ kind: 'renameTag', module: 'Leads', tag: 'Prime', to: 'Prime 2' }) as const,
      () => leads().tagNames(id).includes('Prime 2'),
    ],
  ])('%s happens before or after a call', async (_, change, happened) => {
    zoho.inject({ fault: 'meanwhile', match: { path: '/crm/v8/org' }, when: 'after', change: change() });
    expect(happened()).toBe(false);
    await api.get('/org');
    expect(happened()).toBe(true);
  });

  it('a lock set just before the call is obeyed', async () => {
    zoho.inject({ fault: 'meanwhile', match, change: { kind: 'lockRecord', module: 'Leads', record: id } });
    expect(await remove()).toMatchObject({ body: { data: [{ code: 'RECORD_LOCKED' }] } });
  });
});

describe('the match of a fault', () => {
  it('nth and times: which of the fitting requests meet it', async () => {
    zoho.inject({ fault: 'status500', match: { endpoint: 'org', nth: 2, times: 2 } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await api.get('/org')).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
  });

  it('times null, method and body: all that fit', async () => {
    zoho.inject({ fault: 'status500', match: { method: 'post', body: id, times: null } });
    expect([(await remove()).status, (await remove()).status, (await api.get('/org')).status]).toEqual([500, 500, 200]);
    expect((await api.post(BULK, { tags: [{ name: 'Prime' }], ids: leads().ids(2).slice(1) })).status).toBe(200);
  });
});
