import type { Org, OrgSeed } from './org.ts';
import type { TagSeed } from './tag-names.ts';

const OLD = '2021-05-18T09:00:00Z';

/** In daily use. */
function used(name: string, share: number, colour: string | null = null): TagSeed {
  return { name, colour, share };
}

/** Still on records, but not put on one for years. */
function stale(name: string, share: number, usedAt: string): TagSeed {
  return { name, colour: '#969696', share, createdAt: OLD, usedAt };
}

/** No longer on any record. */
function left(name: string, usedAt: string): TagSeed {
  return { name, colour: null, share: 0, createdAt: OLD, usedAt };
}

/** Made and never put on a record. */
function unused(name: string): TagSeed {
  return { name, colour: null, share: 0, createdAt: OLD };
}

/** Names that differ by letter case, width, an alphabet, dots, hyphens, spaces or the form of an accent; and years, which are two tags. */
const LOOK_ALIKES: TagSeed[] = [
  used('VIP', 0.08, '#E7A826'),
  used('vip', 0.05),
  used('V.I.P.', 0.02, '#F48435'),
  used('ＶＩＰ', 0.01),
  used('Follow-up', 0.12, '#57B1FD'),
  used('Follow up', 0.07, '#57B1FD'),
  used('follow_up', 0.03),
  used('Newsletter', 0.2, '#63C57E'),
  used('News letter', 0.03),
  used('Trade show 2025', 0.14, '#879BFC'),
  used('Tradeshow 2025', 0.04),
  used('Trade show 2026', 0.16, '#1DB9B4'),
  used('Prime', 0.2, '#57B1FD'),
  used('\u0420rime', 0.01),
  used('Do not call', 0.04, '#F17574'),
  used('DO NOT CALL', 0.02, '#F17574'),
  used('Caf\u00e9 owners', 0.02),
  used('Cafe\u0301 owners', 0.01),
];

const IN_USE: TagSeed[] = [
  used('Referral', 0.09, '#63C57E'),
  used('web', 0.12),
  used('Partner', 0.05, '#D297EE'),
  used('Cold lead', 0.15, '#658BA8'),
  used('🔥 Hot', 0.1, '#F17574'),
  used('Budget approved', 0.06),
  used('Solar roof', 0.18, '#E7A826'),
  used('Heat pump', 0.11, '#FD87BD'),
  used('Battery', 0.08),
  used('Needs survey', 0.07),
  used('Callback', 0.05),
  used('GDPR consent', 0.22),
  used('לקוח חוזר', 0.03),
  used('重要客户', 0.02),
  used('R&D, "beta" <2025>', 0.01, '#A8C026'),
  used('Follow-up after webinar A', 0.02),
];

const STALE: TagSeed[] = [
  stale('Import 2018', 0.04, '2021-05-18T09:00:00Z'),
  stale('Old CRM', 0.06, '2021-05-18T09:00:00Z'),
  ...[2021, 2022, 2023, 2024].map((year) => stale(`Trade show ${year}`, 0.02, `${year}-09-14T10:00:00Z`)),
  stale('Spring fair 2022', 0.01, '2022-04-02T10:00:00Z'),
  stale('Summer discount', 0.02, '2024-08-31T16:00:00Z'),
];

function webinars(from: number, count: number): TagSeed[] {
  return Array.from({ length: count }, (_, place) => {
    const month = new Date(Date.UTC(from, place, 1)).toISOString().slice(0, 7);
    return place % 5 === 4 ? unused(`Webinar ${month}`) : left(`Webinar ${month}`, `${month}-20T15:00:00Z`);
  });
}

const LEADS_BEFORE = [...LOOK_ALIKES, ...IN_USE, ...STALE];
/** One below what the edition allows. */
const LEADS_TAGS = 99;

const CONTACTS: TagSeed[] = [
  used('VIP', 0.1, '#E7A826'),
  used('Vip', 0.04),
  used('Trade show 2025', 0.1, '#879BFC'),
  used('Newsletter', 0.3, '#63C57E'),
  used('Decision maker', 0.12),
  used('Left the company', 0.05),
  stale('Christmas card', 0.2, '2023-12-11T09:00:00Z'),
  ...webinars(2021, 31),
];

const ACCOUNTS: TagSeed[] = [
  used('Key account', 0.15, '#E7A826'),
  used('Key-account', 0.05),
  used('Installer', 0.2),
  used('Trade show 2025', 0.08),
  stale('Framework contract', 0.1, '2023-02-01T09:00:00Z'),
  ...Array.from({ length: 9 }, (_, place) => unused(`Region ${place + 1}`)),
];

const DEALS: TagSeed[] = [
  used('Q4 push', 0.3, '#F48435'),
  used('Subsidy 2026', 0.25, '#63C57E'),
  used('Subsidy2026', 0.04),
  used('Needs permit', 0.2, '#F17574'),
  ...Array.from({ length: 16 }, (_, place) => {
    const quarter = `Q${(place % 4) + 1} ${2021 + Math.floor(place / 4)}`;
    return place < 10 ? left(quarter, '2023-12-31T12:00:00Z') : stale(quarter, 0.05, '2024-12-31T12:00:00Z');
  }),
];

const VEHICLES: TagSeed[] = [
  used('Due for service', 0.4, '#E7A826'),
  used('Leased', 0.3),
  used('leased', 0.1),
  used('Winter tyres', 0.2),
  unused('Sold'),
];

const TASKS: TagSeed[] = [
  used('Important', 0.25, '#F17574'),
  used('important', 0.1),
  used('Waiting', 0.2),
  unused('Someday'),
];

/** Automation and views that use tags, one of them a tag of no record. */
function furnish(org: Org): void {
  const leads = org.module('Leads');
  const instant = { execution: 'instant' } as const;
  leads.addRule({ kind: 'Workflow', name: 'Badge scanned', action: 'AddTags', ...instant }, 'Trade show 2026');
  leads.addRule({ kind: 'Workflow', name: 'Came by post', action: 'AddTags', ...instant }, 'Trade show 2025', 'web');
  leads.addRule(
    { kind: 'Workflow', name: 'Webinar reminder', action: 'AddTags', execution: 'schedule' },
    leads.tags().at(-1)?.name ?? '',
  );
  leads.addRule({ kind: 'Blueprint', name: 'Qualified', action: 'AddTags', ...instant }, 'VIP', 'Prime');
  leads.addRule({ kind: 'Orchestration', name: 'Nurture', action: 'RemoveTags', ...instant }, 'Follow-up', 'Cold lead');
  leads.addTagView('VIP', 'VIPs of the week');
  leads.addTagView('Newsletter', 'Newsletter readers');
  leads.addTagView('Newsletter', 'Private newsletter list', true);
  org.module('Deals').addTagView('Q4 push', 'This quarter');
  for (const id of leads.ids(14).slice(12)) leads.hide(id);
}

/** An org that needs cleaning: 180 tags in 6 modules. */
export const CLUTTERED: OrgSeed = {
  key: 'lumen',
  dc: 'us',
  environment: 'production',
  zgid: '809115270',
  companyName: 'Lumen & Vale',
  edition: 'enterprise',
  prefix: '5740119',
  country: 'US',
  timeZone: 'America/Chicago',
  offsetMinutes: -360,
  currency: ['USD', 'US Dollar', '$'],
  users: [
    {
      key: 'nora',
      zuid: '796330518',
      fullName: 'Nora Castellanos',
      email: 'nora@lumen.example',
      profile: 'Administrator',
      role: 'CEO',
    },
  ],
  sizes: { Leads: 420, Contacts: 260, Accounts: 90, Deals: 120, Vehicles: 30, Tasks: 60, rest: 4 },
  tags: {
    Leads: [...LEADS_BEFORE, ...webinars(2020, LEADS_TAGS - LEADS_BEFORE.length)],
    Contacts: CONTACTS,
    Accounts: ACCOUNTS,
    Deals: DEALS,
    Vehicles: VEHICLES,
    Tasks: TASKS,
  },
  crowded: { Leads: 10 },
  furnish,
};
