import type { Module } from './world/module.ts';
import type { Org } from './world/org.ts';
import type { World } from './world/world.ts';

function orgView(org: Org): object {
  return {
    key: org.key,
    companyName: org.companyName,
    dc: org.dc,
    environment: org.environment,
    edition: org.edition,
    domainName: org.domainName,
    zgid: org.zgid,
    credits: org.credits,
    users: org.users.map(({ key, id, zuid, fullName, profile }) => ({
      key,
      id,
      zuid,
      fullName,
      profile: profile.name,
    })),
    modules: org.modules.map((module) => module.apiName),
  };
}

function moduleView(module: Module, limit: number): object {
  return {
    apiName: module.apiName,
    tab: module.tab,
    count: module.count(),
    tags: module.tags().map(({ id, name, colour }) => ({ id, name, colour, records: module.tagged(id) })),
    views: module.views.map(({ id, name }) => ({ id, name })),
    ids: module.ids(limit),
  };
}

/** The body of `GET /world/<org>/<module>/<record>`; undefined where there is nothing. */
export function worldView(world: World, [orgKey, apiName, id]: string[], limit: number): unknown {
  if (orgKey === undefined || orgKey === '') return world.orgs.map(orgView);
  const org = world.findOrg(orgKey);
  if (!org || apiName === undefined) return org && orgView(org);
  const module = org.findModule(apiName);
  if (!module || id === undefined) return module && moduleView(module, limit);
  return module.find(id);
}
