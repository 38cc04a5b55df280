/** The 13 colours of Zoho's palette, or none. Source: Zoho's OpenAPI files, tags. */
const TAG_COLOURS = [
  '#57B1FD',
  '#879BFC',
  '#658BA8',
  '#FD87BD',
  '#969696',
  '#F48435',
  '#1DB9B4',
  '#E7A826',
  '#63C57E',
  '#F17574',
  '#D297EE',
  '#A8C026',
  '#B88562',
] as const;

export interface TagSeed {
  name: string;
  colour: string | null;
  /** Share of the records with it. */
  share: number;
  /** ISO 8601. */
  createdAt?: string;
  /** When it was last put on a record, ISO 8601; by default a recent time, and never for a tag without records. */
  usedAt?: string;
}

function tag(name: string, colour: number | null, share: number): TagSeed {
  return { name, colour: colour === null ? null : (TAG_COLOURS[colour] ?? null), share };
}

/** Tags that sales people have made over the years: other scripts, an emoji, 25 letters, no colour, look-alikes. */
const PEOPLE_TAGS = [
  tag('Prime', 0, 0.3),
  tag('Cold lead', 2, 0.22),
  tag('Trade show 2026', 5, 0.18),
  tag('Follow-up after webinar A', 1, 0.14),
  tag('לקוח חוזר', 6, 0.08),
  tag('🔥 Hot', 9, 0.12),
  tag('重要客户', 10, 0.06),
  tag('web', null, 0.1),
  tag('VIP', 7, 0.05),
  tag('VIP 2024', 4, 0.02),
  tag('Referral', 8, 0.09),
  tag('Do not call', 3, 0.04),
  tag('R&D, "beta" <2025>', 11, 0.03),
  tag('Never used', 12, 0),
];

const DEAL_TAGS = [
  tag('Q4 push', 5, 0.35),
  tag('Needs permit', 9, 0.2),
  tag('Subsidy 2026', 8, 0.25),
  tag('Prime', 0, 0.15),
  tag('stale', null, 0.2),
];
const VEHICLE_TAGS = [
  tag('Due for service', 7, 0.4),
  tag('Leased', 1, 0.3),
  tag('Roof rack', 6, 0.3),
  tag('Winter tyres', 2, 0.2),
];
const OTHER_TAGS = [
  tag('Important', 9, 0.25),
  tag('Archive', 4, 0.2),
  tag('Imported', null, 0.3),
  tag('To review', 7, 0.2),
];

/** The tags of a module. A tag belongs to one module, so two modules may have tags of the same name with different ids. */
export function tagSeeds(apiName: string): TagSeed[] {
  if (apiName === 'Leads' || apiName === 'Contacts') return PEOPLE_TAGS;
  if (apiName === 'Deals') return DEAL_TAGS;
  if (apiName === 'Vehicles') return VEHICLE_TAGS;
  if (apiName === 'Solutions') return [];
  return OTHER_TAGS;
}

/** Tags of the twelve newest leads of Brightside, by number in the list above, for a realistic first page. */
export const NEWEST_LEADS: number[][] = [
  [0, 1, 2],
  [0, 2, 3, 5],
  [0, 1, 2, 4],
  [2, 5],
  [0, 2, 7],
  [0, 1, 2, 3],
  [2, 4],
  [0, 1, 2, 6],
  [2, 3],
  [0, 2, 5, 8],
  [1, 2, 6, 7],
  [0, 2, 3, 4],
];
