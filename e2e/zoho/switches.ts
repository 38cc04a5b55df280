import * as v from 'valibot';
import { SwitchesAccountsSchema } from './switches-accounts.ts';
import { SwitchesApiSchema } from './switches-api.ts';
import { SwitchesPagesSchema } from './switches-pages.ts';

/** All switches. Every key has a default, which is the most likely behaviour of the real Zoho. */
export const SwitchesSchema = v.strictObject({
  ...SwitchesApiSchema.entries,
  ...SwitchesAccountsSchema.entries,
  ...SwitchesPagesSchema.entries,
});

export type Switches = v.InferOutput<typeof SwitchesSchema>;
/** What a scenario or a test gives: any part of the switches. */
export type SwitchesInput = v.InferInput<typeof SwitchesSchema>;

/** The switches of a simulated Zoho without faults, changed by `input`. Throws `ScenarioError` on anything unknown or ill-typed. */
export function parseSwitches(input: unknown): Switches {
  const result = v.safeParse(SwitchesSchema, input);
  if (result.success) return result.output;
  throw new ScenarioError(result.issues.map((issue) => `${v.getDotPath(issue) ?? '(top)'}: ${issue.message}`));
}

export function defaultSwitches(): Switches {
  return parseSwitches({});
}

/** Lays `input` over `switches` in place: what is not named stays. Throws `ScenarioError`. */
export function changeSwitches(switches: Switches, input: unknown): Switches {
  if (typeof input !== 'object' || input === null) throw new ScenarioError(['the switches must be an object']);
  return Object.assign(switches, parseSwitches({ ...switches, ...input }));
}

/** A scenario that cannot be used, with one line per reason. */
export class ScenarioError extends Error {
  readonly reasons: string[];
  constructor(reasons: string[]) {
    super(`Scenario not usable:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
    this.name = 'ScenarioError';
    this.reasons = reasons;
  }
}
