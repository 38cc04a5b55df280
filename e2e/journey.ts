import { expect, type Page } from '@playwright/test';
import { listAddress } from './browser/addresses.ts';
import type { SignInChoice } from './browser/consent.ts';
import { CrmList } from './browser/CrmList.ts';
import type { Untag } from './browser/Untag.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';
import type { Zoho } from './zoho/simulator.ts';
import type { Module } from './zoho/world/module.ts';

/** A person who is connected to Brightside Solar, with a list of leads in front of them. */
export interface Connected {
  readonly page: Page;
  readonly list: CrmList;
}

/** Opens a list and connects its org through the popup, as on a first day. */
export async function connected(
  untag: Untag,
  zoho: Zoho,
  address = listAddress(zoho),
  choice: SignInChoice = {},
): Promise<Connected> {
  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, address);
  await untag.useClient(EXTENSION_CLIENT_ID);
  const popup = await untag.popup(page);
  await untag.connect(popup, choice);
  await expect(popup.getByRole('heading', { name: 'No rows ticked' })).toBeVisible();
  await untag.closePopup(popup);
  return { page, list };
}

/** Picks tags in the popup by their names. */
export async function pick(popup: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await popup.getByRole('checkbox', { name: new RegExp(`^${escape(name)}\\b`) }).check();
}

/** The tag that most of the records carry. */
export function commonTag(module: Module, ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) for (const name of module.tagNames(id)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined || most[1] < 2) throw new Error('No tag stands on two of these records.');
  return most[0];
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
