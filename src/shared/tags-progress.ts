import * as v from 'valibot';
import { errorDataSchema } from './error-data.ts';
import { WAIT_REASONS } from './run-summary.ts';
import { stored } from './stored-value.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.number();

/**
 * The progress of reading and counting the tags of one connection. It is all that a page shows without opening the
 * store of tags. All times are milliseconds since the epoch by the wall clock.
 */
const tagsProgressSchema = v.object({
  /** A new id for each reading or counting that starts where none was under way. */
  id: v.string(),
  /** Grows with every change. */
  revision: count,
  /**
   * `waiting`: because of `why`, and goes on without the user. `ended`: nothing is under way, and `ending` gives the
   * reason.
   */
  state: v.picklist(['working', 'waiting', 'ended']),
  why: v.nullable(v.picklist(WAIT_REASONS)),
  /** When a wait is over; null where it has no date. */
  until: v.nullable(time),
  /**
   * `done`: every module and tag asked for was tried. `cancelled`: by the user. `given-up`: because of `error`; what
   * was not read by then is unchanged.
   */
  ending: v.nullable(v.picklist(['done', 'cancelled', 'given-up'])),
  /** Why it waits or was given up. */
  error: v.nullable(errorDataSchema),
  startedAt: time,
  endedAt: v.nullable(time),
  /** Modules to read. `all` is null until Zoho has listed the modules. */
  modules: v.object({
    all: v.nullable(count),
    /** Includes those that failed. */
    done: count,
    /** API names of the modules that are being requested. */
    reading: v.array(v.string()),
    /** API names of the modules that are still to come. */
    left: v.array(v.string()),
  }),
  /** Tags to count one by one. */
  counts: v.object({ all: count, done: count }),
  credits: v.object({
    /** API credits spent so far. */
    spent: count,
    /** The cost of all of it, as far as it is known. Exact once the first module is read. */
    planned: count,
    /** Credits left in the org by Zoho's last word; null where it has said none. */
    left: v.nullable(count),
  }),
  /**
   * A number for each module that this reading has stored something of, by API name. It grows whenever more is stored.
   */
  stored: v.record(v.string(), count),
});
export type TagsProgress = v.InferOutput<typeof tagsProgressSchema>;

/** The last reading or counting of each connection since the browser started, by connection id. */
export const tagsProgressItem = stored('session', 'tagsProgress', v.record(v.string(), tagsProgressSchema), {});
