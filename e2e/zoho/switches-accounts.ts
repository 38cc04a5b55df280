import * as v from 'valibot';

/** Switches of the accounts servers (OAuth). Sources: Zoho accounts docs and Zoho docs v8, token-validity. */
export const SwitchesAccountsSchema = v.object({
  /** Life of an access token in seconds. */
  accessTokenSeconds: v.optional(v.number(), 3600),
  /** Whether the browser has a Zoho session; without one the consent page asks to sign in first. */
  signedIn: v.optional(v.boolean(), true),
  /** What the user who sits before the consent page does; `page` shows it and waits for a click. */
  consent: v.optional(v.picklist(['page', 'accept', 'refuse']), 'page'),
  /** `granted_for_session` in the fragment: as ticked on the page, always, or never named. */
  grantedForSession: v.optional(v.picklist(['asTicked', 'always', 'missing']), 'asTicked'),
  /** The fragment begins with a stray `&`, as in Zoho's own sample. */
  leadingAmpersand: v.optional(v.boolean(), false),
  /** `api_domain` is missing from the fragment and the token answer. */
  apiDomainMissing: v.optional(v.boolean(), false),
  /** What silent renewal brings. */
  silentRenewal: v.optional(
    v.picklist(['works', 'clientNotGranted', 'promptRequired', 'loginPage', 'otherOrg', 'otherUser', 'never']),
    'works',
  ),
  /** HTTP status of errors of the token endpoint. */
  tokenErrorStatus: v.optional(v.picklist([200, 400]), 200),
  /** Whether PKCE clients must send the secret too. */
  pkceNeedsSecret: v.optional(v.boolean(), true),
  /** Access tokens that one refresh token may bring in ten minutes. */
  accessTokensPerTenMinutes: v.optional(v.number(), 10),
  /** Access tokens of one refresh token that live at once; the oldest goes. */
  activeAccessTokens: v.optional(v.number(), 15),
  /** Refresh tokens of one user and client; the oldest goes with its access tokens. */
  refreshTokensPerUser: v.optional(v.number(), 20),
  /** Life of a grant code in seconds. */
  codeSeconds: v.optional(v.number(), 120),
});
