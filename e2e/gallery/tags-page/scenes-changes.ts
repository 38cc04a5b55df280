import { type ExtraScope, SEARCH_SCOPE, TAGS_SCOPE } from '../../../src/shared/scopes.ts';
import { wideningItem } from '../../../src/shared/stored-items.ts';
import type { TagsPageData } from '../../../src/tags-page/models/TagsPageModel.ts';
import { offerFrom } from '../../../src/tags-page/testing/made-cleanups.ts';
import { CONNECTION, rowsOf, type ToldTag } from '../../../src/tags-page/testing/made-tags.ts';
import type { TagModule, TagRow } from '../../../src/tags/model/types.ts';
import type { Scene } from './scene.ts';

/** The window of Zoho in which somebody did not allow a right. */
const refused = async (tags: TagsPageData, scope: ExtraScope): Promise<void> => {
  await tags.rights.ask([scope]);
  await wideningItem.set({
    connectionId: CONNECTION.id,
    scopes: [scope],
    state: 'failed',
    code: 'consent-refused',
    details: {},
    at: Date.now(),
  });
};

function unused(module: string, name: string, more: Partial<ToldTag> = {}): ToldTag {
  return { module, name, records: 0, used: null, uses: [], ...more };
}

/** An org with many tags that no record has. */
const LEFT: readonly ToldTag[] = [
  ...Array.from({ length: 5 }, (_, n) => unused('Leads', `Trade show ${2017 + n}`)),
  unused('Leads', 'Old price list', { uses: [['workflow', 'add', ['Prices 2020']]] }),
  unused('Leads', 'Promo 2020', { uses: [['blueprint', 'add', ['Qualified']]] }),
  ...Array.from({ length: 14 }, (_, n) => unused('Contacts', `Webinar ${2011 + n}`)),
  unused('Contacts', 'Webinar A', { uses: [['workflow', 'remove', ['Webinar is over']]] }),
  unused('Deals', 'Grant 2019', { uses: [['view', null, ['Grants']]] }),
  unused('Deals', 'Grant 2020', { records: null }),
];

/** The sheets before tags are renamed or deleted, over an org's modules and rows. */
export function changeScenes(modules: readonly TagModule[], rows: readonly TagRow[]): readonly Scene[] {
  const may = { connections: [{ ...CONNECTION, extraScopes: [TAGS_SCOPE] }] };
  const full = { modules, rows, offer: offerFrom(rows), ...may } as const;
  const left = rowsOf(LEFT);
  const many = { ...full, rows: left, offer: offerFrom(left) } as const;
  const named = (...names: readonly string[]) => rows.filter(({ name }) => names.includes(name));
  const rename =
    (to: string) =>
    (tags: TagsPageData): void => {
      tags.rename.open(named('Cold-Lead'));
      tags.rename.type(to);
    };
  const empty = (tags: TagsPageData): void => tags.deletion.open(left);
  const toRights = (tags: TagsPageData): void => {
    rename('Lead, cold')(tags);
    tags.rename.toRights(TAGS_SCOPE);
  };
  const toSearch = (tags: TagsPageData): void => {
    tags.deletion.open(named('Beta tester'));
    tags.deletion.toRights(SEARCH_SCOPE);
  };
  return [
    {
      ...full,
      name: '80-selected-one',
      act: (tags) => {
        for (const line of tags.list.lines.value)
          if (line.name === 'Cold-Lead') tags.picked.press(tags.list.shown.value, line, false);
      },
    },
    {
      ...many,
      name: '80b-selected-unused',
      act: (tags) => tags.picked.pressAll(tags.list.shown.value.filter(({ records }) => records?.n === 0)),
    },
    { ...full, name: '81-rename', act: rename('Lead, cold') },
    { ...full, name: '81b-rename-exists', act: rename('Cold lead') },
    { ...full, name: '81c-rename-perhaps', act: rename('cold LEAD') },
    { ...full, name: '81d-rename-too-long', act: rename('Leads that have gone quite cold') },
    { ...full, name: '81e-rename-begun', act: (tags) => tags.rename.open(named('Cold-Lead')) },
    { ...full, connections: [CONNECTION], name: '81f-rename-asks-first', act: rename('Lead, cold') },
    { ...many, name: '82-delete-some', act: empty },
    { ...full, name: '82b-delete-one', act: (tags) => tags.deletion.open(named('Beta tester')) },
    { ...full, name: '82c-delete-on-records', act: (tags) => tags.deletion.open(named('VIP')) },
    {
      ...many,
      name: '82d-delete-not-counted',
      act: (tags) => tags.deletion.open(left.filter(({ records }) => records === null)),
    },
    {
      ...full,
      refuses: 'busy',
      refusesOnly: 'cleanup.start',
      name: '82e-delete-refused',
      act: async (tags) => {
        tags.deletion.open(named('Beta tester'));
        await tags.deletion.start();
      },
    },
    { ...full, connections: [CONNECTION], name: '83-right-to-change-tags', act: toRights },
    {
      ...full,
      connections: [CONNECTION],
      name: '83b-right-to-change-tags-refused',
      act: async (tags) => {
        toRights(tags);
        await refused(tags, TAGS_SCOPE);
      },
    },
    {
      ...full,
      connections: [{ ...CONNECTION, way: 'self' }],
      name: '83c-right-to-change-tags-by-code',
      act: toRights,
    },
    { ...full, address: `?connection=${CONNECTION.id}&ask=search`, name: '84-search-asked-from-popup' },
    { ...full, name: '85-right-to-search-before-delete', act: toSearch },
    {
      ...full,
      name: '85b-right-to-search-before-delete-refused',
      act: async (tags) => {
        toSearch(tags);
        await refused(tags, SEARCH_SCOPE);
      },
    },
    {
      ...full,
      connections: [{ ...CONNECTION, extraScopes: [TAGS_SCOPE], way: 'self' }],
      name: '85c-right-to-search-before-delete-by-code',
      act: toSearch,
    },
  ];
}
