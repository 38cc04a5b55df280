import { crmHost } from '../../src/shared/data-centres.ts';
import type { Zoho } from '../zoho/simulator.ts';

interface ListChoice {
  /** Key of the org in the simulated world. */
  readonly org?: string;
  /** API name of the module. */
  readonly module?: string;
  readonly perPage?: number;
  /** Name of the view; the default one otherwise. */
  readonly view?: string;
}

/** Address of a list in the CRM. */
export function listAddress(zoho: Zoho, choice: ListChoice = {}): string {
  const org = zoho.world.org(choice.org ?? 'brightside');
  const module = org.module(choice.module ?? 'Leads');
  const view = module.views.find((each) => (choice.view === undefined ? each.isDefault : each.name === choice.view));
  if (view === undefined) throw new Error(`${module.plural} has no view ${choice.view ?? '(default)'}`);
  const path = `/crm/${org.domainName}/tab/${module.tab}/custom-view/${view.id}/list`;
  return `https://${crmHost(org.dc, org.environment)}${path}?page=1&per_page=${choice.perPage ?? 50}`;
}

/** Address of one record. */
export function recordAddress(zoho: Zoho, id: string, choice: ListChoice = {}): string {
  const org = zoho.world.org(choice.org ?? 'brightside');
  const module = org.module(choice.module ?? 'Leads');
  return `https://${crmHost(org.dc, org.environment)}/crm/${org.domainName}/tab/${module.tab}/${id}`;
}
