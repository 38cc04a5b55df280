import { offerFrom } from '../../../src/tags-page/testing/made-cleanups.ts';
import { CONNECTION, rowsOf } from '../../../src/tags-page/testing/made-tags.ts';
import type { TagsPageData } from '../../../src/tags-page/models/TagsPageModel.ts';
import type { TagModule, TagRow } from '../../../src/tags/model/types.ts';
import { type ExtraScope, SEARCH_SCOPE } from '../../../src/shared/scopes.ts';
import { wideningItem } from '../../../src/shared/stored-items.ts';
import { appeared } from '../settled.ts';
import type { Scene } from './scene.ts';

const ASKED = { connectionId: CONNECTION.id, scopes: [SEARCH_SCOPE as ExtraScope] };

/** The sheet of a retire, from the chosen tags to its start, over an org's modules and rows. */
export function retireScenes(modules: readonly TagModule[], rows: readonly TagRow[]): readonly Scene[] {
  const full = { modules, rows, offer: offerFrom(rows) } as const;
  const named = (...names: readonly string[]) => rows.filter(({ name }) => names.includes(name));
  const open =
    (...names: readonly string[]) =>
    (tags: TagsPageData): void =>
      tags.retire.open(named(...names));
  /** The sheet over a tag, and what is done once its button is there. */
  const opened =
    (name: string, then: (tags: TagsPageData) => unknown) =>
    async (tags: TagsPageData): Promise<void> => {
      open(name)(tags);
      await appeared('.drawer-foot .primary');
      await then(tags);
    };
  const saving = offerFrom(rows, { searchSaves: { least: 40, most: 52 } });
  const search = offerFrom(rows, { way: 'search', why: 'search-cheaper' });
  const wide = offerFrom(rows, {
    records: null,
    isWhole: null,
    credits: { find: { least: 7, most: 500 }, read: { least: 0, most: 2 }, remove: { least: 2, most: 2 } },
  });
  const unknown = rows.map((row) => (row.name === 'Grant 2024' ? { ...row, records: null } : row));

  return [
    {
      ...full,
      name: '40-selected',
      act: (tags) => {
        for (const line of tags.list.lines.value)
          if (['Brochure sent', 'Cold-Lead'].includes(line.name)) tags.picked.press(tags.list.shown.value, line, false);
      },
    },
    {
      ...full,
      name: '40b-selected-many',
      act: (tags) => tags.picked.pressAll(tags.list.shown.value),
    },
    { ...full, name: '41-remove', act: open('Trade show 2025') },
    { ...full, name: '41b-remove-small', act: open('Grant 2024') },
    { ...full, name: '41c-remove-found-by-search', offer: search, act: open('Trade show 2025') },
    {
      ...full,
      name: '42-module-skipped',
      act: (tags) => {
        open('Trade show 2025')(tags);
        tags.retire.skip('Leads');
      },
    },
    { ...full, name: '43-counting', offer: 'asked', act: open('Trade show 2025', 'VIP') },
    { ...full, name: '43b-several', act: open('Trade show 2025', 'VIP') },
    { ...full, name: '44-count-refused', rows: unknown, offer: offerFrom(unknown), act: open('Grant 2024') },
    { ...full, name: '44b-size-unknown', offer: wide, act: open('Grant 2024') },
    {
      ...full,
      name: '44c-size-unknown-confirm',
      offer: wide,
      act: opened('Trade show 2025', (tags) => tags.retire.toConfirm()),
    },
    {
      ...full,
      name: '45-offer-refused',
      refuses: 'zoho-down',
      refusesOnly: 'cleanup.offer',
      act: open('Trade show 2025'),
    },
    { ...full, name: '45b-search-would-save', offer: saving, act: open('Trade show 2025') },
    {
      ...full,
      name: '49-one-more-right',
      offer: saving,
      act: opened('Trade show 2025', (tags) => tags.retire.toRights(SEARCH_SCOPE)),
    },
    {
      ...full,
      name: '49b-right-refused',
      offer: saving,
      act: opened('Trade show 2025', async (tags) => {
        tags.retire.toRights(SEARCH_SCOPE);
        await tags.rights.ask([SEARCH_SCOPE]);
        await wideningItem.set({ ...ASKED, state: 'failed', code: 'consent-refused', details: {}, at: Date.now() });
      }),
    },
    {
      ...full,
      name: '49c-right-by-code',
      connections: [{ ...CONNECTION, way: 'self' }],
      offer: saving,
      act: opened('Trade show 2025', (tags) => tags.retire.toRights(SEARCH_SCOPE)),
    },
    {
      ...full,
      name: '46-second-step',
      act: opened('Trade show 2025', (tags) => tags.retire.toConfirm()),
    },
    {
      ...full,
      name: '47-typed',
      act: opened('Newsletter', (tags) => {
        tags.retire.toConfirm();
        tags.retire.typed.value = 'newsl';
      }),
    },
    {
      ...full,
      name: '47b-typed-ready',
      act: opened('Newsletter', (tags) => {
        tags.retire.toConfirm();
        tags.retire.typed.value = 'newsletter';
      }),
    },
    {
      ...full,
      name: '48-start-refused',
      refuses: 'busy',
      refusesOnly: 'cleanup.start',
      act: opened('Grant 2024', (tags) => tags.retire.start()),
    },
    {
      modules,
      rows: rowsOf([{ module: 'Leads', name: 'לקוח חוזר 12', records: 12, used: 3, uses: [] }]),
      offer: offerFrom(rowsOf([{ module: 'Leads', name: 'לקוח חוזר 12', records: 12, used: 3, uses: [] }])),
      name: '63b-turned-name',
      act: (tags) => tags.retire.open(tags.list.tags.value),
    },
  ];
}
