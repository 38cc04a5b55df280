import * as v from 'valibot';
import { connectionSchema, signInStateSchema, wideningStateSchema } from './connection.ts';
import { type Module, moduleSchema } from './run-summary.ts';
import { isRecordId } from './record-id.ts';
import { stored } from './stored-value.ts';

/*
 * Every key that Untag keeps in the browser's storage, except the mirrors of runs (`shared/run-mirrors.ts`) and the
 * private keys of `auth/`, `background/` and `connect/`.
 */

const recordId = v.pipe(
  v.string(),
  v.check((value) => isRecordId(value)),
);

/** A module as stored. Version 0.1.0 stored its name in the URL as `tab`. */
const storedModuleSchema = v.union([
  moduleSchema,
  v.pipe(
    v.object({ ...v.omit(moduleSchema, ['moduleSlug']).entries, tab: v.string() }),
    v.transform(({ tab: moduleSlug, ...module }): Module => ({ ...module, moduleSlug })),
  ),
]);

/** All connections, newest first. No tokens. */
export const connectionsItem = stored('local', 'connections', v.array(connectionSchema), []);

/** The sign-in under way, or the end of the last one. */
export const signInItem = stored('session', 'signIn', v.nullable(signInStateSchema), null);

/** The live request for more scopes, or how the last one ended. */
export const wideningItem = stored('session', 'widening', v.nullable(wideningStateSchema), null);

/** The client id that the user pasted on the page Connect. Build and policy come before it. */
export const clientItem = stored('local', 'client', v.object({ clientId: v.string(), dataCentre: v.string() }), {
  clientId: '',
  dataCentre: '',
});

export const settingsSchema = v.object({
  /** A start above this many records needs the second, explicit step. */
  confirmAbove: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Runs are kept, and can be undone, for this many days. */
  historyDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** API credits that a run leaves for the org's other tools. */
  creditReserve: v.pipe(v.number(), v.integer(), v.minValue(0)),
  notify: v.boolean(),
  theme: v.picklist(['system', 'light', 'dark']),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  confirmAbove: 500,
  historyDays: 30,
  creditReserve: 500,
  notify: false,
  theme: 'system',
};

export const settingsItem = stored('local', 'settings', settingsSchema, DEFAULT_SETTINGS);

/** Records kept across pages and views of one module and org. */
export const basketSchema = v.object({
  connectionId: v.string(),
  module: storedModuleSchema,
  ids: v.array(recordId),
  /** Each page of a list from which records were kept, by its address. */
  pages: v.array(v.string()),
  keptAt: v.number(),
});
export type Basket = v.InferOutput<typeof basketSchema>;
export const basketItem = stored('local', 'basket', v.nullable(basketSchema), null);

/** The last tags used, newest first, by `<connection id> <module slug>`. */
export const recentTagsItem = stored(
  'local',
  'recentTags',
  v.record(v.string(), v.array(v.object({ id: v.string(), name: v.string() }))),
  {},
);

/**
 * The runs of the journal: how many were started, and the last of them. If the journal lacks that one, the browser has
 * put an empty store in its place.
 */
export const runsMarkItem = stored(
  'local',
  'runsMark',
  v.nullable(v.object({ count: v.number(), lastId: v.string() })),
  null,
);

/** Runs that were lost with their store, until the user has seen the notice. `at` is when the loss was noticed. */
export const lostRunsItem = stored(
  'local',
  'lostRuns',
  v.nullable(v.object({ count: v.number(), at: v.number() })),
  null,
);

/** When runs that wait for the user were last retried without them, by run id. */
export const triesItem = stored('session', 'tries', v.record(v.string(), v.number()), {});

/** Whether Zoho takes reads of a hundred ids, by connection id, once it was tried. */
export const readSizesItem = stored('local', 'readSizes', v.record(v.string(), v.picklist(['long', 'short'])), {});

/** The newest date of Zoho's answers, to within an hour; milliseconds since the epoch. */
export const zohoDateItem = stored('local', 'zohoDate', v.nullable(v.number()), null);

/** A menu click's request to the popup that it opened. It is read once, and void after 10 s or when the tab's URL differs. */
export const intentSchema = v.object({
  tabId: v.number(),
  frameId: v.number(),
  url: v.string(),
  ids: v.array(recordId),
  source: v.picklist(['ticked', 'clicked', 'record']),
  tagId: v.nullable(v.string()),
  at: v.number(),
});
export type Intent = v.InferOutput<typeof intentSchema>;
export const intentItem = stored('session', 'intent', v.nullable(intentSchema), null);

/** The last used CRM tab, for "Go to Zoho CRM". */
export const lastTabItem = stored(
  'session',
  'lastTab',
  v.nullable(v.object({ tabId: v.number(), url: v.string() })),
  null,
);

interface KeptModule {
  readonly askedAt: number;
  readonly module: Module | null;
}

/**
 * Modules by `<connection id> <module slug>`, and the time of the request; null for a slug without a module. Version
 * 0.1.0 stored the module alone, which counts as requested long ago.
 */
export const modulesItem = stored(
  'local',
  'modules',
  v.record(
    v.string(),
    v.union([
      v.pipe(
        v.object({ askedAt: v.number(), module: v.nullable(storedModuleSchema) }),
        v.transform((kept): KeptModule => kept),
      ),
      v.pipe(
        storedModuleSchema,
        v.transform((module): KeptModule => ({ askedAt: 0, module })),
      ),
    ]),
  ),
  {},
);

/** The names of views by their ids, for each `<connection id> <API name of a module>`, and the time of the request. */
export const viewNamesItem = stored(
  'local',
  'viewNames',
  v.record(v.string(), v.object({ askedAt: v.number(), names: v.record(v.string(), v.string()) })),
  {},
);

/** Orgs that the user has confirmed where the address of a tab does not name the org: `<connection id> <org segment>`. */
export const vouchedOrgsItem = stored('session', 'vouchedOrgs', v.array(v.string()), []);
