import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Module, Tag } from '../shared/run-summary.ts';
import { connectionsItem, recentTagsItem } from '../shared/stored-items.ts';
import { recentTagGroups, rememberTags } from './recent-tags.ts';
import { CONNECTION } from './testing/kept.ts';

const module: Module = {
  apiName: 'Deals',
  moduleSlug: 'Potentials',
  singular: 'Deal',
  plural: 'Deals',
  isCustom: false,
  nameField: 'Deal_Name',
};
const tag = (id: string): Tag => ({ id, name: `Tag ${id}`, colour: null });
const remember = (...ids: string[]) =>
  rememberTags({ connectionId: CONNECTION.id, module, tags: ids.map((id) => tag(id)) });
const kept = async () => (await recentTagsItem.get())[`${CONNECTION.id} Potentials`]?.map(({ id }) => id);

beforeEach(() => fakeBrowser.reset());

it('remembers the last five tags of a module, newest first and each once', async () => {
  await remember('1', '2');
  await remember('3', '4', '5');
  await remember('2', '6');
  expect(await kept()).toEqual(['2', '6', '3', '4', '5']);
});

it('has the tags of the connections that there are, by module', async () => {
  await remember('1');
  expect(await recentTagGroups()).toEqual([]);
  await connectionsItem.set([CONNECTION]);
  expect(await recentTagGroups()).toEqual([
    { connection: CONNECTION, moduleSlug: 'Potentials', tags: [{ id: '1', name: 'Tag 1' }] },
  ]);
});
