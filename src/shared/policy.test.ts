import { fakeBrowser } from './testing/extension.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { effectiveSettings, POLICY_KEYS, readPolicy } from './policy.ts';
import { DEFAULT_SETTINGS, settingsItem } from './stored-items.ts';

beforeEach(() => fakeBrowser.reset());

it('takes or refuses each key by itself', async () => {
  await fakeBrowser.storage.managed.set({ dataCentre: 'eu', confirmAbove: 'many' });
  expect(await readPolicy()).toEqual({ values: { dataCentre: 'eu' }, refused: ['confirmAbove'] });
});

it('takes an empty text for a key that is not set', async () => {
  await fakeBrowser.storage.managed.set({ clientId: '', dataCentre: '', confirmAbove: '' });
  expect(await readPolicy()).toEqual({ values: {}, refused: [] });
});

it.each([1, 90])('sets the days of history to %i for everybody, above what the user has set', async (historyDays) => {
  await settingsItem.set({ ...DEFAULT_SETTINGS, historyDays: 7, confirmAbove: 9 });
  await fakeBrowser.storage.managed.set({ historyDays });
  expect(await effectiveSettings()).toEqual({ ...DEFAULT_SETTINGS, historyDays, confirmAbove: 9 });
});

it.each([0, -1, 91, 1.5, '30', true])('refuses %j as days of history, and the user’s number holds', async (days) => {
  await settingsItem.set({ ...DEFAULT_SETTINGS, historyDays: 7 });
  await fakeBrowser.storage.managed.set({ historyDays: days });
  expect((await readPolicy()).refused).toEqual(['historyDays']);
  expect((await effectiveSettings()).historyDays).toBe(7);
});

it('reads each key that the browser is told of, and no other', () => {
  const file = join(import.meta.dirname, '../../public/managed-schema.json');
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
  expect(Object.keys(properties)).toEqual(POLICY_KEYS);
});
