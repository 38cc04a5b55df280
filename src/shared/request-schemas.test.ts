import { describe, expect, it } from 'vitest';
import type { CleanupRequest, Handlers, RequestData, RequestName } from './messages.ts';
import { behindSchemas } from './request-schemas.ts';

const ID = '683425000000310300';
const CONNECTION = 'us-production-808232144-5725767000000411001';
const RUN = 'f6c8ba3a-6c60-4a52-9e44-8a1f2f1c1d7e';
const MODULE = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
};
const SOURCE = { kind: 'ticked', viewId: null, viewName: null, pages: null } as const;
const READ = { runId: RUN, connectionId: CONNECTION, module: MODULE, source: SOURCE, ids: [ID] };
const START = { way: 'client', dataCentre: 'us', clientId: '1000.ABCDEFGH' } as const;
const PASTE = { dataCentre: 'eu', clientId: '1000.ABCDEFGH', clientSecret: 's', code: '1000.a.b' } as const;

/** A valid request of each name. */
const CLEANUP: CleanupRequest = {
  id: RUN,
  connectionId: CONNECTION,
  steps: [
    {
      module: READ.module,
      holders: { tags: [{ id: ID, name: 'Prime', colour: '#57b1fd' }], way: 'scan', counted: [12] },
    },
  ],
};
const GOOD: { readonly [Name in RequestName]: RequestData<Name> } = {
  'sign-in.start': { ...START, clientSecret: 's', wanted: { orgSegment: 'org1', isSandbox: false } },
  'sign-in.paste': PASTE,
  'sign-in.show': undefined,
  'sign-in.cancel': undefined,
  'connection.widen': { connectionId: CONNECTION, scopes: ['ZohoSearch.securesearch.READ'] },
  'connection.remove': { connectionId: CONNECTION },
  'module.resolve': { connectionId: CONNECTION, moduleSlug: 'Custom Module' },
  'view.name': { connectionId: CONNECTION, module: 'Leads', viewId: ID },
  'tag.names': { connectionId: CONNECTION, module: 'Leads' },
  'tag.use': { connectionId: CONNECTION, module: 'Leads', tagId: ID },
  'tags.read': { connectionId: CONNECTION, modules: ['Leads'] },
  'tags.count': { connectionId: CONNECTION, tags: [{ module: 'Leads', tagIds: [ID] }] },
  'tags.cancel': { connectionId: CONNECTION },
  'run.read': READ,
  'cleanup.offer': { connectionId: CONNECTION, steps: [{ module: 'Leads', tagIds: [ID] }] },
  'cleanup.start': CLEANUP,
  'cleanup.answer': { id: RUN, isEnough: true, records: 12, typed: 'VIP' },
  'cleanup.stop': { id: RUN },
  'cleanup.goOn': { id: RUN },
  'cleanup.retry': { id: RUN },
  'cleanup.check': { id: RUN },
  'cleanup.undo': { id: RUN },
  'cleanup.useNamesakes': { id: RUN },
  'cleanup.seen': { id: RUN },
  'cleanup.delete': { id: RUN },
  'run.start': { runId: RUN, tagIds: [ID] },
  'run.stop': { runId: RUN },
  'run.goOn': { runId: RUN, useReserve: true },
  'run.retry': { runId: RUN },
  'run.check': { runId: RUN },
  'run.useNamesakes': { runId: RUN },
  'run.undo': { runId: RUN, undoId: RUN },
  'run.again': { undoId: RUN, runId: RUN },
  'run.seen': { runId: RUN },
  'run.delete': { runId: RUN },
  'run.deleteAll': undefined,
  'data.deleteAll': undefined,
};

/** Asks behind the schemas, and returns the data that reached the handler. */
async function ask(name: RequestName, data: unknown): Promise<{ reached: unknown[]; code: string | null }> {
  const reached: unknown[] = [];
  const take = async (given: unknown): Promise<void> => void reached.push(given);
  const handlers = new Proxy({}, { get: () => take }) as Handlers;
  const asked = behindSchemas(handlers)[name] as (given: unknown) => Promise<unknown>;
  const code = await asked(data).then(
    () => null,
    (error: { code: string }) => error.code,
  );
  return { reached, code };
}

describe('a request that is as it should be', () => {
  it.each(Object.entries(GOOD))('%s reaches its handler whole', async (name, data) => {
    expect(await ask(name as RequestName, data)).toEqual({ reached: [data], code: null });
  });

  it('reaches it without what does not belong to it', async () => {
    expect((await ask('run.stop', { runId: RUN, evil: 1 })).reached).toEqual([{ runId: RUN }]);
    expect((await ask('data.deleteAll', { evil: 1 })).reached).toEqual([undefined]);
    expect((await ask('sign-in.start', START)).reached).toEqual([START]);
    expect((await ask('run.read', { ...READ, ids: null })).reached).toEqual([{ ...READ, ids: null }]);
  });
});

const WITH_DATA = Object.entries(GOOD).filter(([, data]) => data !== undefined) as [RequestName, object][];

describe('a request that is not', () => {
  it.each(WITH_DATA)('%s reaches no handler without its data, or with another kind of it', async (name, good) => {
    const whole = Object.entries(good).filter(([key]) => !['clientSecret', 'wanted', 'useReserve'].includes(key));
    const lacking = whole.map(([key]) => Object.fromEntries(whole.filter(([each]) => each !== key)));
    const twisted = Object.keys(good).map((key) => ({ ...good, [key]: { toString: () => 'x' } }));
    for (const bad of [undefined, null, 'x', [], {}, ...lacking, ...twisted])
      expect({ bad, ...(await ask(name, bad)) }).toEqual({ bad, reached: [], code: 'unexpected' });
  });

  it.each<[string, RequestName, object]>([
    ['a run id that names the prototype', 'run.stop', { runId: '__proto__' }],
    ['a run id with a path', 'run.stop', { runId: '../x' }],
    ['a long run id', 'run.stop', { runId: 'x'.repeat(65) }],
    ['a connection of a foreign place', 'connection.remove', { connectionId: 'us-mars-1-2' }],
    ['a connection with a path', 'connection.remove', { connectionId: 'us-production-../../-1' }],
    ['a module with a path', 'view.name', { connectionId: CONNECTION, module: '../../users', viewId: ID }],
    ['a module that is a dot', 'tag.use', { connectionId: CONNECTION, module: '..', tagId: ID }],
    ['a module of a run with a path', 'run.read', { ...READ, module: { ...MODULE, apiName: '../../users' } }],
    ['a field with a comma', 'run.read', { ...READ, module: { ...MODULE, nameField: 'Full_Name,Email' } }],
    ['an id that is markup', 'run.read', { ...READ, ids: ['<script>'] }],
    ['an id of several', 'run.read', { ...READ, ids: [`${ID},${ID}`] }],
    ['an id that is a number', 'run.read', { ...READ, ids: [683425000000310300] }],
    ['ids beyond the bound', 'run.read', { ...READ, ids: Array.from({ length: 250_001 }, () => ID) }],
    ['a source of no kind', 'run.read', { ...READ, source: { ...SOURCE, kind: 'guessed' } }],
    ['a way without a window', 'sign-in.start', { ...START, way: 'self' }],
    ['a data centre on the moon', 'sign-in.start', { ...START, dataCentre: 'moon' }],
    ['a long secret', 'sign-in.start', { ...START, clientSecret: 's'.repeat(1_001) }],
  ])('%s reaches no handler', async (_what, name, data) => {
    expect(await ask(name, data)).toEqual({ reached: [], code: 'unexpected' });
  });

  it('is answered with the name of the request and the place, and without what was sent', async () => {
    const handlers = behindSchemas({} as Handlers);
    const asked = handlers['sign-in.paste']({ ...PASTE, clientSecret: ['s3cret'] } as never);
    await expect(asked).rejects.toMatchObject({ details: { name: 'sign-in.paste', field: 'clientSecret' } });
    await expect(asked).rejects.not.toThrow(/s3cret/);
  });
});
