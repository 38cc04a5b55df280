import type { Auth } from '../auth/auth.ts';
import type { Engine } from '../runs/engine.ts';
import { browser } from '../shared/browser.ts';
import { layOutMenu } from './menus.ts';

/** Stops every run, ends every connection at Zoho, and erases all that Untag has stored. Nothing in Zoho CRM changes. */
export async function eraseEverything(auth: Auth, engine: Engine): Promise<void> {
  await engine.erase();
  await auth.removeAll();
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
  // Without the tags that were used; the entry itself is no data, and is needed to begin anew.
  await layOutMenu();
}
