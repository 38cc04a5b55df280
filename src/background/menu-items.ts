import { text } from '../shared/i18n.ts';
import type { Connection } from '../shared/connection.ts';
import { crmHost } from '../shared/data-centres.ts';
import { shownName } from '../shared/names.ts';

/** Ids of the items, which give the meaning of a click on them. */
export const MENU_ROOT = 'untag';
export const MENU_CHOOSE = 'choose';
export const MENU_KEEP = 'keep';
const TAG_PREFIX = 'tag:';

/** Most characters of a tag's name in a menu, which is one line. */
const LONGEST_ITEM = 60;

/** A recent tag of one connection's module, and the pages on which it is offered. */
export interface RecentTags {
  readonly connection: Connection;
  /** The module's name in the URL. */
  readonly moduleSlug: string;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
}

export interface MenuItem {
  readonly id: string;
  readonly parentId?: string;
  readonly title?: string;
  readonly type?: 'separator';
  readonly documentUrlPatterns: string[];
}

/**
 * The whole menu. Items under the root are bound to the address of one module of one org, because an open menu can no
 * longer be changed. On other pages the browser leaves those items out, and the root is a plain item again.
 */
export function menuItems(crmPages: readonly string[], recent: readonly RecentTags[]): MenuItem[] {
  const everywhere = [...crmPages];
  const root: MenuItem = { id: MENU_ROOT, title: text('menu_neutral'), documentUrlPatterns: everywhere };
  const groups = recent.filter((group) => group.tags.length > 0);
  return [root, ...groups.flatMap((group, place) => groupItems(group, place))];
}

/** Whether the root has a submenu on a page, so that a click on it opens no popup. */
export function hasSubmenu(url: string, recent: readonly RecentTags[]): boolean {
  return recent
    .filter(({ tags }) => tags.length > 0)
    .map(addressOf)
    .some((module) => url === module || url.startsWith(`${module}/`) || url.startsWith(`${module}?`));
}

function addressOf({ connection, moduleSlug }: RecentTags): string {
  const host = crmHost(connection.dataCentre, connection.environment);
  return `https://${host}/crm/${connection.org.domainName}/tab/${moduleSlug}`;
}

function groupItems(group: RecentTags, place: number): MenuItem[] {
  const module = addressOf(group);
  const documentUrlPatterns = [`${module}/*`, `${module}?*`, module];
  const under = { parentId: MENU_ROOT, documentUrlPatterns };
  return [
    { ...under, id: `${MENU_CHOOSE}:${place}`, title: text('menu_choose') },
    { ...under, id: `line:${place}:1`, type: 'separator' },
    ...group.tags.map((tag) => ({
      ...under,
      id: `${TAG_PREFIX}${tag.id}:${place}`,
      title: menuText(shownName(tag.name, LONGEST_ITEM)),
    })),
    { ...under, id: `line:${place}:2`, type: 'separator' },
    {
      ...under,
      id: `${MENU_KEEP}:${place}`,
      title: text('menu_keep'),
      documentUrlPatterns: [`${module}/custom-view/*`],
    },
  ];
}

/** The clicked item: the root or "Choose tags…", a recent tag, or "Keep in the basket". */
export type MenuChoice =
  | { readonly kind: 'open' }
  | { readonly kind: 'tag'; readonly tagId: string }
  | { readonly kind: 'keep' };

/** The choice behind the id of a clicked item; null for the id of no item of Untag's. */
export function choiceOf(itemId: string): MenuChoice | null {
  const [kind = '', value = ''] = itemId.split(':');
  if (kind === MENU_ROOT || kind === MENU_CHOOSE) return { kind: 'open' };
  if (kind === MENU_KEEP) return { kind: 'keep' };
  return kind === 'tag' && value !== '' ? { kind: 'tag', tagId: value } : null;
}

/**
 * A text as a menu shows it. Browsers take the letter after a single `&` for an access key, and replace `%s` by the
 * text that is selected on the page. A zero-width character between the two prevents that.
 */
export function menuText(text: string): string {
  return text.replaceAll('&', '&&').replaceAll('%s', '%\u2060s');
}
