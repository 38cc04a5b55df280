import { text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { nouns } from '../shared/nouns.ts';
import type { Module } from '../shared/run-summary.ts';

/** A missing right of a Zoho profile, and the place where it is turned on. */
export interface PermissionText {
  readonly what: string;
  readonly where: string;
}

/** Zoho's name of a permission in words, e.g. `Crm_Implied_Tags_Leads`. Unknown ones stay in Zoho's words. */
export function permissionText(permission: string, module: Module | null): PermissionText {
  if (permission === 'Crm_Implied_Api_Access') return { what: text('perm_api'), where: text('perm_api_where') };
  const [, right, name] = /^Crm_Implied_(Tags|Edit|View)_(.+)$/.exec(permission) ?? [];
  const isHere = module !== null && (name === module.apiName || name === module.moduleSlug);
  const values = {
    nouns: isHere ? nouns(module) : shownName(name ?? ''),
    module: shownName(isHere ? module.plural : (name ?? '')),
  };
  switch (right) {
    case 'Tags':
      return { what: text('perm_tags', values), where: text('perm_tags_where', values) };
    case 'Edit':
      return { what: text('perm_edit', values), where: text('perm_edit_where', values) };
    case 'View':
      return { what: text('perm_view', values), where: text('perm_view_where', values) };
    case undefined:
    default:
      return { what: shownName(permission), where: '' };
  }
}

/** The message for an admin. */
export function noteForAdmin(permissions: readonly string[], module: Module | null, profile: string | null): string {
  const list = permissions
    .map((permission) => permissionText(permission, module))
    .map(({ what, where }) => (where === '' ? what : `${what} (${where})`))
    .join('; ');
  return text('noperm_note', { profile: shownName(profile ?? '?'), list });
}
