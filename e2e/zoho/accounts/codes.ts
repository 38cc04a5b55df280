import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../http.ts';
import type { Grant } from '../world/tokens.ts';
import type { Ask } from './ask.ts';

/** A grant code: single use, short-lived. */
export interface GrantCode {
  grant: Grant;
  /** Undefined for a self client, which has none. */
  redirectUri: string | undefined;
  challenge: Ask['challenge'];
  /** Whether the exchange brings a refresh token. */
  bringsRefresh: boolean;
  expiresAt: number;
}

function codes(context: Context): Map<string, GrantCode> {
  return context.memory('accounts.codes', () => new Map<string, GrantCode>());
}

export function makeCode(
  context: Context,
  code: Omit<GrantCode, 'expiresAt'>,
  seconds = context.switches.codeSeconds,
): string {
  const name = `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
  codes(context).set(name, { ...code, expiresAt: context.clock.now() + seconds * 1000 });
  return name;
}

/** Takes a code out, so that it works once. Undefined when unknown, used or too old. */
export function takeCode(context: Context, name: string): GrantCode | undefined {
  const code = codes(context).get(name);
  codes(context).delete(name);
  return code !== undefined && code.expiresAt > context.clock.now() ? code : undefined;
}

/** Whether the verifier is the one whose challenge came with the sign-in. */
export function provesChallenge(challenge: Ask['challenge'], verifier: string): boolean {
  if (challenge === undefined) return true;
  const proof = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return proof === challenge.value;
}
