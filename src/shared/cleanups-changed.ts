import * as v from 'valibot';
import { stored } from './stored-value.ts';

/** How often clean-ups of a connection have changed since the browser began, by connection id: pages read the store anew then. */
export const cleanupsChangedItem = stored('session', 'cleanupsChanged', v.record(v.string(), v.number()), {});
