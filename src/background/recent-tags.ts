import { readMirrors } from '../shared/run-mirrors.ts';
import { recentTagsItem } from '../shared/stored-items.ts';

const MOST = 5;

/** Remembers the tags of a run that was started, for the menu of its module: newest first. */
export async function rememberTags(runId: string): Promise<void> {
  const run = (await readMirrors()).find((each) => each.id === runId);
  if (run === undefined || run.kind !== 'removal') return;
  const key = `${run.connectionId} ${run.module.tab}`;
  const all = await recentTagsItem.get();
  const used = run.chosen.map(({ id, name }) => ({ id, name }));
  const older = (all[key] ?? []).filter((tag) => used.every(({ id }) => id !== tag.id));
  await recentTagsItem.set({ ...all, [key]: [...used, ...older].slice(0, MOST) });
}
