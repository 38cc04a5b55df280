import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { eraseSession, freshToken, NO_SESSION, readSession, writeSession } from './token-store.ts';

const MINUTE = 60_000;

beforeEach(() => fakeBrowser.reset());

describe('the dates of a token', () => {
  const dates = (lifeMs: number) => freshToken({ accessToken: 't', lifeMs, apiOrigin: null, scopes: null }, 1000);

  it('are five minutes and one minute before its hour is over', () => {
    expect(dates(60 * MINUTE)).toEqual({
      accessToken: 't',
      apiOrigin: null,
      scopes: null,
      renewFrom: 1000 + 55 * MINUTE,
      staleFrom: 1000 + 59 * MINUTE,
    });
  });

  it('leave a token that lives short the most of its life', () => {
    expect(dates(100_000)).toMatchObject({ renewFrom: 1000 + 80_000, staleFrom: 1000 + 90_000 });
    expect(dates(0)).toMatchObject({ renewFrom: 1000, staleFrom: 1000 });
  });
});

describe('what a connection keeps while the browser runs', () => {
  it('is not lost with a refusal whose code another version knows', async () => {
    const token = { accessToken: 't0', renewFrom: 1, staleFrom: 2, identity: { zgid: null, userId: null } };
    const refusal = { code: 'code-of-another-version', name: null, until: 3 };
    await fakeBrowser.storage.session.set({ 'auth:c': { token, candidate: null, refusal } });
    expect(await readSession('c')).toEqual({ token, candidate: null, refusal: { ...refusal, code: 'unexpected' } });
  });

  const session = {
    ...NO_SESSION,
    token: { accessToken: 't1', renewFrom: 1, staleFrom: 2, identity: { zgid: '1', userId: null } },
  };

  it('is in the memory of the browser and nowhere else', async () => {
    await writeSession('us-production-1-2', session);
    expect(await readSession('us-production-1-2')).toEqual(session);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).toContain('t1');
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await fakeBrowser.storage.sync.get()).toEqual({});
  });

  it('is each connection’s own, and goes when it is erased', async () => {
    await writeSession('us-production-1-2', session);
    expect(await readSession('us-production-1-3')).toEqual(NO_SESSION);
    await eraseSession('us-production-1-2');
    expect(await readSession('us-production-1-2')).toEqual(NO_SESSION);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain('t1');
  });

  it('counts as nothing where it does not fit', async () => {
    await fakeBrowser.storage.session.set({ 'auth:us-production-1-2': { token: 'text', refusal: 7 } });
    expect(await readSession('us-production-1-2')).toEqual(NO_SESSION);
  });
});
