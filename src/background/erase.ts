import type { Auth } from '../auth/auth.ts';
import type { Engine } from '../runs/engine.ts';
import { browser } from '../shared/browser.ts';
import { shellTabsItem } from './crm-tabs.ts';
import { layOutMenu } from './menus.ts';

/** Stops every run, ends every connection at Zoho, and erases all that Untag has stored. Nothing in Zoho CRM changes. */
export async function eraseEverything(auth: Auth, engine: Engine): Promise<void> {
  await engine.erase();
  await auth.removeAll();
  const shells = await shellTabsItem.get();
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
  // Numbers of open tabs are no data, and over those tabs the button still shows what is no more.
  if (shells.length > 0) await shellTabsItem.set(shells);
  // Without the tags that were used; the entry itself is no data, and is needed to begin anew.
  await layOutMenu();
}
