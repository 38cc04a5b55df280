import type { BrowserPorts, NamesAhead, NamesRead, Run } from '../model/types.ts';
import type { Clock } from '../../shared/steady-clock.ts';
import { wantedOf } from './session.ts';

/** Older names, in milliseconds, are read again when a page asks, and no run gets them. */
const AGEING_MS = 45_000;

/**
 * Reads the names of a module's tags before a run needs them, so that nobody waits after the click. The names live in
 * this worker only, and serve one run of the same connection, org, user and module.
 */
export function createNamesAhead(ports: Pick<BrowserPorts, 'acting' | 'api'>, clock: Clock): NamesAhead {
  const kept = new Map<string, { readonly at: number; readonly read: Promise<NamesRead | null> }>();

  function isUsable(at: number): boolean {
    return at > clock.oldUntil() && clock.now() - at <= AGEING_MS;
  }

  return {
    async read(connectionId, module) {
      const acting = await ports.acting(connectionId);
      const key = keyOf(connectionId, acting, module);
      const known = kept.get(key);
      if (known !== undefined && isUsable(known.at)) return;
      const at = clock.now();
      const tags = ports.api(connectionId, () => undefined, wantedOf(acting)).tags(module);
      const read = tags.then(
        (all) => ({ at, names: new Map(all.map(({ id, name }) => [id, name])) }),
        // The run requests the names itself, and reports the failure.
        () => null,
      );
      kept.set(key, { at, read });
    },
    async take({ connectionId, org, user, module }) {
      const key = keyOf(connectionId, { org, user }, module.apiName);
      const known = kept.get(key);
      kept.delete(key);
      return known !== undefined && isUsable(known.at) ? known.read : null;
    },
  };
}

function keyOf(connectionId: string, { org, user }: Pick<Run, 'org' | 'user'>, module: string): string {
  return [connectionId, org.zgid, user.id, module].join(' ');
}
