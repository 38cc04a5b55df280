import type { Auth } from '../auth/auth.ts';
import type { Engine } from '../runs/engine.ts';
import { browser } from '../shared/browser.ts';

/** Stops every run, ends every connection at Zoho, and erases all that Untag has stored. Nothing in Zoho CRM changes. */
export async function eraseEverything(auth: Auth, engine: Engine): Promise<void> {
  await engine.erase();
  await auth.removeAll();
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
  await browser.contextMenus.removeAll();
}
