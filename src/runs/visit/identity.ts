import { otherIdentity } from '../model/failure-policy.ts';
import type { Identity } from '../../shared/access.ts';
import type { Run } from '../model/types.ts';
import { attempt, Halted, type Session, valueOf } from './session.ts';

/**
 * Makes sure that the token speaks for the run's org and user. Where Zoho refuses to say, the read-back of ids decides: an
 * org never returns the records of another. Throws {@link Halted}.
 */
export async function verifyIdentity(session: Session, run: Run): Promise<void> {
  const { zgid, userId } = await identityNow(session, run);
  const now = session.ports.clock.wall();
  if (differs(zgid, run.org.zgid)) session.halt ??= otherIdentity('org', now);
  else if (differs(userId, run.user.id)) session.halt ??= otherIdentity('user', now);
  if (session.halt !== null) throw new Halted();
}

/** The same, for a pass that has something to do either way: why it is halted is in `session.halt`. */
export async function isVerified(session: Session, run: Run): Promise<boolean> {
  try {
    await verifyIdentity(session, run);
    return true;
  } catch (error) {
    if (error instanceof Halted) return false;
    throw error;
  }
}

/** Writes that get ready together ask together: the browser takes long for many small questions at once. */
function identityNow(session: Session, { connectionId }: Run): Promise<Identity> {
  session.identifying ??= attempt(session, 'identity', () => session.ports.identify(connectionId))
    .then((ending) => valueOf(session, ending))
    .finally(() => {
      session.identifying = null;
    });
  return session.identifying;
}

function differs(seen: string | null, wanted: string): boolean {
  return seen !== null && wanted !== '' && seen !== wanted;
}
