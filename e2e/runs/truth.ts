import { expect } from '@playwright/test';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import { differences, tagIds } from '../matrix/play.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { RunPage } from './RunPage.ts';
import { sentUnseen } from './sent-unseen.ts';

/** The tags that the tests remove, by name. */
const CHOSEN = ['Prime', 'Trade show 2026'];

export function leads(zoho: Zoho) {
  return zoho.world.org('brightside').module('Leads');
}

/** Records as they were before a run, to compare its outcome with. */
export interface Before {
  readonly ids: readonly string[];
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly chosen: readonly string[];
}

export function before(zoho: Zoho, ids: readonly string[]): Before {
  const chosen = leads(zoho)
    .tags()
    .filter(({ name }) => CHOSEN.includes(name))
    .map(({ id }) => id);
  return { ids, tags: new Map(ids.map((id) => [id, tagIds(zoho, id)])), chosen };
}

/** Fails unless the journal's outcome of each record is true in Zoho, and the counts are the sum of the outcomes. */
export async function expectTruth(zoho: Zoho, page: RunPage, summary: RunSummary, was: Before): Promise<void> {
  const { run, records: rows } = await page.journal(summary.id);
  expect(rows.map(({ id }) => id).toSorted()).toEqual([...was.ids].toSorted());
  expect(
    rows.flatMap((row) => differences(zoho, run, row, was.tags.get(row.id) ?? [], was.chosen as string[])),
  ).toEqual([]);
  for (const [outcome, count] of Object.entries(summary.counts))
    expect(rows.filter((row) => row.outcome === outcome).length, outcome).toBe(count);
  expect(sentUnseen(zoho.requests)).toEqual([]);
  expect(zoho.forbidden()).toEqual([]);
  expect(zoho.tagChanges()).toEqual([]);
}
