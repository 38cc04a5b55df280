import * as v from 'valibot';
import { SwitchesAccountsSchema } from './switches-accounts.ts';
import { SwitchesApiSchema } from './switches-api.ts';
import { SwitchesMassSchema } from './switches-mass.ts';
import { SwitchesPagesSchema } from './switches-pages.ts';
import { SwitchesTagsSchema } from './switches-tags.ts';
import type { Fault, FaultInput } from './limits/fault-types.ts';

/** All switches. Every key has a default, which is the most likely behaviour of the real Zoho. */
export const SwitchesSchema = v.strictObject({
  ...SwitchesApiSchema.entries,
  ...SwitchesTagsSchema.entries,
  ...SwitchesMassSchema.entries,
  ...SwitchesAccountsSchema.entries,
  ...SwitchesPagesSchema.entries,
});

export type Switches = v.InferOutput<typeof SwitchesSchema>;
/** The input of a scenario or a test: any part of the switches. */
export type SwitchesInput = v.InferInput<typeof SwitchesSchema>;

/** The switches of a simulated Zoho without faults, changed by `input`. Throws `ScenarioError` on anything unknown or ill-typed. */
export function parseSwitches(input: unknown): Switches {
  const result = v.safeParse(SwitchesSchema, input);
  if (result.success) return result.output;
  throw new ScenarioError(reasonsOf(result.issues));
}

/** One line per mistake: where it is and what it is. */
export function reasonsOf(issues: v.BaseIssue<unknown>[]): string[] {
  return issues.map((issue) => `${v.getDotPath(issue) ?? 'the scenario'}: ${issue.message}`);
}

export function defaultSwitches(): Switches {
  return parseSwitches({});
}

/** Merges `input` into `switches` in place; other switches stay. Throws `ScenarioError`. */
export function changeSwitches(switches: Switches, input: unknown): Switches {
  const parsed = parseSwitches(input);
  const named = Object.entries(parsed).filter(([key]) => Object.hasOwn(Object(input), key));
  return Object.assign(switches, Object.fromEntries(named));
}

/** One fault as `switches.faults` holds it, its defaults filled in. Throws `ScenarioError`. */
export function parseFault(input: FaultInput): Fault {
  const [fault] = parseSwitches({ faults: [input] }).faults;
  if (!fault) throw new ScenarioError(['no fault given']);
  return fault;
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
