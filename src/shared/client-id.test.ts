import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseClient, isClientId, readClient, watchClient } from './client-id.ts';
import { clientItem } from './stored-items.ts';

const COMPANY = '1000.COMPANYCOMPANY1';
const BUILD = '1000.BUILDBUILDBUILD1';
const USER = '1000.USERUSERUSERUSER1';
const nobody = { clientId: '', dataCentre: '' };

beforeEach(() => fakeBrowser.reset());

it.each([
  [COMPANY, true],
  ['1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF', true],
  ['1000.', false],
  ['1000.ABC', false],
  ['2000.ABCDEFGHIJKL', false],
  [' 1000.ABCDEFGHIJKL', false],
  ['1000.ABCDEF/../GHIJKL', false],
  ['', false],
])('knows the form of "%s"', (clientId, is) => {
  expect(isClientId(clientId)).toBe(is);
});

describe('which client id is used', () => {
  it('is the company’s, the publisher’s, the user’s', () => {
    const user = { clientId: USER, dataCentre: 'eu' };
    expect(chooseClient({ clientId: COMPANY, dataCentre: 'JP' }, BUILD, user)).toEqual({
      client: { clientId: COMPANY, dataCentre: 'jp', source: 'policy' },
      refused: [],
    });
    expect(chooseClient({}, BUILD, user).client).toEqual({ clientId: BUILD, dataCentre: 'us', source: 'build' });
    expect(chooseClient({}, '', user).client).toEqual({ clientId: USER, dataCentre: 'eu', source: 'user' });
    expect(chooseClient({}, '', nobody)).toEqual({ client: null, refused: [] });
  });

  it('is never one of the wrong form; a policy’s is named', () => {
    expect(chooseClient({ clientId: 'mine' }, BUILD, nobody)).toEqual({
      client: { clientId: BUILD, dataCentre: 'us', source: 'build' },
      refused: ['clientId'],
    });
    expect(chooseClient({ clientId: 7, dataCentre: 'moon' }, '', nobody)).toEqual({
      client: null,
      refused: ['clientId', 'dataCentre'],
    });
    expect(chooseClient(null, '', { clientId: 'mine', dataCentre: 'moon' })).toEqual({ client: null, refused: [] });
    expect(chooseClient({ clientId: '' }, '', nobody)).toEqual({ client: null, refused: [] });
  });

  it('is read from the stores', async () => {
    await clientItem.set({ clientId: USER, dataCentre: 'in' });
    expect((await readClient()).client).toEqual({ clientId: USER, dataCentre: 'in', source: 'user' });
    await fakeBrowser.storage.managed.set({ clientId: COMPANY });
    expect((await readClient()).client).toEqual({ clientId: COMPANY, dataCentre: 'us', source: 'policy' });
  });

  it('is heard of when it changes', async () => {
    const callback = vi.fn<() => void>();
    const stop = watchClient(callback);
    await clientItem.set({ clientId: USER, dataCentre: 'in' });
    await vi.waitUntil(() => callback.mock.calls.length > 0);
    stop();
    callback.mockClear();
    await clientItem.set({ clientId: '', dataCentre: '' });
    expect(callback).not.toHaveBeenCalled();
  });
});
