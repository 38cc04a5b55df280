import type { RecordedRequest } from '../../../e2e/zoho/http.ts';
import { zohoFetch } from '../../../e2e/zoho/client-for-tests.ts';
import { startZoho, type Zoho, type ZohoOptions } from '../../../e2e/zoho/simulator.ts';
import type { Module as SimulatedModule } from '../../../e2e/zoho/world/module.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { createZohoApi } from '../api.ts';
import type { CallMeta, ClientOptions, ZohoApi } from '../types.ts';

/** An API of Brightside Solar over real HTTPS, and the simulator's own state. */
export interface SimulatedApi {
  readonly zoho: Zoho;
  readonly api: ZohoApi;
  /** Every call reported since the last {@link SimulatedApi.reset}. */
  readonly metas: CallMeta[];
  /** Tokens for which a newer one was requested. */
  readonly renewals: string[];
  /** The simulator's own state of a module. */
  module(apiName: string): SimulatedModule;
  /** Another API of the same connection. */
  apiWith(options: Partial<ClientOptions>): ZohoApi;
  lastRequest(): RecordedRequest;
  reset(): void;
  stop(): Promise<void>;
}

const ORIGIN = 'https://www.zohoapis.com';

/** Starts a simulated Zoho whose administrator is signed in. A renewal brings a working token. */
export async function startSimulatedApi(zohoOptions: ZohoOptions = {}): Promise<SimulatedApi> {
  const zoho = await startZoho(zohoOptions);
  const fetch = zohoFetch(zoho);
  const metas: CallMeta[] = [];
  const renewals: string[] = [];
  const goodToken = () => zoho.credentials['brightside']?.accessToken ?? '';
  const options: ClientOptions = {
    access: {
      origin: ORIGIN,
      token: () => Promise.resolve(goodToken()),
      renew(stale) {
        renewals.push(stale);
        return Promise.resolve(goodToken());
      },
    },
    fetch,
    timeoutMs: 20_000,
    isOnline: () => true,
    now: Date.now,
    observe: (meta) => metas.push(meta),
  };
  return {
    zoho,
    api: createZohoApi(options),
    metas,
    renewals,
    module: (apiName) => zoho.world.org('brightside').module(apiName),
    apiWith: (changed) => createZohoApi({ ...options, ...changed }),
    lastRequest() {
      const request = zoho.requests.at(-1);
      if (!request) throw new RangeError('Zoho was not asked');
      return request;
    },
    reset() {
      zoho.reset();
      metas.length = 0;
      renewals.length = 0;
    },
    async stop() {
      fetch.agent.destroy();
      await zoho.stop();
    },
  };
}

/** The AppError that a call ends with. Throws when the call succeeds or ends with anything else. */
export async function errorOfCall(call: Promise<unknown>): Promise<AppError> {
  const end = await call.then(
    () => new Error('the call ended well'),
    (error: unknown) => error,
  );
  if (isAppError(end)) return end;
  throw end;
}
