import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import { connectionsItem, viewNamesItem } from '../shared/stored-items.ts';
import type { View, ZohoApi } from '../zoho/types.ts';
import { CONNECTION, keptAnswers } from './testing/kept.ts';
import { createViewNames, type ViewNames } from './view-names.ts';

const HOUR_MS = 3_600_000;
const MINE = '5725767000000087501';
const OTHER = '5725767000000087502';
const called = (name: string): readonly View[] => [{ id: MINE, name }];

let now = 0;
let asked = 0;
let views: () => Promise<readonly View[]>;
let names: ViewNames;

beforeEach(async () => {
  fakeBrowser.reset();
  await connectionsItem.set([CONNECTION]);
  now = 1_000_000;
  asked = 0;
  views = async () => called('My leads');
  names = worker();
});

/** A new worker over what the browser has stored. */
function worker(): ViewNames {
  const api = {
    views: () => {
      asked += 1;
      return views();
    },
  };
  return createViewNames(
    () => api as unknown as ZohoApi,
    keptAnswers(() => now),
  );
}

const nameOf = (viewId = MINE) => names.nameOf(CONNECTION.id, 'Leads', viewId);
const kept = async () => (await viewNamesItem.get())[`${CONNECTION.id} Leads`];

it('asks once for the views of a module, in this worker and the next', async () => {
  views = async () => [...called('My leads'), { id: OTHER, name: 'All leads' }];
  expect(await Promise.all([nameOf(), nameOf(OTHER)])).toEqual(['My leads', 'All leads']);
  now += HOUR_MS - 1;
  names = worker();
  expect(await nameOf()).toBe('My leads');
  expect(asked).toBe(1);
});

it('answers the kept name of a view that was renamed, and has the new one when Zoho has told it', async () => {
  await nameOf();
  now += HOUR_MS;
  let answer = (_views: readonly View[]): void => undefined;
  views = () => new Promise((resolve) => (answer = resolve));
  expect(await nameOf()).toBe('My leads');
  answer(called('Hot leads'));
  await expect.poll(kept).toEqual({ askedAt: now, names: { [MINE]: 'Hot leads' } });
  expect(await nameOf()).toBe('Hot leads');
  expect(asked).toBe(2);
});

it.each<ErrorCode>(['scope-missing', 'no-permission', 'request-refused', 'zoho-other'])(
  'leaves the kept name where a renewal is refused with %s, and does not ask at each opening',
  async (code) => {
    await nameOf();
    now += HOUR_MS;
    views = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
    expect(await nameOf()).toBe('My leads');
    await expect.poll(kept).toEqual({ askedAt: now, names: { [MINE]: 'My leads' } });
    expect(await nameOf()).toBe('My leads');
    expect(asked).toBe(2);
  },
);

/** Failures that say nothing of views. */
const NO_WORD_OF_VIEWS: readonly ErrorCode[] = [
  'timeout',
  'rate-limited',
  'out-of-credits',
  'signed-out',
  'other-user',
  'other-org',
  'sign-in-throttled',
];

it.each(NO_WORD_OF_VIEWS)('has a first name as soon as there is one, after %s', async (code) => {
  views = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
  await expect(nameOf()).rejects.toMatchObject({ code });
  views = async () => called('My leads');
  expect(await nameOf()).toBe('My leads');
});

it.each(NO_WORD_OF_VIEWS)('asks again where a renewal ended with %s, and keeps the name until then', async (code) => {
  await nameOf();
  now += HOUR_MS;
  views = () => Promise.reject(new AppError(code, { zohoCode: 'X' }));
  expect(await nameOf()).toBe('My leads');
  await expect.poll(() => asked).toBe(2);
  views = async () => called('Hot leads');
  await expect
    .poll(async () => {
      await nameOf();
      return kept();
    })
    .toMatchObject({ names: { [MINE]: 'Hot leads' } });
});

it('has no name where Zoho refuses the first question, and asks again after a while', async () => {
  views = () => Promise.reject(new AppError('scope-missing'));
  expect(await nameOf()).toBeNull();
  expect(await nameOf()).toBeNull();
  expect(asked).toBe(1);
  now += 5 * 60_000;
  views = async () => called('My leads');
  expect(await nameOf()).toBe('My leads');
});

it('asks for a view that was made since, and not at each opening for one that nobody names', async () => {
  await nameOf();
  expect(await nameOf(OTHER)).toBeNull();
  expect(asked).toBe(1);
  now += 5 * 60_000;
  views = async () => [...called('My leads'), { id: OTHER, name: 'New view' }];
  expect(await nameOf(OTHER)).toBe('New view');
  expect(asked).toBe(2);
});

it('asks again where a clock was set back over the death of a worker', async () => {
  await nameOf();
  now -= HOUR_MS;
  names = worker();
  expect(await nameOf()).toBe('My leads');
  await expect.poll(() => asked).toBe(2);
});

it('keeps nothing of a connection that was removed while Zoho was asked', async () => {
  views = async () => {
    await connectionsItem.set([]);
    return called('My leads');
  };
  await expect(nameOf()).rejects.toMatchObject({ code: 'signed-out' });
  expect(await viewNamesItem.get()).toEqual({});
});
