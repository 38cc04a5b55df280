import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastNumberedPage, RECORDS_PER_PAGE } from './limits.ts';
import { type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import type { ViewCursor } from './types.ts';

const LEADS = 2_000 + RECORDS_PER_PAGE + 1;

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi({ leads: LEADS });
});
afterAll(() => sim.stop());

it.each([
  [200, ['page 1', 'page 10', 'token', 'token']],
  [75, ['page 1', 'page 26', 'token', 'token', 'token', 'token']],
])('reads a view beyond 2,000 records by token, in pages of %i', async (perPage, telling) => {
  sim.reset();
  const ids: string[] = [];
  const cursors: string[] = [];
  let cursor: ViewCursor | null = { page: 1 };
  while (cursor !== null) {
    cursors.push('page' in cursor ? `page ${cursor.page}` : 'token');
    const page = await sim.api.recordsOfView('Leads', 'Full_Name', sim.module('Leads').views[0]!.id, cursor, perPage);
    ids.push(...page.records.map(({ id }) => id));
    cursor = page.next;
  }
  expect({ read: ids.length, distinct: new Set(ids).size }).toEqual({ read: LEADS, distinct: LEADS });
  expect(cursors.filter((each) => !each.startsWith('page') || telling.includes(each))).toEqual(telling);
  expect(cursors.filter((each) => each.startsWith('page'))).toHaveLength(lastNumberedPage(perPage));
  expect(sim.metas.map(({ credits }) => credits)).toEqual(sim.zoho.requests.map(({ credits }) => credits));
});
