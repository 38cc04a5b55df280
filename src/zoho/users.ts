import { AppError } from '../shared/errors.ts';
import type { Call } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './read-answer.ts';
import { usersSchema } from './schemas.ts';
import type { User } from './types.ts';

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
