import type { Identity, Wanted } from '../shared/access.ts';
import type { Connection } from '../shared/connection.ts';
import { AppError } from '../shared/errors.ts';
import type { TokenOwner } from './ports.ts';

/** Throws `owner-unknown` where Zoho tells neither the org nor the user that a token speaks for. */
export function checkKnown({ org, user, missingScopes }: TokenOwner): void {
  if (org !== null || user !== null) return;
  throw new AppError('owner-unknown', missingScopes.length > 0 ? { permissions: missingScopes } : {});
}

/**
 * A token may take the place of a connection's last one only if Zoho tells again each of org and user that was known
 * before, and tells the same. Throws `other-org`, `other-user`, and `owner-unknown` where one of them is not told again.
 */
export function checkSameOwner(identity: TokenOwner, connection: Connection): void {
  checkKnown(identity);
  const pairs = [
    [connection.org.zgid, identity.org?.zgid],
    [connection.user.id, identity.user?.id],
  ] as const;
  const known = pairs.filter(([before]) => before !== '');
  const [org, user] = pairs.map(([before, now]) => before !== '' && now !== undefined && now !== before);
  if (org === true) throw new AppError('other-org', identity.org === null ? {} : { name: identity.org.name });
  // Of an org that is not told nobody knows whether it is the same.
  if (user === true) throw new AppError(identity.org === null ? 'other-org' : 'other-user');
  const isSame = known.every(([before, now]) => now === before);
  if (known.length === 0 || !isSame) throw new AppError('owner-unknown');
}

/** Throws `other-org`, `other-user` where a token was seen to speak for others than wanted. */
export function checkWanted({ zgid, userId }: Identity, wanted: Wanted): void {
  if (differs(zgid, wanted.zgid)) throw new AppError('other-org');
  if (differs(userId, wanted.userId)) throw new AppError('other-user');
}

function differs(seen: string | null, wanted: string): boolean {
  return seen !== null && wanted !== '' && seen !== wanted;
}
