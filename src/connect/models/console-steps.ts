import * as v from 'valibot';
import { stored } from '../../shared/stored-value.ts';

/** The number of ticked steps in Zoho's console, by sign-in way, for this browser session. */
export const consoleStepsItem = stored(
  'session',
  'consoleSteps',
  v.object({ client: v.number(), server: v.number(), self: v.number() }),
  { client: 0, server: 0, self: 0 },
);
