import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { accountsOrigin, apiOrigin, DATA_CENTRES } from '../shared/data-centres.ts';

type RulesApi = Pick<DeclarativeNetRequest.Static, 'updateSessionRules'>;

const RULE_ID = 1;

/**
 * The rule that removes `Origin` from the extension's calls to Zoho's accounts and API hosts. Zoho is reported to
 * refuse `Origin: chrome-extension://…` (hoppscotch discussion 3744). `extensionHost`: the host of the extension's own
 * pages.
 */
export function originRule(extensionHost: string): DeclarativeNetRequest.Rule {
  const origins = DATA_CENTRES.flatMap((dataCentre) => [
    accountsOrigin(dataCentre),
    ...(['production', 'sandbox', 'developer'] as const).map((environment) => apiOrigin(dataCentre, environment)),
  ]);
  return {
    id: RULE_ID,
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: {
      requestDomains: origins.map((origin) => new URL(origin).host),
      initiatorDomains: [extensionHost],
      resourceTypes: ['xmlhttprequest', 'other'],
    },
  };
}

/** A `fetch` whose first call in each life of the worker waits for the rule. */
export function withoutOrigin(rules: RulesApi, extensionHost: string, send: typeof fetch): typeof fetch {
  let placed: Promise<void> | null = null;
  return async (input, init) => {
    placed ??= rules
      .updateSessionRules({ removeRuleIds: [RULE_ID], addRules: [originRule(extensionHost)] })
      .catch((error: unknown) => {
        placed = null;
        throw error;
      });
    await placed;
    return send(input, init);
  };
}
