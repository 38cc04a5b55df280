import { CannotTell, cannotTell } from '../zoho/questions/question.ts';
import { deleteConverted, deleteRecords, deleteUsers, idIn, isDeleted, itemsOf, nameField, tagsLeft } from './sweep.ts';
import { NoAnswer } from './wire.ts';
import type { Call, Item, OwnTag, Reply } from '../zoho/questions/question.ts';
import type { Ledger, Session, Thing } from './ledger.ts';

/** The prefix of the name of every record and tag that a live session makes. */
const MARK = 'Untag live';

/** Everything that a session makes in Zoho, noted on disk before it is made. */
export interface Things {
  makeRecords: (count: number) => Promise<string[]>;
  makeTags: (count: number) => Promise<OwnTag[]>;
  /** A name of this session that is in the ledger, for a tag that a call may make implicitly. */
  newName: () => string;
  nameOf: (recordId: string) => string;
  deleteRecord: (id: string) => Promise<void>;
  deleteTag: (tag: OwnTag) => Promise<Reply>;
  lockRecord: (id: string) => Promise<void>;
  convertLead: (id: string) => Promise<void>;
  makeRule: (tag: OwnTag, recordId: string) => Promise<void>;
  makeView: (tag: OwnTag) => Promise<void>;
  /**
   * Removes the things made so far. Those that stay are kept in the ledger for `sweep`. So are names without an id
   * unless `allAnswered`, because a call without an answer may still be applied.
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
  return {
    org,
    marker: `${MARK} ${run}`,
    module,
    startedAt: now,
    pid: process.pid,
    records: [],
    tags: [],
    converted: [],
    rules: [],
    views: [],
  };
}

function rowFor(module: string, name: string): Record<string, string> {
  return { [nameField(module)]: name, ...(module === 'Leads' && { Company: name }) };
}

/** Ids of the module and of its fields, which rules and views name beside the API names. */
async function metaOf(call: Call, module: string) {
  const { body: meta } = await call('GET', `/settings/modules/${module}`);
  const moduleId = (meta as { modules?: { id?: unknown }[] }).modules?.[0]?.id;
  const reply = await call('GET', `/settings/fields?module=${module}`);
  const { fields = [] } = reply.body as { fields?: { id?: unknown; api_name?: unknown }[] };
  if (typeof moduleId !== 'string' || fields.length === 0) return cannotTell('the module does not tell its ids', reply);
  return { moduleId, fields: new Map(fields.map(({ api_name: name, id }) => [name, id])) };
}

type Fields = Map<unknown, unknown>;

function criterion(fields: Fields, field: string, value: unknown): object {
  return { comparator: 'equal', field: { api_name: field, id: fields.get(field) }, type: 'value', value };
}

interface RuleParts {
  called: string;
  tag: OwnTag;
  module: string;
  moduleId: string;
  fields: Fields;
  /** Name of the one record that it is about. */
  name: string;
}

/** A rule as Zoho's docs and OpenAPI examples have it (config-workflow, postWorkflowRule). */
function ruleFor({ called, tag, module, moduleId, fields, name }: RuleParts): object {
  const where = { api_name: module, id: moduleId };
  const action = { type: 'add_tags', name: tag.name, details: { over_write: false, tags: [tag], module: where } };
  return {
    name: called,
    description: null,
    module: where,
    execute_when: { type: 'edit', details: { trigger_module: where, repeat: true } },
    status: { active: true },
    conditions: [
      {
        sequence_number: 1,
        criteria_details: { criteria: criterion(fields, nameField(module), name) },
        instant_actions: { actions: [action] },
      },
    ],
  };
}

export function createThings({ call, ledger, session }: ThingsOptions): Things {
  const { module, marker } = session;
  let names = 0;

  function newName() {
    names += 1;
    return `${marker} ${names}`;
  }

  function nameOf(recordId: string): string {
    const record = session.records.find(({ id }) => id === recordId);
    if (!record) throw new RangeError('no record of this session');
    return record.name;
  }

  function forget(list: Thing[], gone: (thing: Thing) => boolean) {
    const kept = list.filter((thing) => !gone(thing));
    list.splice(0, list.length, ...kept);
    ledger.save();
  }

  /**
   * Notes names, makes the things in Zoho, and notes their ids. Things that Zoho refused to make are removed from the
   * ledger.
   */
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
    const isAnswered = wanted.every((thing, place) => thing.id !== undefined || isRefused(reply, items[place]));
    // A server's failure or half an answer leaves open whether anything was or will be made.
    if (!isAnswered) throw new NoAnswer(`HTTP ${reply.status} without an answer that can be read`);
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
    nameOf,
    async makeRecords(count) {
      const made = await make(session.records, count, (wanted) =>
        call('POST', `/${module}`, { body: { data: wanted.map((name) => rowFor(module, name)), trigger: [] } }),
      );
      return made.flatMap(({ id }) => id ?? []);
    },
    async makeTags(count) {
      const made: OwnTag[] = [];
      // One by one after Zoho has refused several, because some sources allow only one tag a call.
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
    async convertLead(id) {
      session.converted.push({ name: nameOf(id) });
      ledger.save();
      const how = { overwrite: false, notify_lead_owner: false, notify_new_entity_owner: false };
      const reply = await call('POST', `/${module}/${id}/actions/convert`, { body: { data: [how] } });
      if (reply.status >= 300) cannotTell('the lead could not be converted', reply);
    },
    async makeRule(tag, recordId) {
      const { fields, moduleId } = await metaOf(call, module);
      await make(session.rules, 1, ([called = '']) =>
        call('POST', '/settings/automation/workflow_rules', {
          body: { workflow_rules: [ruleFor({ called, tag, module, moduleId, fields, name: nameOf(recordId) })] },
        }),
      );
    },
    async makeView(tag) {
      const { fields } = await metaOf(call, module);
      const columns = [{ api_name: nameField(module), id: fields.get(nameField(module)), _pin: false }];
      await make(session.views, 1, ([called = '']) =>
        call('POST', `/settings/custom_views?module=${module}`, {
          body: { custom_views: [{ name: called, fields: columns, criteria: criterion(fields, 'Tag', [tag.name]) }] },
        }),
      );
    },
    async tidy(allAnswered) {
      if (
        session.rules.length + session.views.length > 0 &&
        allAnswered &&
        (await deleteUsers(call, session)).left === 0
      ) {
        forget(session.rules, () => true);
        forget(session.views, () => true);
      }
      if (session.converted.length > 0 && allAnswered && (await deleteConverted(call, session)).left === 0)
        forget(session.converted, () => true);
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
