import { refuse } from './errors.ts';
import type { SimReply, SimRequest } from '../http.ts';

/** Calls that leave no list of what they changed, so no way back: Untag makes none of them. */
const FORBIDDEN: { path: RegExp; methods: string[]; what: string }[] = [
  { path: /^\/settings\/tags\/actions\/mass_delete$/, methods: ['POST', 'DELETE'], what: 'tags deleted' },
  { path: /^\/settings\/tags\/\d+\/actions\/merge$/, methods: ['POST', 'PUT'], what: 'tags merged' },
];

/** A loud no, and a mark on the recorded request that tests look for. */
export function refusedCall(request: SimRequest, path: string): SimReply | undefined {
  const found = FORBIDDEN.find((entry) => entry.methods.includes(request.method) && entry.path.test(path));
  if (!found) return undefined;
  request.record.forbidden = found.what;
  return refuse(
    403,
    'FORBIDDEN_IN_SIMULATOR',
    `The simulated Zoho refuses this call: ${found.what}. Untag never makes it.`,
  );
}
