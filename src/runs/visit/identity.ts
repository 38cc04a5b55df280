import type { Run, RunnerPorts } from '../model/types.ts';
import { attempt, type Calling, wantedOf } from './session.ts';

/** Calls in the name of an org and user. */
export type Acting = Calling & { readonly ports: Pick<RunnerPorts, 'identify'> };
/** The connection, org and user. */
export type For = Pick<Run, 'connectionId' | 'org' | 'user'>;

/**
 * Whether the token belongs to the run's org and user, for a pass that has work to do in both cases. If not,
 * `session.halt` has the reason. Other callers need not ask, because no call is made with another token.
 */
export async function isVerified(session: Acting, run: For): Promise<boolean> {
  const ask = () => session.ports.identify(run.connectionId, wantedOf(run));
  return (await attempt(session, 'identity', ask)).isOk;
}
