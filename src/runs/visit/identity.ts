import { otherIdentity } from '../model/failure-policy.ts';
import type { Identity } from '../../shared/access.ts';
import type { Run, RunnerPorts } from '../model/types.ts';
import { attempt, type Calling, Halted, type Session, valueOf } from './session.ts';

/** Calls that act for somebody. */
export type Acting = Calling & Pick<Session, 'identifying'> & { readonly ports: Pick<RunnerPorts, 'identify'> };
/** For whom. */
export type For = Pick<Run, 'connectionId' | 'org' | 'user'>;

/**
 * Makes sure that the token speaks for the run's org and user. Where Zoho refuses to say, the read-back of ids decides: an
 * org never returns the records of another. Throws {@link Halted}.
 */
export async function verifyIdentity(session: Acting, run: For): Promise<void> {
  const { zgid, userId } = await identityNow(session, run);
  const now = session.ports.clock.wall();
  if (differs(zgid, run.org.zgid)) session.halt ??= otherIdentity('org', now);
  else if (differs(userId, run.user.id)) session.halt ??= otherIdentity('user', now);
  if (session.halt !== null) throw new Halted();
}

/** The same, for a pass that has something to do either way: why it is halted is in `session.halt`. */
export async function isVerified(session: Acting, run: For): Promise<boolean> {
  try {
    await verifyIdentity(session, run);
    return true;
  } catch (error) {
    if (error instanceof Halted) return false;
    throw error;
  }
}

/** Writes that get ready together ask together: the browser takes long for many small questions at once. */
function identityNow(session: Acting, { connectionId }: For): Promise<Identity> {
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
