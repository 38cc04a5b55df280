import type { Started } from '../runs/engine.ts';
import { connectionsItem, recentTagsItem } from '../shared/stored-items.ts';
import type { RecentTags } from './menu-items.ts';

const MOST = 5;

/** Remembers the tags of a started run for the menu of its module, newest first. */
export async function rememberTags({ connectionId, module, tags }: Started): Promise<void> {
  const key = `${connectionId} ${module.moduleSlug}`;
  const used = tags.map(({ id, name }) => ({ id, name }));
  await recentTagsItem.change((all) => {
    const older = (all[key] ?? []).filter((tag) => used.every(({ id }) => id !== tag.id));
    return { ...all, [key]: [...used, ...older].slice(0, MOST) };
  });
}

/** The recent tags of each module, for the existing connections. */
export async function recentTagGroups(): Promise<readonly RecentTags[]> {
  const [connections, recent] = await Promise.all([connectionsItem.get(), recentTagsItem.get()]);
  return connections.flatMap((connection) =>
    Object.entries(recent).flatMap(([key, tags]) => {
      const [connectionId, moduleSlug] = key.split(' ');
      return connectionId === connection.id && moduleSlug !== undefined ? [{ connection, moduleSlug, tags }] : [];
    }),
  );
}
