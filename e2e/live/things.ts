import { CannotTell, cannotTell } from '../zoho/questions/question.ts';
import { deleteRecords, idIn, isDeleted, itemsOf, nameField, tagsLeft } from './sweep.ts';
import { NoAnswer } from './wire.ts';
import type { Call, Item, OwnTag, Reply } from '../zoho/questions/question.ts';
import type { Ledger, Session, Thing } from './ledger.ts';

/** Begins the name of every record and tag that a live session makes. */
const MARK = 'Untag live';

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

function rowFor(module: string, name: string): Record<string, string> {
  return { [nameField(module)]: name, ...(module === 'Leads' && { Company: MARK }) };
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
    const isRefused = ({ status, body }: Reply, item: Item | undefined) =>
      item?.code !== undefined || (status >= 400 && status < 500 && body.code !== undefined);
    const isTold = wanted.every((thing, place) => thing.id !== undefined || isRefused(reply, items[place]));
    // A server's failure or half an answer does not say that nothing was made, nor that nothing will be.
    if (!isTold) throw new NoAnswer(`HTTP ${reply.status} without an answer that can be read`);
    forget(list, (thing) => wanted.includes(thing) && thing.id === undefined);
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
      if (!isDeleted(reply)) cannotTell('a tag could not be deleted', reply);
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
        if (id !== undefined && isDeleted(await call('DELETE', `/settings/tags/${id}`)))
          forget(session.tags, (thing) => thing.id === id);
      }
      if (!allAnswered || session.tags.every(({ id }) => id !== undefined)) return;
      let all = true;
      for (const id of await tagsLeft(call, session))
        all = isDeleted(await call('DELETE', `/settings/tags/${id}`)) && all;
      if (all) forget(session.tags, ({ id }) => id === undefined);
    },
  };
}
