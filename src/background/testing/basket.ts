import type { Basket } from '../../shared/stored-items.ts';
import { runOf } from './run.ts';

/** A basket of so many records of one module of Brightside's; leads, unless told otherwise. */
export function basketOf(count: number, module = runOf({}).module): Basket {
  const ids = Array.from({ length: count }, (_, n) => String(581200000001234000n + BigInt(n)));
  return { connectionId: 'us-production-1-1', module, ids, pages: [], keptAt: 0 };
}
