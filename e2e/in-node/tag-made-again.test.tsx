import { remove, sixLeads, startUntag, type UntagInNode } from './UntagInNode.tsx';
import { act, screen } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

let untag: UntagInNode;
beforeAll(async () => {
  untag = await startUntag();
});
beforeEach(() => untag.reset());
afterEach(() => untag.checkNoLeak());
afterAll(() => untag.stop());

async function pressed(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name }, { timeout: 20_000 });
  await act(() => button.click());
}

test('an undo names the tag that has the name of a deleted one, and restores it only after a press', async () => {
  await untag.connect();
  const { leads, ids, tag } = sixLeads(untag.zoho);
  const had = ids.filter((id) => leads.tagNames(id).includes(tag));
  expect(had.length).toBeGreaterThan(1);
  await untag.popup(ids);
  await remove(tag);
  await screen.findByRole('heading', { name: /^Removed from/ });
  leads.deleteTag(tag);
  const made = leads.createTag(tag);

  await pressed(/^Undo/);
  await pressed(/^Restore on/);
  const note = await screen.findByText(/was deleted in Zoho/, {}, { timeout: 20_000 });
  expect(note.textContent).toBe(`“${tag}” was deleted in Zoho. Another tag has this name now.`);
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);

  await pressed('Use the new tag');
  await screen.findByRole('heading', { name: /^Restored on/ }, { timeout: 20_000 });
  await expect.poll(() => had.every((id) => leads.tagsOn(id).some((on) => on.id === made.id))).toBe(true);
  expect(screen.queryByText(/was deleted in Zoho/)).toBeNull();
  for (const id of ids) expect(leads.tagNames(id).includes(tag)).toBe(had.includes(id));
});
