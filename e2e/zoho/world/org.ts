import { MODULE_KINDS } from './catalogue.ts';
import { createModule } from './module.ts';
import { EDITIONS, creditsOf } from './editions.ts';
import { tagSeeds } from './tag-names.ts';
import type { Edition, EditionLimits } from './editions.ts';
import type { Module } from './module.ts';
import type { TagSeed } from './tag-names.ts';
import type { Dc, Environment } from '../hosts.ts';
import type { SimClock } from '../clock.ts';

export interface User {
  /** Short name for tests, e.g. `mara`. */
  key: string;
  id: string;
  /** Id of the person in all of Zoho: the same in every org. */
  zuid: string;
  fullName: string;
  email: string;
  profile: { id: string; name: string };
  role: { id: string; name: string };
  /** Rights that the profile lacks, e.g. `Crm_Implied_Tags_Leads` or `Crm_Implied_Api_Access`. */
  denied: Set<string>;
}

export interface OrgSeed {
  key: string;
  dc: Dc;
  environment: Environment;
  zgid: string;
  /** Segment of the CRM's URLs; `org` + zgid unless the company chose a name. */
  domainName?: string;
  companyName: string;
  edition: Edition;
  /** First seven digits of every id. */
  prefix: string;
  country: string;
  timeZone: string;
  offsetMinutes: number;
  currency: [iso: string, name: string, symbol: string];
  users: { key: string; zuid: string; fullName: string; email: string; profile: string; role: string }[];
  /** Records by module; `rest` for the modules not named. */
  sizes: Record<string, number>;
  /** Tags by module, none in the modules not named. Without it, all modules have the default tags and their rules. */
  tags?: Record<string, TagSeed[]>;
  /** By module: the number of newest records with as many tags as a record may have. */
  crowded?: Record<string, number>;
  /** Adds rules and views once the org exists. */
  furnish?: (org: Org) => void;
}

export interface Org extends Omit<OrgSeed, 'users' | 'domainName' | 'sizes' | 'tags' | 'crowded' | 'furnish'> {
  /** Id of the org's record, which is not the number in the URL. */
  id: string;
  domainName: string;
  limits: EditionLimits;
  /** Credits of a rolling day. */
  credits: number;
  users: User[];
  modules: Module[];
  /** By key or id. Throws when there is none. */
  user(keyOrId: string): User;
  findUser(id: string): User | undefined;
  /** By API name. Throws when there is none. */
  module(apiName: string): Module;
  findModule(apiName: string): Module | undefined;
  /** By the segment after `/tab/`. */
  moduleByTab(tab: string): Module | undefined;
}

const PROFILES = ['Administrator', 'Sales standard'];

export function createOrg(seed: OrgSeed, clock: SimClock): Org {
  const idFor = (suffix: number) => seed.prefix + String(suffix).padStart(12, '0');
  const users = seed.users.map((user, place): User => ({
    ...user,
    id: idFor(411_001 + place * 1_000),
    profile: { name: user.profile, id: idFor(26_011 + PROFILES.indexOf(user.profile) * 3) },
    role: { name: user.role, id: idFor(26_005 + place * 3) },
    denied: new Set(),
  }));
  const modules = MODULE_KINDS.map((kind, place) =>
    createModule({
      kind,
      number: place + 1,
      prefix: seed.prefix,
      seed: seed.key,
      size: seed.sizes[kind.apiName] ?? seed.sizes['rest'] ?? 0,
      userIds: users.map((user) => user.id),
      clock,
      picked: seed.key === 'brightside',
      tags: seed.tags ? (seed.tags[kind.apiName] ?? []) : tagSeeds(kind.apiName),
      hasStandingRules: seed.tags === undefined,
      crowded: { records: seed.crowded?.[kind.apiName] ?? 0, tags: EDITIONS[seed.edition].tagsPerRecord },
    }),
  );
  const findModule = (apiName: string) => modules.find((module) => module.apiName === apiName);
  const { sizes: _sizes, tags: _tags, crowded: _crowded, furnish, ...rest } = seed;
  const org: Org = {
    ...rest,
    id: idFor(20_005),
    domainName: seed.domainName ?? `org${seed.zgid}`,
    limits: EDITIONS[seed.edition],
    credits: creditsOf(seed.edition, users.length),
    users,
    modules,
    user(keyOrId) {
      const found = users.find((user) => user.key === keyOrId || user.id === keyOrId);
      if (!found) throw new RangeError(`${seed.key} has no user ${keyOrId}`);
      return found;
    },
    findUser: (id) => users.find((user) => user.id === id),
    module(apiName) {
      const found = findModule(apiName);
      if (!found) throw new RangeError(`${seed.key} has no module ${apiName}`);
      return found;
    },
    findModule,
    moduleByTab: (tab) =>
      modules.find((module) => module.tab === tab || (tab === 'Meetings' && module.apiName === 'Events')),
  };
  furnish?.(org);
  return org;
}
