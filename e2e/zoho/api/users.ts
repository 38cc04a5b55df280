import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { User } from '../world/org.ts';

const TYPES = ['AllUsers', 'ActiveUsers', 'AdminUsers', 'ActiveConfirmedUsers', 'ConfirmedUsers', 'CurrentUser'];

function shape(user: User, { org, user: current }: ApiCall): object {
  const space = user.fullName.lastIndexOf(' ');
  const who = { name: current.fullName, id: current.id };
  const created = zohoTime(Date.parse('2024-02-01T10:05:00Z'), org.offsetMinutes);
  return {
    id: user.id,
    zuid: user.zuid,
    full_name: user.fullName,
    first_name: user.fullName.slice(0, Math.max(0, space)) || null,
    last_name: user.fullName.slice(space + 1),
    email: user.email,
    status: 'active',
    confirm: true,
    profile: user.profile,
    role: user.role,
    microsoft: false,
    time_zone: org.timeZone,
    language: 'en_US',
    locale: 'en_US',
    country_locale: 'en_US',
    created_time: created,
    Modified_Time: created,
    created_by: who,
    Modified_By: who,
    type__s: 'Regular User',
    personal_account: false,
    default_tab_group: '0',
    offset: org.offsetMinutes * 60_000,
    $current_shift: null,
    $next_shift: null,
    $shift_effective_from: null,
    Isonline: user === current,
    sandboxDeveloper: false,
    category: 'regular_user',
  };
}

/** `GET /users?type=…`. Source: Zoho docs v8, get-users. */
export const getUsers: Endpoint = {
  name: 'users',
  method: 'GET',
  path: /^\/users$/,
  need: () => ({ area: 'users' }),
  handle(call) {
    const { request, org, user, context } = call;
    const type = request.query.get('type') ?? 'AllUsers';
    if (!TYPES.includes(type)) return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'type' });
    const { currentUser, scopeMismatchStatus } = context.switches;
    if (type === 'CurrentUser' && currentUser === 'noContent') return { status: 204 };
    if (type === 'CurrentUser' && currentUser === 'scopeMismatch') return REFUSALS.scope(scopeMismatchStatus);
    const admins = org.users.filter((candidate) => candidate.profile.name === 'Administrator');
    const chosen = type === 'CurrentUser' ? [user] : type === 'AdminUsers' ? admins : org.users;
    const info = { per_page: 200, count: chosen.length, page: 1, more_records: false };
    return json(200, { users: chosen.map((one) => shape(one, call)), info });
  },
};

/** `GET /users/{id}`: 204 for a user that the org does not have. Source: Zoho docs v8, get-users. */
export const getUser: Endpoint = {
  name: 'user',
  method: 'GET',
  path: /^\/users\/(\d+)$/,
  need: () => ({ area: 'users' }),
  handle(call) {
    const user = call.org.findUser(call.params[0] ?? '');
    return user ? json(200, { users: [shape(user, call)] }) : { status: 204 };
  },
};
