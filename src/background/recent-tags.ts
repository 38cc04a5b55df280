import { readPreview } from '../runs/queries/preview.ts';
import { readMirrors } from '../shared/run-mirrors.ts';
import { connectionsItem, recentTagsItem } from '../shared/stored-items.ts';
import type { RecentTags } from './menu-items.ts';

const MOST = 5;

/**
 * Remembers the tags of a run that was started, for the menu of its module: newest first. Their names come from its
 * preview, for its summary is written later than it starts.
 */
export async function rememberTags(runId: string, tagIds: readonly string[]): Promise<void> {
  const run = (await readMirrors()).find((each) => each.id === runId);
  if (run === undefined || run.kind !== 'removal') return;
  const key = `${run.connectionId} ${run.module.moduleSlug}`;
  const tags = (await readPreview(runId))?.tags ?? [];
  const used = tags.flatMap(({ tag: { id, name } }) => (tagIds.includes(id) ? [{ id, name }] : []));
  await recentTagsItem.change((all) => {
    const older = (all[key] ?? []).filter((tag) => used.every(({ id }) => id !== tag.id));
    return { ...all, [key]: [...used, ...older].slice(0, MOST) };
  });
}

/** The recent tags of each module of the connections that there are. */
export async function recentTagGroups(): Promise<readonly RecentTags[]> {
  const [connections, recent] = await Promise.all([connectionsItem.get(), recentTagsItem.get()]);
  return connections.flatMap((connection) =>
    Object.entries(recent).flatMap(([key, tags]) => {
      const [connectionId, moduleSlug] = key.split(' ');
      return connectionId === connection.id && moduleSlug !== undefined ? [{ connection, moduleSlug, tags }] : [];
    }),
  );
}
