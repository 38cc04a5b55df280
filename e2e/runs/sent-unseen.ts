import type { RecordedRequest } from '../zoho/http.ts';

/** Records that got a second write without a read after the first, unless Zoho refused the first with an error. */
export function sentUnseen(requests: readonly RecordedRequest[]): string[] {
  const written = new Map<string, string>();
  const unseen: string[] = [];
  for (const request of requests) {
    if (request.endpoint === 'records') for (const id of (request.query['ids'] ?? '').split(',')) written.delete(id);
    if (request.endpoint !== 'removeTags' || request.status === 429 || request.status === 400) continue;
    const { ids, tags } = JSON.parse(request.body) as { ids: string[]; tags: { name: string }[] };
    const names = tags.map(({ name }) => name).join();
    for (const id of ids) {
      if (written.get(id) === names) unseen.push(`${id}: ${names}`);
      written.set(id, names);
    }
  }
  return unseen;
}
