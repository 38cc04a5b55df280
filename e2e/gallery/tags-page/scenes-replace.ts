import { offerFrom } from '../../../src/tags-page/testing/made-cleanups.ts';
import { CONNECTION } from '../../../src/tags-page/testing/made-tags.ts';
import type { TagsPageData } from '../../../src/tags-page/models/TagsPageModel.ts';
import type { TagModule, TagRow } from '../../../src/tags/model/types.ts';
import { type ExtraScope, TAGS_SCOPE } from '../../../src/shared/scopes.ts';
import { wideningItem } from '../../../src/shared/stored-items.ts';
import { appeared } from '../settled.ts';
import type { Scene } from './scene.ts';

const ALLOWED = { ...CONNECTION, extraScopes: [TAGS_SCOPE] };

/** The sheets of a replace and of a merge, over an org's modules and rows. */
export function replaceScenes(modules: readonly TagModule[], rows: readonly TagRow[]): readonly Scene[] {
  const full = { modules, rows, offer: offerFrom(rows), connections: [ALLOWED] } as const;
  const unasked = { ...full, connections: [CONNECTION] } as const;
  const open =
    (...names: readonly string[]) =>
    (tags: TagsPageData): void =>
      tags.replace.open(rows.filter(({ name }) => names.includes(name)));
  const merge = open('VIP', 'vip', 'V.I.P.');
  const into =
    (name: string, ...names: readonly string[]) =>
    async (tags: TagsPageData): Promise<void> => {
      open(...names)(tags);
      tags.replace.take(name);
      await appeared('.drawer-foot .primary');
    };
  const kept = async (tags: TagsPageData): Promise<void> => {
    merge(tags);
    tags.replace.keep('VIP');
    await appeared('.drawer-foot .primary');
  };
  const made =
    (name: string, ...names: readonly string[]) =>
    (tags: TagsPageData): void => {
      open(...names)(tags);
      tags.replace.another();
      tags.replace.type(name);
      tags.replace.make();
      tags.replace.paint('#E7A826');
    };
  const noRoom = modules.map((module) =>
    module.apiName === 'Contacts' ? { ...module, room: { used: 100, allowed: 100 } } : module,
  );
  const free = rows.map((row) => (row.name === 'vip' ? { ...row, uses: null } : row));
  const toRights = async (tags: TagsPageData): Promise<void> => {
    await into('Newsletter', 'Cold-Lead', 'Hot 🔥')(tags);
    tags.replace.toRights(TAGS_SCOPE);
  };
  return [
    { ...full, name: '64-merge-choose', act: merge },
    { ...full, name: '64b-merge-preview', act: kept },
    {
      ...full,
      name: '64c-merge-deleting',
      rows: free,
      act: async (tags) => {
        await kept(tags);
        tags.replace.deletes(true);
      },
    },
    { ...unasked, name: '64d-merge-new-and-full', modules: noRoom, act: made('Key account', 'vip', 'V.I.P.') },
    { ...full, name: '64e-merge-name-too-long', act: made('Key account of the year 2026', 'vip', 'V.I.P.') },
    { ...full, name: '64g-merge-name-of-another', act: made('TRADE SHOW 2025', 'vip', 'V.I.P.') },
    {
      ...full,
      name: '64f-merge-second-step',
      act: async (tags) => {
        await into('Newsletter', 'Trade show 2025', 'Brochure sent')(tags);
        tags.replace.toConfirm();
      },
    },
    {
      ...full,
      name: '65-replace-choose',
      act: async (tags) => {
        open('Cold-Lead')(tags);
        const field = await appeared<HTMLInputElement>('.tag-field input');
        field.value = 'cold';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
    },
    { ...full, name: '65b-replace-unknown', act: into('Cold lead', 'Cold-Lead') },
    {
      ...full,
      name: '65c-replace-typed',
      act: async (tags) => {
        await into('Prime', 'Newsletter')(tags);
        tags.replace.deletes(true);
        tags.replace.toConfirm();
        tags.replace.typed.value = 'newsletter';
      },
    },
    { ...unasked, name: '65d-one-more-right', act: toRights },
    {
      ...unasked,
      name: '65e-right-refused',
      act: async (tags) => {
        await toRights(tags);
        await tags.rights.ask([TAGS_SCOPE]);
        const asked = { connectionId: CONNECTION.id, scopes: [TAGS_SCOPE as ExtraScope] };
        await wideningItem.set({ ...asked, state: 'failed', code: 'consent-refused', details: {}, at: Date.now() });
      },
    },
    {
      ...full,
      name: '65f-tag-with-look-alikes',
      act: (tags) => tags.openTag('VIP'),
    },
  ];
}
