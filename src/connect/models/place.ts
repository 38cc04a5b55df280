import type { Connection } from '../../shared/connection.ts';
import { crmPlaceOf, type DataCentre } from '../../shared/data-centres.ts';
import type { SignInRequest } from '../../shared/messages.ts';
import type { PageContext } from '../../shared/page.ts';
import { pageContextOf } from '../../shared/page-context.ts';
import type { CrmTab } from '../ports.ts';

/** The chosen Zoho region, and its source. */
export interface Region {
  readonly dataCentre: DataCentre;
  readonly from: 'user' | 'tab' | 'connection' | 'policy' | 'client';
}

/** The CRM tab to return to, with the parts of its address. */
export interface TabPlace extends CrmTab {
  readonly context: PageContext;
  readonly dataCentre: DataCentre;
  readonly isSandbox: boolean;
}

/** The parts of a CRM tab's address; null without a tab, or if its host is none of Zoho CRM's. */
export function placeOf(tab: CrmTab | null): TabPlace | null {
  if (tab === null || !URL.canParse(tab.url)) return null;
  const url = new URL(tab.url);
  const place = crmPlaceOf(url.host);
  return place === null ? null : { ...tab, ...place, context: pageContextOf(url) };
}

/** The parameters for signing in to an existing connection again. */
export function wantedOf({ org, environment }: Connection): NonNullable<SignInRequest['wanted']> {
  return {
    orgSegment: org.domainName || (org.zgid ? `org${org.zgid}` : null),
    isSandbox: environment === 'sandbox',
  };
}
