import type { Auth } from '../auth/auth.ts';
import type { Cleanups } from '../cleanups/cleanups.ts';
import type { Engine } from '../runs/engine.ts';
import type { Tags } from '../tags/tags.ts';
import { browser } from '../shared/browser.ts';
import { createErasure, type Leftover } from '../shared/erasure.ts';
import { AppError } from '../shared/errors.ts';
import { runsMarkItem } from '../shared/stored-items.ts';
import { shellTabsItem } from './crm-tabs.ts';
import { layOutMenu } from './menus.ts';

/** A store that does not answer for this long counts as failed to erase, in milliseconds. */
const LONGEST_MS = 20_000;

/** The parts that keep data to erase. */
interface Stores {
  readonly auth: Auth;
  readonly cleanups: Cleanups;
  readonly engine: Engine;
  readonly tags: Tags;
}

/**
 * Ends a connection at Zoho, erases its tokens and traces, and stops its runs. Answers the parts that could not be
 * erased. Tokens come first, and no store waits for another.
 */
export async function disconnect(
  { auth, cleanups, engine, tags }: Stores,
  connectionId: string,
): Promise<readonly Leftover[]> {
  const erasure = createErasure();
  erasure.add((await erasure.step('sign-in', () => auth.remove(connectionId))) ?? []);
  await erasure.step('runs', () => inTime(cleanups.disconnected(connectionId)));
  await erasure.step('runs', () => inTime(engine.disconnected(connectionId)));
  await erasure.step('settings', () => inTime(tags.disconnected(connectionId)));
  return erasure.left();
}

/**
 * Ends every connection at Zoho, stops every run, and erases all that Untag has stored. Nothing in Zoho CRM changes.
 * Answers the parts that could not be erased. Tokens come first, and no store waits for another.
 */
export async function eraseEverything({ auth, cleanups, engine, tags }: Stores): Promise<readonly Leftover[]> {
  const erasure = createErasure();
  erasure.add((await erasure.step('sign-in', () => auth.removeAll())) ?? []);
  // First, so that a worker that dies here leaves no runs that look lost.
  await erasure.step('settings', () => runsMarkItem.clear());
  await erasure.step('runs', () => inTime(cleanups.erase()));
  await erasure.step('runs', () => inTime(engine.erase()));
  await erasure.step('settings', () => inTime(tags.erase()));
  await erasure.step('settings', () => browser.storage.local.clear());
  // Read last: a shell that has just loaded is noted at any moment.
  const shells = (await erasure.step('settings', () => shellTabsItem.get())) ?? [];
  await erasure.step('sign-in', () => browser.storage.session.clear());
  // Numbers of open tabs are no personal data, and the button over those tabs still shows erased state.
  if (shells.length > 0) await erasure.step('settings', () => shellTabsItem.set(shells));
  // Erases the used tags. The entry itself holds no personal data, and is needed to start again.
  await erasure.step('settings', () => layOutMenu());
  return erasure.left();
}

async function inTime(task: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('storage-broken')), LONGEST_MS);
  });
  try {
    await Promise.race([task, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
