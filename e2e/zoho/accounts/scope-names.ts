const OPERATIONS = '(?:all|read|create|update|delete|write)';
const MODULES =
  'leads|accounts|contacts|deals|campaigns|tasks|cases|events|calls|solutions|products|vendors|pricebooks|quotes|salesorders|purchaseorders|invoices|custom|lockinginformation|notes|activities|dashboards|search';
const SETTINGS =
  'tags|modules|fields|layouts|custom_views|related_lists|roles|profiles|territories|currencies|variables|custom_buttons|workflow_rules|audit_logs';

/**
 * Scopes that some source attests. Module-wide WRITE is not among them. Source: Zoho docs v8, scopes; letter case does
 * not matter.
 */
const KNOWN = [
  '^zohocrm\\.modules\\.(?:all|read|create|update|delete)$',
  `^zohocrm\\.modules\\.(?:${MODULES})\\.${OPERATIONS}$`,
  '^zohocrm\\.settings\\.(?:all|read)$',
  `^zohocrm\\.settings\\.(?:${SETTINGS})\\.${OPERATIONS}$`,
  `^zohocrm\\.(?:org|users|features|coql|bulk|notifications|zia)\\.${OPERATIONS}$`,
  '^zohosearch\\.securesearch\\.read$',
  '^aaaserver\\.profile\\.read$',
].map((source) => new RegExp(source, 'i'));

/** The scopes that do not exist. One of them breaks the whole sign-in. */
export function unknownScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !KNOWN.some((known) => known.test(scope)));
}

/** What a scope allows, as the consent page words it. */
export function meaningOf(scope: string): string {
  const [, area = '', ...rest] = scope.toLowerCase().split('.');
  const operation = rest.at(-1) ?? '';
  const verb = operation === 'read' ? 'See' : 'See, add, change and delete';
  const thing = [...rest.slice(0, -1), area].map((part) => part.replaceAll('_', ' ')).join(' ');
  switch (area) {
    case 'modules':
      return rest.length > 1 ? `${verb} ${rest[0]}` : `${verb} the records of all modules`;
    case 'settings':
      if (rest[0] === 'modules') return `${verb} your list of modules`;
      return `${verb} the ${rest.length > 1 ? `${rest[0]?.replaceAll('_', ' ')} of your modules` : 'settings'}`;
    case 'securesearch':
      return 'Search the records of all modules';
    case 'org':
      return `${verb} your organisation's details`;
    case 'users':
      return `${verb} the users of your organisation`;
    default:
      return `${verb} ${thing}`;
  }
}
