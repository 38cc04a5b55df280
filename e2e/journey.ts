import { expect, type Page } from '@playwright/test';
import { listAddress } from './browser/addresses.ts';
import type { SignInChoice } from './browser/consent.ts';
import { CrmList } from './browser/CrmList.ts';
import type { Untag } from './browser/Untag.ts';
import { commonTag } from './common-tag.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';
import type { Module } from './zoho/world/module.ts';
import type { Zoho } from './zoho/simulator.ts';
import { words } from './browser/words.ts';

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
  await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
  await untag.closePopup(popup);
  return { page, list };
}

/** A person who needs only to press Remove, for the tag that most of their ticked leads carry. */
export interface Ready extends Connected {
  readonly leads: Module;
  /** Those of the ticked leads. */
  readonly ids: readonly string[];
  readonly tag: string;
  readonly popup: Page;
}

/** Connects Brightside Solar, ticks the first leads, opens the popup, and picks the tag that most of them carry. */
export async function readyToRemove(
  untag: Untag,
  zoho: Zoho,
  { ticked = 12, choice = {} }: { readonly ticked?: number; readonly choice?: SignInChoice } = {},
): Promise<Ready> {
  const { page, list } = await connected(untag, zoho, listAddress(zoho), choice);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(ticked);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  return { page, list, leads, ids, tag, popup };
}

/** Picks tags in the popup by their names. */
export async function pick(popup: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await popup.getByRole('checkbox', { name: new RegExp(`^${escape(name)}\\b`) }).check();
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
