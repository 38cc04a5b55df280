import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, expect, it } from 'vitest';
import { basketItem, modulesItem } from './stored-items.ts';

beforeEach(() => fakeBrowser.reset());

const LABELS = { apiName: 'Deals', singular: 'Deal', plural: 'Deals', isCustom: false, nameField: 'Deal_Name' };
/** As version 0.1.0 stored it. */
const OLDER = { ...LABELS, tab: 'Potentials' };
const DEALS = { ...LABELS, moduleSlug: 'Potentials' };

it('keeps the basket that version 0.1.0 stored', async () => {
  const basket = { connectionId: 'one', ids: ['581200000001234567'], pages: ['a', 'b'], keptAt: 7 };
  await fakeBrowser.storage.local.set({ basket: { ...basket, module: OLDER } });
  expect(await basketItem.get()).toEqual({ ...basket, module: DEALS });
});

it('keeps the modules that version 0.1.0 stored, as asked for long ago', async () => {
  await fakeBrowser.storage.local.set({ modules: { 'one Potentials': OLDER } });
  expect(await modulesItem.get()).toEqual({ 'one Potentials': { askedAt: 0, module: DEALS } });
  const asked = { askedAt: 9, module: { ...DEALS, plural: 'Offers' } };
  await modulesItem.change((kept) => ({ ...kept, 'two Potentials': asked }));
  expect(await modulesItem.get()).toEqual({ 'one Potentials': { askedAt: 0, module: DEALS }, 'two Potentials': asked });
});
