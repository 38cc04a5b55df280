import type { Connection, WideningState } from '../shared/connection.ts';
import { apiOrigin } from '../shared/data-centres.ts';
import { AppError, toErrorData } from '../shared/errors.ts';
import type { WidenRequest } from '../shared/messages.ts';
import { inBackground } from '../shared/notes.ts';
import { holdsScope, scopesToAsk } from '../shared/scopes.ts';
import { wideningItem } from '../shared/stored-items.ts';
import { identifyResult, type SignInResult, tokenOf } from './adoption.ts';
import { bringByCode, bringByPaste, bringImplicit, discard } from './bringing.ts';
import { extraScopesIn, missingScopes, names } from './granted-scopes.ts';
import type { Grant } from './grant-store.ts';
import { checkSameOwner } from './owner.ts';
import type { TokenOwner } from './ports.ts';
import { revoke } from './token-endpoint.ts';
import { readSession, writeSession } from './token-store.ts';
import { TOKENS_LOCK, type Vault } from './vault.ts';

/**
 * Gets more rights for a connection, one request at a time. Its result is in the stored item `widening`. Until Zoho has
 * granted all of the rights, and to the same user in the same org, nothing of the connection changes.
 */
export interface Widening {
  /** Resolves once the state is stored. Throws `signed-out` if the connection is gone, and `consent-busy`. */
  start(request: WidenRequest): Promise<void>;
  /** Cancels the request, so that another can start at once. Waits for a request whose tokens are being stored. */
  cancel(): Promise<void>;
  /** Ends a request whose worker died. */
  recover(): Promise<void>;
}

interface UnderWay {
  readonly request: WidenRequest;
  /** True from the moment when the tokens are stored. It is then too late to cancel. */
  isKept: boolean;
  /** Resolves when its end is stored. */
  done: Promise<void>;
}

/** The connection, and the scopes that it had before. */
interface Known {
  readonly connection: Connection;
  readonly grant: Grant;
}

export function createWidening(vault: Vault): Widening {
  const { ports, consent } = vault;
  let current: UnderWay | null = null;

  /** A cancelled or replaced request stores nothing more. */
  async function say(underWay: UnderWay | null, state: WideningState | null): Promise<void> {
    await wideningItem.change((before) => (current === underWay ? state : before));
  }

  async function finish(underWay: UnderWay, known: Known): Promise<void> {
    const { connectionId, scopes } = underWay.request;
    try {
      if (await widen(underWay, known))
        await say(underWay, { state: 'granted', connectionId, scopes: [...scopes], at: ports.now() });
    } catch (error) {
      const { code, details } = toErrorData(error);
      const failed: WideningState = {
        state: 'failed',
        connectionId,
        scopes: [...scopes],
        code,
        details,
        at: ports.now(),
      };
      // Removing the connection has erased the request.
      await wideningItem.change((before) => (current === underWay && before !== null ? failed : before));
    } finally {
      if (current === underWay) current = null;
    }
  }

  /** False if the request was cancelled. */
  async function widen(underWay: UnderWay, known: Known): Promise<boolean> {
    const result = await bring(vault, underWay.request, known);
    let isStored = false;
    try {
      const { origin, identity } = await identifyResult(vault, result);
      const { dataCentre, environment } = known.connection;
      if (origin !== apiOrigin(dataCentre, environment)) throw new AppError('other-org', nameOf(identity));
      checkSameOwner(identity, known.connection);
      checkGranted(result, known.connection);
      isStored = await store(vault, { known, result, identity }, () => {
        underWay.isKept = current === underWay;
        return underWay.isKept;
      });
    } finally {
      if (!isStored) await discard(vault, result);
    }
    const before = known.grant.refreshToken;
    if (isStored && before !== null && result.refreshToken !== null && before !== result.refreshToken)
      await revoke(ports, known.grant.dataCentre, before).catch(() => undefined);
    return isStored;
  }

  return {
    async start(request) {
      const { connectionId, scopes } = request;
      if (current !== null) throw new AppError('consent-busy');
      const underWay: UnderWay = { request, isKept: false, done: Promise.resolve() };
      current = underWay;
      try {
        const [connection, grant] = await Promise.all([
          vault.connections.find(connectionId),
          vault.grants.read(connectionId),
        ]);
        if (connection === null || grant === null) throw new AppError('signed-out');
        if (scopes.every((scope) => holdsScope(connection, scope))) {
          await say(underWay, { state: 'granted', connectionId, scopes: [...scopes], at: ports.now() });
          current = null;
          return;
        }
        if (connection.way === 'self' && request.code === undefined)
          throw new AppError('unexpected', { field: 'code' });
        await say(underWay, { state: 'waiting', connectionId, scopes: [...scopes], startedAt: ports.now() });
        if (current !== underWay) return;
        underWay.done = finish(underWay, { connection, grant });
        inBackground(underWay.done, 'widening.finish');
      } catch (error) {
        if (current === underWay) current = null;
        throw error;
      }
    },

    async cancel() {
      const underWay = current;
      if (underWay?.isKept === true) {
        await underWay.done.catch(() => undefined);
        return;
      }
      current = null;
      if (underWay === null) return;
      const closed = consent.close();
      await say(null, null);
      await closed;
    },

    async recover() {
      await wideningItem.change((state) => {
        if (state?.state !== 'waiting' || current !== null) return state;
        const { connectionId, scopes } = state;
        return { state: 'failed', connectionId, scopes, code: 'consent-closed', details: {}, at: ports.now() };
      });
    },
  };
}

/** Requests the scopes of the connection together with the new ones, in the way in which the connection was made. */
function bring(vault: Vault, request: WidenRequest, { connection, grant }: Known): Promise<SignInResult> {
  const { way, clientId, clientSecret, clientDataCentre } = grant;
  const ask = {
    dataCentre: clientDataCentre,
    clientId,
    scopes: scopesToAsk(connection, request.scopes),
    isSandboxWanted: connection.environment === 'sandbox',
  };
  if (way === 'client') return bringImplicit(vault, ask);
  // A client secret is valid in the data centre for which it was made. The tokens come from the same one.
  const secret = clientSecret ?? '';
  if (way === 'server') return bringByCode(vault, ask, secret);
  return bringByPaste(
    vault,
    { ...ask, dataCentre: grant.dataCentre },
    { clientSecret: secret, code: request.code ?? '' },
  );
}

/** Throws `scope-missing` if Zoho names the granted scopes, and one is missing that the connection had or wanted. */
function checkGranted({ asked, scopes }: SignInResult, { missingScopes: lacked }: Connection): void {
  if (scopes === null) return;
  const name = asked.find((scope) => !names(scopes, scope) && !lacked.includes(scope));
  if (name !== undefined) throw new AppError('scope-missing', { name });
}

/**
 * Stores the new tokens, and only then the rights. Puts the old tokens back if one of the writes fails. False, and
 * nothing stored, when `isWanted` returns false. Throws `signed-out` when the connection was removed, and
 * `state-mismatch` when it was made again in the meantime, perhaps by another client.
 */
function store(
  { ports, grants, connections }: Vault,
  { known, result, identity }: { readonly known: Known; readonly result: SignInResult; readonly identity: TokenOwner },
  isWanted: () => boolean,
): Promise<boolean> {
  const { id } = known.connection;
  return ports.exclusive(TOKENS_LOCK, async () => {
    const [grant, session] = await Promise.all([grants.read(id), readSession(id)]);
    if (grant === null) throw new AppError('signed-out');
    const { clientId, refreshToken: lasting } = known.grant;
    if (grant.clientId !== clientId || grant.refreshToken !== lasting) throw new AppError('state-mismatch');
    if (!isWanted()) return false;
    const { dataCentre, clientDataCentre } = result;
    const refreshToken = result.refreshToken ?? grant.refreshToken;
    try {
      await grants.write({ ...grant, refreshToken, dataCentre, clientDataCentre });
      await writeSession(id, { token: tokenOf(result.token, identity), candidate: null, refusal: null });
      await connections.change(id, (connection) => ({
        ...connection,
        extraScopes: extraScopesIn(result.scopes ?? result.asked),
        missingScopes: missingScopes(result.scopes, identity.missingScopes),
        isSignedOut: false,
        isLasting: result.isLasting,
      }));
    } catch (error) {
      await grants.write(grant).catch(() => undefined);
      await writeSession(id, session).catch(() => undefined);
      throw error;
    }
    return true;
  });
}

function nameOf({ org }: TokenOwner): { readonly name?: string } {
  return org === null ? {} : { name: org.name };
}
