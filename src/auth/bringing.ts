import type { DataCentre } from '../shared/data-centres.ts';
import { isAppError } from '../shared/errors.ts';
import type { SignInResult } from './adoption.ts';
import { codeUrl, implicitUrl } from './authorize-url.ts';
import { causeOfClosing } from './consent-page.ts';
import { makePkce, randomText } from './pkce.ts';
import { codeAnswer, implicitAnswer } from './redirect-answer.ts';
import { exchangeCode, exchangeSelfCode, revoke } from './token-endpoint.ts';
import { freshToken } from './token-store.ts';
import type { Vault } from './vault.ts';

/** What Zoho is asked for. */
export interface TokenRequest {
  /** The client's data centre. */
  readonly dataCentre: DataCentre;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly isSandboxWanted: boolean;
}

/** Gets tokens of a client without a secret, in Zoho's window. Throws what {@link implicitAnswer} and the window throw. */
export async function bringImplicit(vault: Vault, request: TokenRequest): Promise<SignInResult> {
  const { ports, consent } = vault;
  const { dataCentre, clientId, scopes, isSandboxWanted } = request;
  const { redirectUri } = consent;
  const state = randomText();
  const url = implicitUrl({ dataCentre, clientId, scopes, redirectUri, state });
  const answer = implicitAnswer(await askOpenly(vault, url), { redirectUri, state });
  return {
    way: 'client',
    clientId,
    clientSecret: null,
    refreshToken: null,
    isLasting: answer.isForSession,
    token: freshToken({ ...answer, scopes: null }, ports.now()),
    asked: scopes,
    scopes: null,
    dataCentre: answer.dataCentre ?? dataCentre,
    clientDataCentre: dataCentre,
    isSandboxWanted,
  };
}

/** Gets tokens of a client with a secret, in Zoho's window. Throws what {@link exchangeCode} and the window throw. */
export async function bringByCode(vault: Vault, request: TokenRequest, clientSecret: string): Promise<SignInResult> {
  const { ports, consent } = vault;
  const { dataCentre, clientId, scopes, isSandboxWanted } = request;
  const { redirectUri } = consent;
  const state = randomText();
  const { verifier, challenge } = await makePkce();
  const url = codeUrl({ dataCentre, clientId, scopes, redirectUri, state }, challenge);
  const { code, dataCentre: home } = codeAnswer(await askOpenly(vault, url), { redirectUri, state });
  const client = { dataCentre: home ?? dataCentre, clientId, clientSecret };
  const answer = await exchangeCode(ports, client, { code, redirectUri, verifier });
  return {
    way: 'server',
    ...client,
    refreshToken: answer.refreshToken,
    isLasting: answer.refreshToken !== null,
    token: freshToken(answer, ports.now()),
    asked: scopes,
    scopes: answer.scopes,
    clientDataCentre: dataCentre,
    isSandboxWanted,
  };
}

/** Exchanges a code that was made in the API console for these scopes. Throws as {@link exchangeSelfCode}. */
export async function bringByPaste(
  { ports }: Vault,
  request: TokenRequest,
  { clientSecret, code }: { readonly clientSecret: string; readonly code: string },
): Promise<SignInResult> {
  const { dataCentre, clientId, scopes, isSandboxWanted } = request;
  const answer = await exchangeSelfCode(ports, { dataCentre, clientId, clientSecret }, code.trim());
  return {
    way: 'self',
    clientId,
    clientSecret,
    refreshToken: answer.refreshToken,
    isLasting: answer.refreshToken !== null,
    token: freshToken(answer, ports.now()),
    asked: scopes,
    scopes: answer.scopes,
    dataCentre,
    clientDataCentre: dataCentre,
    isSandboxWanted,
  };
}

/** Revokes tokens that are not used, if Zoho can be reached. */
export async function discard({ ports }: Vault, { refreshToken, token, dataCentre }: SignInResult): Promise<void> {
  await revoke(ports, dataCentre, refreshToken ?? token.accessToken).catch(() => undefined);
}

/** Zoho shows a fault of the client on its own page and does not redirect, so the user can only close the window. */
async function askOpenly({ ports, consent }: Vault, url: string): Promise<string> {
  try {
    return await consent.ask(url);
  } catch (error) {
    if (isAppError(error) && error.code === 'consent-closed') throw (await causeOfClosing(ports, url)) ?? error;
    throw error;
  }
}
