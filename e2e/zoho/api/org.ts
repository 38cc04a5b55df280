import { json } from '../http.ts';
import { REFUSALS } from './errors.ts';
import { zohoTime } from '../world/time.ts';
import type { Endpoint } from './call.ts';

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `GET /org`. Source: Zoho docs v8, get-org-data. */
export const getOrg: Endpoint = {
  name: 'org',
  method: 'GET',
  path: /^\/org$/,
  need: () => ({ area: 'org' }),
  handle({ org, context }) {
    const { org: behaviour, orgTypeCase, scopeMismatchStatus } = context.switches;
    if (behaviour === 'scopeMismatch') return REFUSALS.scope(scopeMismatchStatus);
    if (behaviour === 'noPermission') return REFUSALS.permission(['Crm_Implied_Manage_Org']);
    const admin = org.users[0];
    const [iso, currency, symbol] = org.currency;
    const time = (iso8601: string) => zohoTime(Date.parse(iso8601), org.offsetMinutes);
    return json(200, {
      org: [
        {
          id: org.id,
          zgid: org.zgid,
          domain_name: org.domainName,
          primary_zuid: admin?.zuid ?? null,
          company_name: org.companyName,
          alias: null,
          primary_email: admin?.email ?? null,
          country: org.country,
          country_code: org.country,
          time_zone: org.timeZone,
          iso_code: iso,
          currency,
          currency_symbol: symbol,
          currency_locale: 'en_US',
          type: orgTypeCase === 'capital' ? capital(org.environment) : org.environment,
          created_time: time('2024-02-01T10:00:00Z'),
          description: null,
          website: `https://${org.key}.example`,
          employee_count: '40',
          mobile: null,
          phone: '+1 555 0100',
          fax: null,
          street: null,
          city: null,
          state: null,
          zip: null,
          photo_id: null,
          mc_status: false,
          gapps_enabled: false,
          translation_enabled: false,
          privacy_settings: false,
          zia_portal_id: null,
          zia_zgid: 0,
          ezgid: '0',
          call_icon: 'Phone',
          deletable_org_account: false,
          hipaa_compliance_enabled: false,
          lite_users_enabled: false,
          max_per_page: 200,
          oauth_presence: true,
          checkin_preferences: { restricted_event_types: 'none' },
          hierarchy_preferences: { type: 'Role_Hierarchy', strictly_reporting: false },
          license_details: {
            paid: org.edition !== 'free',
            paid_type: org.edition,
            paid_expiry: org.edition === 'free' ? null : time('2027-01-01T00:00:00Z'),
            users_license_purchased: Math.max(org.users.length, 5),
            trial_type: null,
            trial_expiry: null,
            trial_action: null,
            portal_users_license_purchased: 0,
          },
        },
      ],
    });
  },
};
