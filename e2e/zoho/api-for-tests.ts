import { apiHost } from './hosts.ts';
import { zohoFetch } from './client-for-tests.ts';
import type { Zoho } from './simulator.ts';

/** An answer of the REST API, its JSON parsed. */
export interface ApiAnswer<Body> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
  bytes: Uint8Array;
}

/** The keys that the tests read in answers. Each test knows which ones it may expect. */
export interface Answered {
  code?: string;
  message?: string;
  details?: Record<string, unknown>;
  data?: Row[];
  tags?: Row[];
  info?: Record<string, unknown>;
  locked_count?: string;
  success_count?: string;
  [key: string]: unknown;
}

export interface Row {
  id: string;
  code?: string;
  name?: string;
  details?: Record<string, unknown>;
  Tag?: { id: string; name: string; color_code: string | null }[] | null;
  [key: string]: unknown;
}

export interface ApiClient {
  /** `path` follows `/crm/v8`, and `bulk:` stands for `/crm/bulk/v8`. */
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer<Answered>>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer<Answered>>;
  put(path: string, body: unknown): Promise<ApiAnswer<Answered>>;
  delete(path: string): Promise<ApiAnswer<Answered>>;
  send(path: string, init: RequestInit): Promise<ApiAnswer<Answered>>;
  /** Ends its connections. */
  close(): void;
}

/** A client of the REST API with the ready-made token of an org, or another one. */
export function apiClient(zoho: Zoho, orgKey = 'brightside', accessToken?: string): ApiClient {
  const { dc, environment } = zoho.world.org(orgKey);
  const token = accessToken ?? zoho.credentials[orgKey]?.accessToken ?? '';
  const call = zohoFetch(zoho);

  async function send(path: string, init: RequestInit): Promise<ApiAnswer<Answered>> {
    const headers = { authorization: `Zoho-oauthtoken ${token}`, ...(init.headers as Record<string, string>) };
    const inner = path.startsWith('bulk:') ? `/crm/bulk/v8${path.slice('bulk:'.length)}` : `/crm/v8${path}`;
    const response = await call(`https://${apiHost(dc, environment)}${inner}`, { ...init, headers });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      body: (isJson ? JSON.parse(text) : {}) as Answered,
    };
  }

  return {
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    put: (path, body) =>
      send(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    delete: (path) => send(path, { method: 'DELETE' }),
    close: () => call.agent.destroy(),
  };
}

/** A client with the ready-made token that has every scope. */
export function wideClient(zoho: Zoho, orgKey = 'brightside'): ApiClient {
  return apiClient(zoho, orgKey, zoho.credentials[orgKey]?.wideAccessToken);
}

/** Issues a token with the scopes given, for the org's admin or another user. */
export function tokenWith(zoho: Zoho, scopes: string[], user = 'mara'): string {
  const org = zoho.world.org('brightside');
  const now = zoho.clock.now();
  const { token } = zoho.world.tokens.issueAccessToken({
    orgId: org.key,
    userId: org.user(user).id,
    scopes,
    clientId: zoho.credentials['brightside']?.clientId ?? '',
    dc: org.dc,
    environment: org.environment,
    issuedAt: now,
    expiresAt: now + 3_600_000,
  });
  return token;
}
