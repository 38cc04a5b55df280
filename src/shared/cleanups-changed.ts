import * as v from 'valibot';
import { stored } from './stored-value.ts';

/**
 * How often clean-ups of a connection have changed since the browser started, by connection id. Pages read the store
 * again when it grows.
 */
export const cleanupsChangedItem = stored('session', 'cleanupsChanged', v.record(v.string(), v.number()), {});
