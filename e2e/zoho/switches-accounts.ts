import * as v from 'valibot';

const flag = (value: boolean) => v.optional(v.boolean(), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Switches of the accounts servers (OAuth). Sources: Zoho accounts docs; Zoho docs v8, token-validity; Zoho's JS SDK. */
export const SwitchesAccountsSchema = v.object({
  /**
   * The person who is signed in to Zoho in this browser: by the session cookie (without one the consent page offers the
   * first user of the data centre), by `zuid`, or nobody (the page then asks to sign in).
   */
  signedIn: v.optional(v.union([v.literal('cookie'), v.literal('nobody'), v.string()]), 'cookie'),
  /** The user's action at the consent page. `page` shows it and waits for a click. */
  consent: v.optional(v.picklist(['page', 'accept', 'refuse']), 'page'),
  /** Whether "for the entire session" is ticked when the page opens; `missing` never grants and never names it. */
  grantedForSession: v.optional(v.picklist(['unticked', 'ticked', 'missing']), 'unticked'),
  /** Redirects to a browser extension's own address are accepted. The real Zoho has not been tried. */
  extensionRedirects: flag(true),

  /** The place of the implicit answer. Zoho's own redirect page reads both. */
  answerIn: v.optional(v.picklist(['fragment', 'query']), 'fragment'),
  /** The implicit answer begins with a stray `&`, as in the docs' sample. */
  leadingAmpersand: flag(false),
  /** `api_domain` is missing from the implicit answer, as in the docs' renewal sample, and from token answers. */
  apiDomainMissing: flag(false),
  /** Name of the life in the implicit answer. */
  expiresKey: v.optional(v.picklist(['expires_in', 'expires_in_sec']), 'expires_in'),
  /** Name of the session grant in the implicit answer; the JS SDK knows both. */
  sessionKey: v.optional(v.picklist(['granted_for_session', 'full_grant']), 'granted_for_session'),
  /** Whether the implicit answer also has `accounts-server`; documented for codes only. */
  accountsServerInImplicit: flag(false),
  /** A foreign `api_domain`, e.g. `https://www.zohoapis.evil.example`. */
  foreignApiDomain: v.optional(v.nullable(v.string()), null),
  /** A foreign `accounts-server`. */
  foreignAccountsServer: v.optional(v.nullable(v.string()), null),
  /** Whether `state` comes back as sent, changed, or not at all. */
  stateAnswer: v.optional(v.picklist(['echoed', 'wrong', 'missing']), 'echoed'),
  /** Whether an HTML page replaces the redirect. */
  htmlForRedirect: flag(false),

  /** The answer of silent renewal. */
  silentRenewal: v.optional(
    v.picklist(['works', 'clientNotGranted', 'promptRequired', 'loginPage', 'html', 'otherOrg', 'otherUser', 'never']),
    'works',
  ),

  /** Life of an access token in seconds. */
  accessTokenSeconds: v.optional(count, 3600),
  /** Life of a grant code in seconds: 2 minutes (accounts docs), 3 (CRM docs), 60 s elsewhere. */
  codeSeconds: v.optional(count, 120),
  /** Whether PKCE clients must send the secret too. The docs' table says so; their text does not. */
  pkceNeedsSecret: flag(true),
  /** Whether an access token can be revoked alone. A refresh token always ends its access tokens too. */
  accessTokenRevocation: v.optional(v.picklist(['works', 'ignored']), 'works'),
  /** Whether answers of the token endpoint name the scopes, as the samples in Zoho's docs do. */
  tokenScopes: v.optional(v.picklist(['named', 'absent']), 'named'),
  /** Scopes that are no longer granted. A refresh token gets a token without them; a silent renewal asks the user. */
  withdrawnScopes: v.optional(v.array(v.string()), []),
  /** HTTP status of errors of the token endpoint. */
  tokenErrorStatus: v.optional(v.picklist([200, 400]), 200),
  /** The most access tokens of one refresh token in ten minutes. */
  accessTokensPerTenMinutes: v.optional(count, 10),
  /** The most valid access tokens of one refresh token; one more invalidates the oldest. 15, 10 or 30 by source. */
  activeAccessTokens: v.optional(count, 15),
  /** The most refresh tokens of one user and client; one more invalidates the oldest with its access tokens. */
  refreshTokensPerUser: v.optional(count, 20),
  /** The most refresh tokens that one user and client may make in ten minutes. */
  refreshTokensPerTenMinutes: v.optional(count, 10),
  /** The most grant codes that one client may make in ten minutes. */
  codesPerTenMinutes: v.optional(count, 10),
});
