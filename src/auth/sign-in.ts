import { isClientId, isCutClientId } from '../shared/client-id.ts';
import type { Connection, SignInAttempt, SignInState } from '../shared/connection.ts';
import { fitOfOrg, isEnvironmentOf } from '../shared/connection-for-tab.ts';
import { AppError, toErrorData } from '../shared/errors.ts';
import type { RequestData, SignInRequest } from '../shared/messages.ts';
import { inBackground } from '../shared/notes.ts';
import { type Scope, SCOPES, scopesToAsk } from '../shared/scopes.ts';
import { signInItem } from '../shared/stored-items.ts';
import { adopt, type SignInResult, identifyResult } from './adoption.ts';
import { bringByCode, bringByPaste, bringImplicit, discard } from './bringing.ts';
import type { Grant } from './grant-store.ts';
import type { Vault } from './vault.ts';

export type PasteRequest = RequestData<'sign-in.paste'>;

/**
 * Sign-in, one at a time. Its result is in the stored item `signIn`, because the page that started it may be closed.
 */
export interface SignIn {
  /**
   * Starts a sign-in. Resolves once its state is stored. Throws `client-missing`, `client-form`, `client-secret`,
   * `consent-busy`.
   */
  start(request: SignInRequest): Promise<void>;
  /** The same with a code from the API console. */
  paste(request: PasteRequest): Promise<void>;
  show(): Promise<void>;
  /**
   * Cancels the current sign-in, so that another can start at once. Waits for one whose connection is already being
   * stored.
   */
  cancel(): Promise<void>;
  /** Reports a sign-in as ended whose worker died. */
  recover(): Promise<void>;
}

interface UnderWay {
  /** True from the moment when its connection is stored. A cancel is then too late. */
  isKept: boolean;
  /** Resolves when its end is stored. */
  done: Promise<void>;
}

interface Attempt {
  readonly request: SignInAttempt;
  bring(): Promise<SignInResult>;
}

export function createSignIn(vault: Vault): SignIn {
  const { ports, consent } = vault;
  let current: UnderWay | null = null;

  /**
   * Stores a state, in turn with the sign-out, which removes states that name its connection. A cancelled or replaced
   * sign-in stores nothing more.
   */
  async function say(underWay: UnderWay | null, state: SignInState | null): Promise<void> {
    await signInItem.change((before) => (current === underWay ? state : before));
  }

  async function begin(attempt: Attempt): Promise<void> {
    if (current !== null) throw new AppError('consent-busy');
    const underWay: UnderWay = { isKept: false, done: Promise.resolve() };
    current = underWay;
    const { way, dataCentre } = attempt.request;
    try {
      await say(underWay, { state: 'waiting', way, dataCentre, attempt: attempt.request, startedAt: ports.now() });
    } catch (error) {
      end(underWay);
      throw error;
    }
    if (current !== underWay) return;
    underWay.done = finish(attempt, underWay);
    inBackground(underWay.done, 'sign-in.finish');
  }

  /** Marks the moment after which a cancel is too late. False when it was cancelled before. */
  function keep(underWay: UnderWay): boolean {
    underWay.isKept = current === underWay;
    return underWay.isKept;
  }

  function end(underWay: UnderWay): void {
    if (current === underWay) current = null;
  }

  async function finish(attempt: Attempt, underWay: UnderWay): Promise<void> {
    try {
      const connection = await connect(attempt, underWay);
      if (connection !== null) await say(underWay, connectedState(attempt, connection));
    } catch (error) {
      await say(underWay, failedState(attempt, error));
    } finally {
      end(underWay);
    }
  }

  async function connect(attempt: Attempt, underWay: UnderWay): Promise<Connection | null> {
    const result = await attempt.bring();
    try {
      const found = await identifyResult(vault, result);
      const connection = await adopt(vault, result, found, () => keep(underWay));
      if (connection !== null) return connection;
    } catch (error) {
      await discard(vault, result);
      throw error;
    }
    await discard(vault, result);
    return null;
  }

  function connectedState({ request }: Attempt, connection: Connection): SignInState {
    const at = ports.now();
    const { dataCentre, wanted } = request;
    const { id: connectionId, org, environment, isLasting } = connection;
    if (wanted === undefined || isWanted(connection, wanted))
      return { state: 'connected', connectionId, isLasting, at };
    const details = { connectionId, name: org.name, environment };
    return { state: 'failed', dataCentre, code: 'other-org', details, attempt: request, at };
  }

  function failedState({ request }: Attempt, error: unknown): SignInState {
    const { code, details } = toErrorData(error);
    return { state: 'failed', dataCentre: request.dataCentre, code, details, attempt: request, at: ports.now() };
  }

  /** A page that renews a sign-in does not know the client secret, so the stored one is used. */
  async function secretFor({ clientSecret = '', clientId, dataCentre }: SignInRequest): Promise<string> {
    if (clientSecret.trim() !== '') return clientSecret;
    const isSame = (grant: Grant): boolean =>
      grant.way === 'server' && grant.clientId === clientId && grant.dataCentre === dataCentre;
    return (await vault.grants.all()).find(isSame)?.clientSecret ?? '';
  }

  /**
   * A sign-in that may renew a connection requests the extra scopes again that it has or had. The way and the client may
   * be others.
   */
  async function scopesFor({
    dataCentre,
    wanted,
  }: Pick<SignInRequest, 'dataCentre' | 'wanted'>): Promise<readonly Scope[]> {
    const all = await vault.connections.all();
    const some =
      wanted === undefined
        ? all.filter((known) => known.isSignedOut && known.dataCentre === dataCentre)
        : all.filter((known) => isWanted(known, wanted));
    const named = some.filter((known) => fitOfOrg(known, wanted?.orgSegment ?? null) === 'fits');
    const renewed = named.length > 0 ? named : some;
    const extraScopes = renewed.flatMap((known) => [...(known.extraScopes ?? []), ...(known.lostScopes ?? [])]);
    return scopesToAsk({ extraScopes }, []);
  }

  return {
    start: async (request) => {
      const { way, dataCentre, clientId, wanted } = request;
      const clientSecret = way === 'server' ? await secretFor(request) : '';
      checkClient(request.clientId, way === 'server' ? clientSecret : null);
      const isSandboxWanted = wanted?.isSandbox === true;
      const bring = async (): Promise<SignInResult> => {
        const ask = { dataCentre, clientId, scopes: await scopesFor(request), isSandboxWanted };
        return way === 'server' ? bringByCode(vault, ask, clientSecret) : bringImplicit(vault, ask);
      };
      await begin({ request: { way, dataCentre, clientId, ...(wanted !== undefined && { wanted }) }, bring });
    },
    paste: async (request) => {
      const { dataCentre, clientId, clientSecret } = request;
      checkClient(clientId, clientSecret);
      const ask = { dataCentre, clientId, scopes: SCOPES, isSandboxWanted: false };
      await begin({ request: { way: 'self', dataCentre, clientId }, bring: () => bringByPaste(vault, ask, request) });
    },
    show: () => consent.show(),
    cancel: async () => {
      const underWay = current;
      if (underWay?.isKept === true) {
        await underWay.done.catch(() => undefined);
        return;
      }
      current = null;
      const closed = consent.close();
      await say(null, null);
      await closed;
    },
    recover: async () => {
      await signInItem.change((state) => {
        if (state?.state !== 'waiting' || current !== null) return state;
        const { dataCentre, attempt } = state;
        return { state: 'failed', dataCentre, code: 'consent-closed', details: {}, attempt, at: ports.now() };
      });
    },
  };
}

function checkClient(clientId: string, secret: string | null): void {
  if (clientId === '') throw new AppError('client-missing');
  if (!isClientId(clientId)) throw new AppError('client-form', isCutClientId(clientId) ? { isCut: true } : {});
  if (secret !== null && secret.trim() === '') throw new AppError('client-secret');
}

function isWanted(connection: Connection, wanted: NonNullable<SignInRequest['wanted']>): boolean {
  return isEnvironmentOf(connection, wanted.isSandbox) && fitOfOrg(connection, wanted.orgSegment) !== 'wrong-org';
}
