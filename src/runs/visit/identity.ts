import type { Run, RunnerPorts } from '../model/types.ts';
import { attempt, type Calling, wantedOf } from './session.ts';

/** Calls that act for somebody. */
export type Acting = Calling & { readonly ports: Pick<RunnerPorts, 'identify'> };
/** For whom. */
export type For = Pick<Run, 'connectionId' | 'org' | 'user'>;

/**
 * Whether the token speaks for the run's org and user, for a pass that has something to do either way: why it does not is in
 * `session.halt`. Calls need not ask first: none is made with another's token.
 */
export async function isVerified(session: Acting, run: For): Promise<boolean> {
  const ask = () => session.ports.identify(run.connectionId, wantedOf(run));
  return (await attempt(session, 'identity', ask)).isOk;
}
