import { readPolicy } from './policy.ts';
import { type Settings, settingsItem } from './stored-items.ts';

/** The user's settings under the company's policy. */
export async function effectiveSettings(): Promise<Settings> {
  const [settings, policy] = await Promise.all([settingsItem.get(), readPolicy()]);
  const { confirmAbove } = policy.values;
  return confirmAbove === undefined ? settings : { ...settings, confirmAbove };
}
