import { remove, sixLeads, startUntag, type UntagInNode } from './UntagInNode.tsx';
import { act, screen } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Scope } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import { listAddress } from '../browser/addresses.ts';

let untag: UntagInNode;
beforeAll(async () => {
  untag = await startUntag();
});
beforeEach(() => untag.reset());
afterEach(() => untag.checkNoLeak());
afterAll(() => untag.stop());

/** Takes one right from every existing token. Tokens to come have it. */
function withhold(scope: Scope): void {
  for (const token of untag.zoho.world.tokens.allAccess()) token.scopes = token.scopes.filter((one) => one !== scope);
}

/** The journey to its end, over six leads. */
async function removesTheTag(): Promise<void> {
  const { leads, ids, tag } = sixLeads(untag.zoho);
  await untag.popup(ids);
  await remove(tag);
  await screen.findByRole('heading', { name: /^Removed from/ });
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
}

test('without ZohoCRM.users.READ the journey goes on, and the connection knows the right', async () => {
  untag.zoho.set({ currentUser: 'scopeMismatch' });
  await untag.connect();
  await removesTheTag();
  const [connection] = await connectionsItem.get();
  expect(connection?.missingScopes).toEqual(['ZohoCRM.users.READ']);
});

test.each(['ZohoCRM.settings.modules.READ', 'ZohoCRM.settings.custom_views.READ'] as const)(
  'without %s the journey goes on',
  async (scope) => {
    await untag.connect();
    withhold(scope);
    await removesTheTag();
    expect(untag.zoho.requests.some(({ answer }) => answer?.includes('OAUTH_SCOPE_MISMATCH'))).toBe(true);
  },
);

test('a custom module without the right to read modules: said, with the name of the right', async () => {
  await untag.connect();
  withhold('ZohoCRM.settings.modules.READ');
  const ids = untag.zoho.world.org('brightside').module('Vehicles').ids(2);
  await untag.popup(ids, listAddress(untag.zoho, { module: 'Vehicles' }));
  await screen.findByRole('heading', { name: 'Zoho did not give Untag the permission to read the list of modules' });
  expect(screen.getByText('ZohoCRM.settings.modules.READ', { exact: false }).isConnected).toBe(true);
});

test.each([
  ['ZohoCRM.modules.ALL', 'Zoho did not give Untag the permission to change tags'],
  ['ZohoCRM.settings.tags.READ', 'Zoho did not give Untag the permission to read the list of tags'],
] as const)(
  '%s is missing when tags are removed: named, asked for again, and the rest goes on',
  async (scope, words) => {
    const { zoho } = untag;
    await untag.connect();
    const { leads, ids, tag } = sixLeads(zoho);
    await untag.popup(ids);
    await screen.findAllByRole('checkbox');
    withhold(scope);
    await remove(tag);
    await screen.findByText(words, { exact: false });
    expect(screen.getByText(scope, { exact: false }).isConnected).toBe(true);
    expect(zoho.requests.flatMap((seen) => seen.applied ?? [])).toEqual([]);

    const again = screen.getByRole('button', { name: 'Connect again' });
    await act(() => again.click());
    const goOn = await screen.findByRole('button', { name: /^Continue with/ });
    await act(() => goOn.click());
    await screen.findByRole('heading', { name: /^Removed from/ });
    for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  },
);
