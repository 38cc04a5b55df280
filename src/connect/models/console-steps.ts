import * as v from 'valibot';
import { stored } from '../../shared/stored-value.ts';

/** How many steps in Zoho's console are ticked off on the page Connect, by way to connect, while the browser runs. */
export const consoleStepsItem = stored(
  'session',
  'consoleSteps',
  v.object({ client: v.number(), server: v.number(), self: v.number() }),
  { client: 0, server: 0, self: 0 },
);
