import { AppError } from '../shared/errors.ts';
import type { Call } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './answer.ts';
import { orgsSchema, usersSchema } from './schemas.ts';
import type { Org, User } from './types.ts';

/** The org that the token acts on. Throws `no-org` where Zoho names none. Source: Zoho docs v8, get-org-data. */
export async function readOrg(call: Call): Promise<Org> {
  const answer = await call({ method: 'GET', path: ['org'], scope: 'ZohoCRM.org.READ', credits: CREDITS_PER_READ });
  const org = readAnswer(answer, orgsSchema)?.org[0];
  if (!org) throw new AppError('no-org', { status: answer.facts.status });
  return {
    zgid: org.zgid,
    domainName: org.domain_name,
    name: org.company_name || org.domain_name,
    type: org.type.toLowerCase(),
    edition: org.license_details.paid_type?.toLowerCase() ?? null,
  };
}

/** The user whose token it is. Throws `zoho-other` with status 204 where Zoho names none. Source: Zoho docs v8, get-users. */
export async function readCurrentUser(call: Call): Promise<User> {
  const answer = await call({
    method: 'GET',
    path: ['users'],
    query: { type: 'CurrentUser' },
    scope: 'ZohoCRM.users.READ',
    credits: CREDITS_PER_READ,
  });
  const user = readAnswer(answer, usersSchema)?.users[0];
  if (!user) throw new AppError('zoho-other', { status: 204 });
  return { id: user.id, name: user.full_name, profile: user.profile?.name ?? null };
}
