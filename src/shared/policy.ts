import * as v from 'valibot';
import { browser } from './browser.ts';
import { settingsSchema, type Settings, settingsItem } from './stored-items.ts';

/**
 * Past runs hold names of records, so this is the most days that they are kept, by users' settings and policies alike.
 */
export const LONGEST_HISTORY_DAYS = 90;

/** The values that a company may set by policy. `public/managed-schema.json` is the same list for the browser. */
const policySchema = v.object({
  clientId: v.optional(v.string()),
  dataCentre: v.optional(v.string()),
  confirmAbove: v.optional(settingsSchema.entries.confirmAbove),
  historyDays: v.optional(v.pipe(settingsSchema.entries.historyDays, v.maxValue(LONGEST_HISTORY_DAYS))),
});

/** The settings page names them by the texts `opt_managed_*`. */
export type PolicyKey = keyof typeof policySchema.entries;
export const POLICY_KEYS = Object.keys(policySchema.entries) as readonly PolicyKey[];

export interface Policy {
  readonly values: v.InferOutput<typeof policySchema>;
  /** Keys whose value is invalid; the default is used instead. */
  readonly refused: readonly string[];
}

/**
 * The policy as the browser gives it, unchecked. Firefox rejects where no policy is installed, which counts as an empty
 * one.
 */
export function readRawPolicy(): Promise<Record<string, unknown>> {
  return browser.storage.managed.get(null).catch(() => ({}));
}

/** The company's policy; empty where there is none. Each key is accepted or rejected on its own. */
export async function readPolicy(): Promise<Policy> {
  const raw = await readRawPolicy();
  const values: Record<string, unknown> = {};
  const refused: string[] = [];
  for (const [key, schema] of Object.entries(policySchema.entries)) {
    // Some policy tools write an empty text for a value that is not set.
    if (raw[key] === undefined || raw[key] === '') continue;
    const result = v.safeParse(schema, raw[key]);
    if (result.success) values[key] = result.output;
    else refused.push(key);
  }
  return { values: v.parse(policySchema, values), refused };
}

/** The user's settings, with the company's policy applied. */
export function underPolicy(settings: Settings, { values }: Policy): Settings {
  const { confirmAbove = settings.confirmAbove, historyDays = settings.historyDays } = values;
  return { ...settings, confirmAbove, historyDays };
}

/** The current settings of the user, with the company's policy applied. */
export async function effectiveSettings(): Promise<Settings> {
  const [settings, policy] = await Promise.all([settingsItem.get(), readPolicy()]);
  return underPolicy(settings, policy);
}
