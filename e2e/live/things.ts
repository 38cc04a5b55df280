import { CannotTell, cannotTell } from '../zoho/questions/question.ts';
import type { Call, Item, OwnTag, Reply } from '../zoho/questions/question.ts';
import type { Time } from './calls.ts';
import type { Ledger, Session, Thing } from './ledger.ts';

/** Begins the name of every record and tag that a live session makes. */
const MARK = 'Untag live';
/** Ids of one call: records that are deleted or read. Source: Zoho docs v8, delete-records; 1024 characters of `ids`. */
const IDS_PER_CALL = 50;
/** How long a call without an answer may still be applied. */
const LATE_MS = 30_000;
/** Clocks of this computer and of Zoho may differ. */
const CLOCKS_DIFFER_MS = 600_000;
const MOST_PAGES = 10;

/** Everything that a session makes in Zoho, noted on disk before it is made. */
export interface Things {
  makeRecords: (count: number) => Promise<string[]>;
  makeTags: (count: number) => Promise<OwnTag[]>;
  /** A name of this session that is in the ledger, for a tag that a call may make by itself. */
  newName: () => string;
  deleteRecord: (id: string) => Promise<void>;
  deleteTag: (tag: OwnTag) => Promise<Reply>;
  lockRecord: (id: string) => Promise<void>;
  /**
   * Removes what was made so far. What does not go stays in the ledger for `sweep`, as do names without an id unless
   * `allAnswered`: without an answer a call may still be applied.
   */
  tidy: (allAnswered: boolean) => Promise<void>;
}

export interface ThingsOptions {
  call: Call;
  ledger: Ledger;
  session: Session;
}

export function newSession(org: string, module: string, now: number): Session {
  const run = Math.floor(Math.random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  return { org, marker: `${MARK} ${run}`, module, startedAt: now, pid: process.pid, records: [], tags: [] };
}

/** Field that a record of the module gets its name in. People are named by their last name. */
function nameField(module: string): string {
  if (module === 'Leads' || module === 'Contacts') return 'Last_Name';
  if (module === 'Accounts') return 'Account_Name';
  return module === 'Vendors' ? 'Vendor_Name' : 'Name';
}

function rowFor(module: string, name: string): Record<string, string> {
  return { [nameField(module)]: name, ...(module === 'Leads' && { Company: MARK }) };
}

function itemsOf({ body }: Reply): Item[] {
  return body.data ?? body.tags ?? [];
}

function idIn(item: Item | undefined): string | undefined {
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
async function deleteRecords(call: Call, module: string, ids: readonly string[]): Promise<Set<string>> {
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

/** `tags` in the answer is a list in some sources and an object in others. */
function deleted({ status, body }: Reply): boolean {
  const { tags } = body as { tags?: Item | Item[] };
  const [item] = Array.isArray(tags) ? tags : [tags];
  return status === 200 && item?.code === 'SUCCESS';
}

export function createThings({ call, ledger, session }: ThingsOptions): Things {
  const { module, marker } = session;
  let names = 0;

  function newName() {
    names += 1;
    return `${marker} ${names}`;
  }

  function forget(list: Thing[], gone: (thing: Thing) => boolean) {
    const kept = list.filter((thing) => !gone(thing));
    list.splice(0, list.length, ...kept);
    ledger.save();
  }

  /** Notes names, has Zoho make the things, and notes their ids. What Zoho refused to make is forgotten again. */
  async function make(list: Thing[], count: number, send: (names: string[]) => Promise<Reply>): Promise<Thing[]> {
    const wanted = Array.from({ length: count }, (): Thing => ({ name: newName() }));
    list.push(...wanted);
    ledger.save();
    const reply = await send(wanted.map(({ name }) => name));
    const items = itemsOf(reply);
    for (const [place, thing] of wanted.entries()) {
      const id = idIn(items[place]);
      if (id !== undefined) thing.id = id;
    }
    ledger.save();
    if (wanted.every(({ id }) => id !== undefined)) return wanted;
    // Only a refusal says that nothing was made; a server's failure leaves the name in the ledger.
    if (reply.status < 500) forget(list, (thing) => wanted.includes(thing) && thing.id === undefined);
    return cannotTell('what the question needs could not be made', reply);
  }

  return {
    newName() {
      const name = newName();
      session.tags.push({ name });
      ledger.save();
      return name;
    },
    async makeRecords(count) {
      const made = await make(session.records, count, (wanted) =>
        call('POST', `/${module}`, { body: { data: wanted.map((name) => rowFor(module, name)), trigger: [] } }),
      );
      return made.flatMap(({ id }) => id ?? []);
    },
    async makeTags(count) {
      const made: OwnTag[] = [];
      // One by one once Zoho has refused several: some sources allow one tag a call.
      for (let most = count; made.length < count;) {
        const some = Math.min(most, count - made.length);
        try {
          const things = await make(session.tags, some, (wanted) =>
            call('POST', `/settings/tags?module=${module}`, { body: { tags: wanted.map((name) => ({ name })) } }),
          );
          made.push(...things.map(({ id = '', name }) => ({ id, name })));
        } catch (error) {
          if (!(error instanceof CannotTell) || some === 1) throw error;
          most = 1;
        }
      }
      return made;
    },
    async deleteRecord(id) {
      if (!(await deleteRecords(call, module, [id])).has(id)) cannotTell('a record could not be deleted');
      forget(session.records, (thing) => thing.id === id);
    },
    async deleteTag(tag) {
      const reply = await call('DELETE', `/settings/tags/${tag.id}`);
      if (!deleted(reply)) cannotTell('a tag could not be deleted', reply);
      forget(session.tags, (thing) => thing.id === tag.id);
      return reply;
    },
    async lockRecord(id) {
      const body = { data: [{ Locked_Reason__s: MARK }] };
      const reply = await call('POST', `/${module}/${id}/Locking_Information__s`, { body });
      if (reply.status >= 300) cannotTell('records of this module cannot be locked through the API', reply);
    },
    async tidy(allAnswered) {
      const ids = session.records.flatMap(({ id }) => id ?? []);
      const gone = await deleteRecords(call, module, ids);
      if (gone.size > 0) forget(session.records, ({ id }) => id !== undefined && gone.has(id));
      for (const { id } of session.tags.slice()) {
        if (id !== undefined && deleted(await call('DELETE', `/settings/tags/${id}`)))
          forget(session.tags, (thing) => thing.id === id);
      }
      if (!allAnswered || session.tags.every(({ id }) => id !== undefined)) return;
      let all = true;
      for (const id of await tagsLeft(call, session))
        all = deleted(await call('DELETE', `/settings/tags/${id}`)) && all;
      if (all) forget(session.tags, ({ id }) => id === undefined);
    },
  };
}

/** Ids of the tags of the module whose names are of the session. */
async function tagsLeft(call: Call, { module, marker }: Session): Promise<string[]> {
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
    for (const id of tags) if (deleted(await call('DELETE', `/settings/tags/${id}`))) swept.tags += 1;
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
