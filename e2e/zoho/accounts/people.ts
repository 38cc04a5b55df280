import type { Dc } from '../hosts.ts';
import type { Org, User } from '../world/org.ts';
import type { World } from '../world/world.ts';

/** A person with a Zoho account: one data centre, one or more orgs there. */
export interface Person {
  zuid: string;
  fullName: string;
  email: string;
  dc: Dc;
  /** Never empty. Sign-in offers the first one first. */
  orgs: Org[];
}

/** Everybody in the world, in the order of the orgs. */
export function everybody(world: World): Person[] {
  const people = new Map<string, Person>();
  for (const org of world.orgs) {
    for (const { zuid, fullName, email } of org.users) {
      if (!people.has(zuid)) people.set(zuid, { zuid, fullName, email, dc: org.dc, orgs: world.orgsOf(zuid, org.dc) });
    }
  }
  return [...people.values()];
}

export function personOf(world: World, zuid: string): Person | undefined {
  return everybody(world).find((person) => person.zuid === zuid);
}

/** The person as a user of one org. */
export function userIn(org: Org, zuid: string): User | undefined {
  return org.users.find((user) => user.zuid === zuid);
}
