import { afterAll, beforeAll, expect, it } from 'vitest';
import { PAGES_BY_NUMBER, RECORDS_PER_PAGE } from './limits.ts';
import { type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import type { ViewCursor } from './types.ts';

const LEADS = PAGES_BY_NUMBER * RECORDS_PER_PAGE + RECORDS_PER_PAGE + 1;

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi({ leads: LEADS });
});
afterAll(() => sim.stop());

it('reads a view beyond 2,000 records by token', async () => {
  const ids = new Set<string>();
  const cursors: string[] = [];
  let cursor: ViewCursor | null = { page: 1 };
  while (cursor !== null) {
    cursors.push('page' in cursor ? String(cursor.page) : 'token');
    const page = await sim.api.recordsOfView('Leads', 'Full_Name', sim.module('Leads').views[0]!.id, cursor);
    for (const { id } of page.records) ids.add(id);
    cursor = page.next;
  }
  expect(ids.size).toBe(LEADS);
  expect(cursors).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'token', 'token']);
  expect(sim.metas.map(({ credits }) => credits)).toEqual(sim.zoho.requests.map(({ credits }) => credits));
});
