import type { Call, Item, Reply } from '../zoho/questions/question.ts';
import type { Time } from './calls.ts';
import type { Ledger, Session, UserKind } from './ledger.ts';

/** Zoho does not show where things may be left, because the token is dead or lacks the right. */
export class Unreadable extends Error {}

/** Ids of one call: records that are deleted or read. Source: Zoho docs v8, delete-records; 1024 characters of `ids`. */
const IDS_PER_CALL = 50;
/** How long a call without an answer may still be applied. */
const LATE_MS = 30_000;
/** Clocks of this computer and of Zoho may differ. */
const CLOCKS_DIFFER_MS = 600_000;
const MOST_PAGES = 10;

/** Field that holds the name of a record in the module. People are named by their last name. */
export function nameField(module: string): string {
  if (module === 'Leads' || module === 'Contacts') return 'Last_Name';
  if (module === 'Accounts') return 'Account_Name';
  return module === 'Vendors' ? 'Vendor_Name' : 'Name';
}

/** The answer about each record or tag. */
export function itemsOf({ body }: Reply): Item[] {
  const items = body.data ?? body.tags ?? body['workflow_rules'] ?? body['custom_views'];
  return Array.isArray(items) ? (items as Item[]) : [];
}

/** The id of the thing that was made, changed or deleted; undefined for a refusal. */
export function idIn(item: Item | undefined): string | undefined {
  const id = item?.code === 'SUCCESS' ? item.details?.['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

async function unlock(call: Call, module: string, id: string): Promise<void> {
  const path = `/${module}/${id}/Locking_Information__s`;
  const { body } = await call('GET', `${path}?fields=Locked_Reason__s`);
  for (const lock of body.data ?? []) if (lock.id !== undefined) await call('DELETE', `${path}/${lock.id}`);
}

/** Deletes records, locked ones too. Answers the ids of those that Zoho says are gone. */
export async function deleteRecords(call: Call, module: string, ids: readonly string[]): Promise<Set<string>> {
  const gone = new Set<string>();
  for (const chunk of chunks(ids, IDS_PER_CALL)) {
    const remove = (some: readonly string[]) => call('DELETE', `/${module}?ids=${some.join(',')}&wf_trigger=false`);
    for (const item of itemsOf(await remove(chunk))) {
      const id = idIn(item);
      if (id !== undefined) gone.add(id);
    }
    for (const id of chunk.filter((one) => !gone.has(one))) {
      await unlock(call, module, id);
      if (itemsOf(await remove([id])).some((item) => idIn(item) === id)) gone.add(id);
    }
  }
  return gone;
}

/** Whether the tag is gone. `tags` in the answer is a list in some sources and an object in others. */
export function isDeleted({ status, body }: Reply): boolean {
  const { tags } = body as { tags?: Item | Item[] };
  const [item] = Array.isArray(tags) ? tags : [tags];
  return status === 200 && item?.code === 'SUCCESS';
}

function isOf({ marker }: Session, name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase().startsWith(marker.toLowerCase());
}

/** Where rules and views are listed and deleted. Sources: Zoho docs v8, get-workflow-rules and custom-view-meta; Zoho's OpenAPI examples, deleteCustomView. */
const USERS = {
  rules: {
    list: (module: string) => `/settings/automation/workflow_rules?module=${module}&per_page=200`,
    key: 'workflow_rules',
    item: (_module: string, id: string) => `/settings/automation/workflow_rules/${id}`,
  },
  views: {
    list: (module: string) => `/settings/custom_views?module=${module}&per_page=200`,
    key: 'custom_views',
    item: (module: string, id: string) => `/settings/custom_views?module=${module}&ids=${id}`,
  },
} as const;

const USER_KINDS = ['rules', 'views'] as const;

/**
 * Ids of the rules or views whose names belong to the session. Only sessions that noted one look for any, because that
 * needs a separate scope.
 */
async function usersLeft(call: Call, session: Session, kind: UserKind): Promise<string[]> {
  if (session[kind].length === 0) return [];
  const { list, key } = USERS[kind];
  const { status, body } = await call('GET', list(session.module));
  if (status === 204) return [];
  if (status !== 200) throw new Unreadable(`the ${kind} of ${session.module} cannot be read`);
  const items = body[key];
  return (Array.isArray(items) ? (items as Item[]) : [])
    .filter(({ name }) => isOf(session, name))
    .flatMap(({ id }) => id ?? []);
}

/** Deletes the rules and views of a session. Answers how many there were, and how many are left. */
export async function deleteUsers(
  call: Call,
  session: Session,
): Promise<{ found: number; left: number; unread: boolean }> {
  let [found, left, unread] = [0, 0, false];
  for (const kind of USER_KINDS) {
    try {
      const ids = await usersLeft(call, session, kind);
      found += ids.length;
      for (const id of ids) await call('DELETE', USERS[kind].item(session.module, id));
      const still = ids.length > 0 ? await usersLeft(call, session, kind) : [];
      left += still.length;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      left += session[kind].length;
      unread = true;
    }
  }
  return { found, left, unread };
}

/** Ids of the module's tags whose names belong to the session. */
export async function tagsLeft(call: Call, session: Session): Promise<string[]> {
  const { module } = session;
  const reply = await call('GET', `/settings/tags?module=${module}`);
  if (reply.status !== 200 && reply.status !== 204) throw new Unreadable(`the tags of ${module} cannot be read`);
  return (reply.body.tags ?? []).filter(({ name }) => isOf(session, name)).flatMap(({ id }) => id ?? []);
}

/** Ids of the session's records: those noted, and those among the newest that have its names. */
async function recordsLeft(call: Call, { module, marker, startedAt, records }: Session): Promise<string[]> {
  const field = nameField(module);
  const found = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    // A converted lead is not listed unless it is asked for.
    const query = `fields=${field},Created_Time${module === 'Leads' ? '&converted=both' : ''}&sort_by=Created_Time&sort_order=desc&per_page=200&page=${page}`;
    const { status, body } = await call('GET', `/${module}?${query}`);
    if (status === 204) break;
    if (status !== 200) throw new Unreadable(`the newest records of ${module} cannot be read`);
    const rows = body.data ?? [];
    for (const row of rows) {
      const name = row[field];
      if (row.id !== undefined && typeof name === 'string' && name.startsWith(marker)) found.add(row.id);
    }
    const oldest = Date.parse(String(rows.at(-1)?.['Created_Time']));
    if (body.info?.['more_records'] !== true || oldest < startedAt - CLOCKS_DIFFER_MS) break;
  }
  const noted = records.flatMap(({ id }) => id ?? []).filter((id) => !found.has(id));
  for (const chunk of chunks(noted, IDS_PER_CALL)) {
    const { body } = await call(
      'GET',
      `/${module}?ids=${chunk.join(',')}&fields=${field}${module === 'Leads' ? '&converted=both' : ''}`,
    );
    for (const { id } of body.data ?? []) if (id !== undefined) found.add(id);
  }
  return [...found];
}

/** Where a conversion makes records. */
const CONVERTED_INTO = ['Contacts', 'Accounts'];

/** Deletes what conversions have made. Answers how many there were, and how many are left. */
export async function deleteConverted(call: Call, session: Session): Promise<{ found: number; left: number }> {
  let [found, left] = [0, 0];
  if (session.converted.length === 0) return { found, left };
  for (const module of CONVERTED_INTO) {
    const ids = await recordsLeft(call, { ...session, module, records: [] });
    found += ids.length;
    left += ids.length - (await deleteRecords(call, module, ids)).size;
  }
  return { found, left };
}

export interface Swept {
  records: number;
  tags: number;
  /** Things that are still there. */
  left: number;
  /** Some of them cannot be looked for, because the token lacks the scopes of the question that made them. */
  needsScopes: boolean;
}

/**
 * Removes everything that a session made, noted or not. A thing whose call got no answer is found by its name. Where
 * such a call may still be applied, it looks again later. The session is closed once nothing is left.
 */
export async function sweep(call: Call, ledger: Ledger, session: Session, time: Time): Promise<Swept> {
  const swept: Swept = { records: 0, tags: 0, left: 0, needsScopes: false };
  let besides = 0;

  /** How many things it found. */
  async function once(): Promise<number> {
    const users = await deleteUsers(call, session);
    const converted = await deleteConverted(call, session);
    swept.needsScopes = users.unread;
    besides = users.left + converted.left;
    swept.records += converted.found - converted.left;
    const records = await recordsLeft(call, session);
    swept.records += (await deleteRecords(call, session.module, records)).size;
    const tags = await tagsLeft(call, session);
    for (const id of tags) if (isDeleted(await call('DELETE', `/settings/tags/${id}`))) swept.tags += 1;
    return users.found + converted.found + records.length + tags.length;
  }

  let found = await once();
  if (
    [...session.records, ...session.tags, ...session.rules, ...session.views, ...session.converted].some(
      ({ id }) => id === undefined,
    )
  ) {
    await time.wait(LATE_MS);
    found += await once();
  }
  if (found > 0) swept.left = (await recordsLeft(call, session)).length + (await tagsLeft(call, session)).length;
  swept.left += besides;
  if (swept.left === 0) ledger.close(session);
  return swept;
}
