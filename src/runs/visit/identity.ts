import { toAppError } from '../../shared/errors.ts';
import { Halted, type Session } from './session.ts';
import type { Identity } from '../../shared/access.ts';
import type { Run } from '../model/types.ts';
import { endsVisit, type Halt, haltFor } from '../model/waits.ts';

/**
 * Makes sure that the token speaks for the run's org and user. Where Zoho refuses to say, the read-back of ids decides: an
 * org never returns the records of another. Throws {@link Halted}, and an error that ends the visit.
 */
export async function verifyIdentity(session: Session, run: Run): Promise<void> {
  const { ports } = session;
  const { clock } = ports;
  try {
    const { zgid, userId } = await identityNow(session, run);
    const isOther = differs(zgid, run.org.zgid) || differs(userId, run.user.id);
    if (isOther) session.halt ??= { kind: 'wait', why: 'org', until: null, error: null, tries: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (endsVisit(error)) throw error;
    session.misses += 1;
    const { misses, throttles } = session;
    const weather = { now: clock.now(), isOnline: ports.isOnline(), misses, throttles };
    session.halt ??= haltFor(error, weather) ?? UNTOLD;
  }
  if (session.halt !== null) throw new Halted();
}

/** Writes that get ready together ask together: the browser takes long for many small questions at once. */
function identityNow(session: Session, { connectionId }: Run): Promise<Identity> {
  session.identifying ??= session.ports.identify(connectionId).finally(() => {
    session.identifying = null;
  });
  return session.identifying;
}

function differs(told: string | null, wanted: string): boolean {
  return told !== null && wanted !== '' && told !== wanted;
}

const UNTOLD: Halt = { kind: 'wait', why: 'org', until: null, error: null, tries: null };
