import * as v from 'valibot';
import { errorDataSchema } from './error-data.ts';
import { WAIT_REASONS } from './run-summary.ts';
import { stored } from './stored-value.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.number();

/**
 * How the reading and counting of the tags of one connection stands: what a page shows without opening the store of tags.
 * All times are milliseconds since the epoch by the wall clock.
 */
const tagsProgressSchema = v.object({
  /** Made anew for each reading or counting that begins where none was under way. */
  id: v.string(),
  /** Grows with every change. */
  revision: count,
  /** `waiting`: for `why`, and goes on by itself. `ended`: nothing is under way, `ending` says how it came to that. */
  state: v.picklist(['working', 'waiting', 'ended']),
  why: v.nullable(v.picklist(WAIT_REASONS)),
  /** When a wait is over; null where it has no date. */
  until: v.nullable(time),
  /** `done`: all that was asked was tried. `cancelled`: by the user. `given-up`: for `error`; what was not read by then is as it was. */
  ending: v.nullable(v.picklist(['done', 'cancelled', 'given-up'])),
  /** Why it waits or was given up. */
  error: v.nullable(errorDataSchema),
  startedAt: time,
  endedAt: v.nullable(time),
  /** Modules to be read; `all` is null until Zoho has said which modules there are. */
  modules: v.object({
    all: v.nullable(count),
    /** Also those that failed. */
    done: count,
    /** API names of those that Zoho is being asked for. */
    reading: v.array(v.string()),
    /** API names of those whose turn is to come. */
    left: v.array(v.string()),
  }),
  /** Tags to be counted one by one. */
  counts: v.object({ all: count, done: count }),
  credits: v.object({
    /** API credits spent so far. */
    spent: count,
    /** What all of it costs, as far as is known now. Exact from the moment that the first module is read. */
    planned: count,
    /** What Zoho last said is left of the org's credits; null where it has not said it. */
    left: v.nullable(count),
  }),
  /** A number for each module of which something was stored by this reading, by API name: grows whenever more of it is. */
  stored: v.record(v.string(), count),
});
export type TagsProgress = v.InferOutput<typeof tagsProgressSchema>;

/** The last reading or counting of each connection since the browser began, by connection id. */
export const tagsProgressItem = stored('session', 'tagsProgress', v.record(v.string(), tagsProgressSchema), {});
