import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, expect, it } from 'vitest';
import { readPolicy } from './policy.ts';

beforeEach(() => fakeBrowser.reset());

it('takes or refuses each key by itself', async () => {
  await fakeBrowser.storage.managed.set({ dataCentre: 'eu', confirmAbove: 'many' });
  expect(await readPolicy()).toEqual({ values: { dataCentre: 'eu' }, refused: ['confirmAbove'] });
});

it('takes an empty text for a key that is not set', async () => {
  await fakeBrowser.storage.managed.set({ clientId: '', dataCentre: '', confirmAbove: '' });
  expect(await readPolicy()).toEqual({ values: {}, refused: [] });
});
