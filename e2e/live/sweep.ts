import type { Call, Item, Reply } from '../zoho/questions/question.ts';
import type { Time } from './calls.ts';
import type { Ledger, Session } from './ledger.ts';

/** Ids of one call: records that are deleted or read. Source: Zoho docs v8, delete-records; 1024 characters of `ids`. */
const IDS_PER_CALL = 50;
/** How long a call without an answer may still be applied. */
const LATE_MS = 30_000;
/** Clocks of this computer and of Zoho may differ. */
const CLOCKS_DIFFER_MS = 600_000;
const MOST_PAGES = 10;

/** Field that a record of the module gets its name in. People are named by their last name. */
export function nameField(module: string): string {
  if (module === 'Leads' || module === 'Contacts') return 'Last_Name';
  if (module === 'Accounts') return 'Account_Name';
  return module === 'Vendors' ? 'Vendor_Name' : 'Name';
}

/** What an answer says of each record or tag. */
export function itemsOf({ body }: Reply): Item[] {
  const items = body.data ?? body.tags;
  return Array.isArray(items) ? items : [];
}

/** The id of what was made, changed or deleted; undefined for a refusal. */
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

/** Ids of the tags of the module whose names are of the session. */
export async function tagsLeft(call: Call, { module, marker }: Session): Promise<string[]> {
  const reply = await call('GET', `/settings/tags?module=${module}`);
  if (reply.status !== 200 && reply.status !== 204) throw new Error(`the tags of ${module} cannot be read`);
  const isOurs = (name: string | undefined) => name?.toLowerCase().startsWith(marker.toLowerCase()) ?? false;
  return (reply.body.tags ?? []).filter(({ name }) => isOurs(name)).flatMap(({ id }) => id ?? []);
}

/** Ids of the records that are of the session: those noted, and by their names among the newest. */
async function recordsLeft(call: Call, { module, marker, startedAt, records }: Session): Promise<string[]> {
  const field = nameField(module);
  const found = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = `fields=${field},Created_Time&sort_by=Created_Time&sort_order=desc&per_page=200&page=${page}`;
    const { status, body } = await call('GET', `/${module}?${query}`);
    if (status === 204) break;
    if (status !== 200) throw new Error(`the newest records of ${module} cannot be read`);
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
    const { body } = await call('GET', `/${module}?ids=${chunk.join(',')}&fields=${field}`);
    for (const { id } of body.data ?? []) if (id !== undefined) found.add(id);
  }
  return [...found];
}

export interface Swept {
  records: number;
  tags: number;
  /** Things that are still there. */
  left: number;
}

/**
 * Removes everything that a session made, noted or not: what was made by a call whose answer was lost is found by its name. Where such a
 * call may still be applied it looks again later. The session is closed once nothing is left.
 */
export async function sweep(call: Call, ledger: Ledger, session: Session, time: Time): Promise<Swept> {
  const swept: Swept = { records: 0, tags: 0, left: 0 };

  /** How many things it found. */
  async function once(): Promise<number> {
    const records = await recordsLeft(call, session);
    swept.records += (await deleteRecords(call, session.module, records)).size;
    const tags = await tagsLeft(call, session);
    for (const id of tags) if (isDeleted(await call('DELETE', `/settings/tags/${id}`))) swept.tags += 1;
    return records.length + tags.length;
  }

  let found = await once();
  if ([...session.records, ...session.tags].some(({ id }) => id === undefined)) {
    await time.wait(LATE_MS);
    found += await once();
  }
  if (found > 0) swept.left = (await recordsLeft(call, session)).length + (await tagsLeft(call, session)).length;
  if (swept.left === 0) ledger.close(session);
  return swept;
}
