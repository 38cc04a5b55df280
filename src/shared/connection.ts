import * as v from 'valibot';
import { errorCodeSchema, errorDetailsSchema } from './error-data.ts';
import { DATA_CENTRES } from './data-centres.ts';
import { EXTRA_SCOPES } from './scopes.ts';

/** How a connection gets its tokens: client-based (implicit), server-based or mobile (code + PKCE), self client (pasted code). */
export const SIGN_IN_WAYS = ['client', 'server', 'self'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

const dataCentreSchema = v.picklist(DATA_CENTRES);
const environmentSchema = v.picklist(['production', 'sandbox', 'developer']);

/** One Zoho user in one org, one data centre, one environment. Holds no token, so any page of the extension may read it. */
export const connectionSchema = v.object({
  /** `<data centre>-<environment>-<zgid>-<user id>`. Stays the same when the same user connects the same org again. */
  id: v.string(),
  dataCentre: dataCentreSchema,
  environment: environmentSchema,
  org: v.object({
    /** Zoho's org number; empty where `/org` was refused. Then the read-back of ids guards the run. */
    zgid: v.string(),
    /** What the URL of a CRM tab carries: `org<zgid>` or a chosen name. Empty where `/org` was refused. */
    domainName: v.string(),
    /** The host of its CRM pages where `/org` was refused, because the text about the org must not be empty. */
    name: v.string(),
    /** Zoho's `license_details.paid_type` in lower case, e.g. `enterprise`; null when unknown. */
    edition: v.nullable(v.string()),
  }),
  user: v.object({ id: v.string(), name: v.string(), profile: v.nullable(v.string()) }),
  way: v.picklist(SIGN_IN_WAYS),
  clientId: v.string(),
  /** Scopes that Zoho refused to this connection; each has a degraded screen. */
  missingScopes: v.array(v.string()),
  /** Scopes that a feature requested later, beyond those of every sign-in. */
  extraScopes: v.optional(v.array(v.string())),
  /** Those that a renewal has lost. The next sign-in in Zoho's window asks for them again. */
  lostScopes: v.optional(v.array(v.string())),
  /** True when the connection can no longer renew itself and the user has to sign in. */
  isSignedOut: v.boolean(),
  /** False when Zoho gave no lasting sign-in ("for the entire session" was not ticked). It ends within the hour. */
  isLasting: v.optional(v.boolean()),
  /** Milliseconds since the epoch. */
  connectedAt: v.number(),
});
export type Connection = v.InferOutput<typeof connectionSchema>;

/** The parameters of a sign-in, so that it can be started again. Holds no secret. */
const attemptSchema = v.object({
  way: v.picklist(SIGN_IN_WAYS),
  dataCentre: dataCentreSchema,
  clientId: v.string(),
  /** The org that the user wants, where it is known. */
  wanted: v.optional(v.object({ orgSegment: v.nullable(v.string()), isSandbox: v.boolean() })),
});
export type SignInAttempt = v.InferOutput<typeof attemptSchema>;

/** A sign-in under way, or the end of the last one; null when there is none to show. */
export const signInStateSchema = v.variant('state', [
  v.object({
    state: v.literal('waiting'),
    dataCentre: dataCentreSchema,
    way: v.picklist(SIGN_IN_WAYS),
    attempt: v.optional(attemptSchema),
    startedAt: v.number(),
  }),
  v.object({
    state: v.literal('failed'),
    dataCentre: dataCentreSchema,
    code: errorCodeSchema,
    details: errorDetailsSchema,
    attempt: v.optional(attemptSchema),
    at: v.number(),
  }),
  v.object({
    state: v.literal('connected'),
    connectionId: v.string(),
    /** False when Zoho gave no lasting sign-in. It ends within the hour. */
    isLasting: v.optional(v.boolean()),
    at: v.number(),
  }),
]);
export type SignInState = v.InferOutput<typeof signInStateSchema>;

/** A request for more scopes of a connection, or how the last one ended; null if there is none to show. */
const ofWidening = { connectionId: v.string(), scopes: v.array(v.picklist(EXTRA_SCOPES)) };
export const wideningStateSchema = v.variant('state', [
  v.object({ state: v.literal('waiting'), ...ofWidening, startedAt: v.number() }),
  v.object({ state: v.literal('granted'), ...ofWidening, at: v.number() }),
  /** The connection did not change. */
  v.object({
    state: v.literal('failed'),
    ...ofWidening,
    code: errorCodeSchema,
    details: errorDetailsSchema,
    at: v.number(),
  }),
]);
export type WideningState = v.InferOutput<typeof wideningStateSchema>;

/** The connection that a sign-in made, even where it is of another org than the wanted one. Null while there is none. */
export function connectedBy(state: SignInState): string | null {
  if (state.state === 'connected') return state.connectionId;
  if (state.state !== 'failed' || state.code !== 'other-org') return null;
  return state.details.connectionId ?? null;
}
