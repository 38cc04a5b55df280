import type { Zoho } from '../zoho/simulator.ts';

/** Ids whose tags Untag has asked Zoho for, in a module, since the request of that number. */
export function idsAskedFor(zoho: Zoho, module: string, since: number): string[] {
  const asked = zoho.requests
    .slice(since)
    .filter(({ endpoint, path }) => endpoint === 'records' && path.endsWith(`/${module}`))
    .flatMap(({ query }) => query['ids']?.split(',') ?? []);
  return [...new Set(asked)].sort();
}
