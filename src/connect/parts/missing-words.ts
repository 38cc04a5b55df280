import type { MessageKey } from '../../shared/i18n.ts';
import type { SCOPES } from '../../shared/scopes.ts';

/** The name of a scope that every sign-in requests, and the features that need it. */
export const SCOPE_WORDS: Readonly<Record<(typeof SCOPES)[number], readonly [name: MessageKey, without: MessageKey]>> =
  {
    'ZohoCRM.modules.ALL': ['scope_modules', 'scope_modules_p'],
    'ZohoCRM.settings.tags.READ': ['scope_tags', 'scope_tags_p'],
    'ZohoCRM.settings.modules.READ': ['scope_module_list', 'scope_module_list_p'],
    'ZohoCRM.settings.custom_views.READ': ['scope_views', 'scope_views_p'],
    'ZohoCRM.org.READ': ['scope_org', 'scope_org_p'],
    'ZohoCRM.users.READ': ['scope_users', 'scope_users_p'],
  };
