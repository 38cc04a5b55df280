import * as v from 'valibot';
import { scaledClock } from './clock.ts';
import { SwitchesSchema, reasonsOf, ScenarioError } from './switches.ts';
import type { SimClock } from './clock.ts';
import type { SwitchesInput } from './switches.ts';

const ScenarioSchema = v.strictObject({
  /** Leads of Brightside. */
  leads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)), 300),
  /** Factor of real time. */
  speed: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(10_000)), 1),
  switches: v.optional(SwitchesSchema, {}),
});

export interface Scenario {
  leads: number;
  clock: SimClock;
  switches: SwitchesInput;
}

/** A scenario for `npm run zoho`. Throws `ScenarioError` with one reason per mistake. */
export function parseScenario(input: unknown): Scenario {
  const result = v.safeParse(ScenarioSchema, input);
  if (!result.success) throw new ScenarioError(reasonsOf(result.issues));
  const { leads, speed, switches } = result.output;
  return { leads, clock: scaledClock(speed), switches };
}
