import type { Identity, Wanted } from '../shared/access.ts';
import type { Connection } from '../shared/connection.ts';
import { AppError } from '../shared/errors.ts';
import type { TokenOwner } from './ports.ts';

/** Throws `owner-unknown` when Zoho names neither the org nor the user of a token. */
export function checkKnown({ org, user, missingScopes }: TokenOwner): void {
  if (org !== null || user !== null) return;
  throw new AppError('owner-unknown', missingScopes.length > 0 ? { permissions: missingScopes } : {});
}

/**
 * A new token replaces the last one of a connection only if Zoho confirms every known part, org and user. Throws
 * `other-org` or `other-user` for a different one, and `owner-unknown` for one that is not confirmed.
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
  // Without the org's name it is unknown whether the org is the same.
  if (user === true) throw new AppError(identity.org === null ? 'other-org' : 'other-user');
  const isSame = known.every(([before, now]) => now === before);
  if (known.length === 0 || !isSame) throw new AppError('owner-unknown');
}

/** Throws `other-org` or `other-user` when a token's org or user differs from the wanted one. */
export function checkWanted({ zgid, userId }: Identity, wanted: Wanted): void {
  if (differs(zgid, wanted.zgid)) throw new AppError('other-org');
  if (differs(userId, wanted.userId)) throw new AppError('other-user');
}

function differs(seen: string | null, wanted: string): boolean {
  return seen !== null && wanted !== '' && seen !== wanted;
}
