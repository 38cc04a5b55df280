import type { Module } from './zoho/world/module.ts';

/** The tag that most of the records carry. */
export function commonTag(module: Module, ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) for (const name of module.tagNames(id)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most === undefined || most[1] < 2) throw new Error('No tag stands on two of these records.');
  return most[0];
}
