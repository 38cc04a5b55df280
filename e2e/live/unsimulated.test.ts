import { afterAll, beforeAll, expect, it } from 'vitest';
import { QUESTIONS } from '../zoho/questions/all.ts';
import { startZoho } from '../zoho/simulator.ts';
import { testSession } from './session-for-tests.ts';
import { httpsWire } from './wire.ts';
import type { Reply, ReplyBody } from '../zoho/questions/question.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { TestSession } from './session-for-tests.ts';
import type { Wire, WireRequest } from './wire.ts';

/** Calls that the simulated Zoho refuses or does not know, because Untag never makes them, are answered here as Zoho's documents show it. */
let zoho: Zoho;
let session: TestSession;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
  session = testSession(zoho);
});
afterAll(async () => {
  session.remove();
  await zoho.stop();
});

const leads = () => zoho.world.org('brightside-sandbox').module('Leads');
const reply = (status: number, body: object): Reply => ({ status, headers: new Headers(), body: body as ReplyBody });
const ok = (details: object) => ({ code: 'SUCCESS', details, message: 'done', status: 'success' });

type Stand = (request: WireRequest, names: string[]) => Reply | undefined;

/** Moves records from one tag to another and deletes it. */
function merge(gone: string, stays: string): void {
  const [from, to] = [leads().tagStore.get(gone)!, leads().tagStore.get(stays)!];
  for (const id of leads().ids()) if (leads().tagNames(id).includes(from.name)) leads().addTag(id, to.name);
  leads().deleteTag(from.name);
}

function mergesInto(survivor: 'path' | 'body'): Stand {
  return ({ path, body = '' }) => {
    const inPath = /\/settings\/tags\/(\d+)\/actions\/merge/.exec(path)?.[1];
    const inBody = /"conflict_id":"(\d+)"/.exec(body)?.[1];
    if (inPath === undefined || inBody === undefined) return undefined;
    if (survivor === 'path') merge(inBody, inPath);
    else merge(inPath, inBody);
    return reply(200, { tags: [ok({ id: inPath })] });
  };
}

/** Deletes the tag after some seconds of simulated time. */
function massDeletesAfter(seconds: number): Stand {
  return ({ path, body = '' }) => {
    const id = /"tags":\[\{"id":"(\d+)"/.exec(body)?.[1];
    if (!path.endsWith('/actions/mass_delete') || id === undefined) return undefined;
    const tag = leads().tagStore.get(id)!;
    zoho.clock.after(seconds * 1000, () => leads().deleteTag(tag.name));
    return reply(202, { code: 'SCHEDULED', details: { job_id: '5811203000000777001' }, status: 'success' });
  };
}

const timelineOf =
  (value: (name: string) => object): Stand =>
  ({ path }, names) => {
    if (!path.includes('/__timeline')) return undefined;
    const history = [{ api_name: 'Tag', data_type: 'text', _value: value(names.at(-1) ?? '') }];
    const entry = (action: string) => ({ action, source: 'crm_api', field_history: history });
    return reply(200, { __timeline: [entry('tag_removed'), entry('tag_added')] });
  };

function bulkReads(state: string, refused?: string): Stand {
  return ({ path, method, body = '' }) => {
    if (!path.startsWith('/crm/bulk/v8/read')) return undefined;
    if (method === 'GET')
      return reply(200, {
        data: [{ id: '5811203000000777002', operation: 'read', state, result: { page: 1, count: 1 } }],
      });
    if (refused !== undefined && body.includes('criteria'))
      return reply(400, { code: refused, details: { api_name: 'Tag' }, message: '', status: 'error' });
    return reply(201, {
      data: [{ ...ok({ id: '5811203000000777002', operation: 'read', state: 'ADDED' }), code: 'ADDED_SUCCESSFULLY' }],
    });
  };
}

const cases: [question: string, stand: Stand, seen: string][] = [
  ['mergeSurvivor', mergesInto('path'), 'HTTP 200 SUCCESS, that of the path is left after 0 s, on 2 of 2 records'],
  ['mergeSurvivor', mergesInto('body'), 'HTTP 200 SUCCESS, that of the body is left after 0 s, on 2 of 2 records'],
  ['massDelete', massDeletesAfter(1), 'HTTP 202 SCHEDULED (job_id), off the list and the record after 2 s'],
  ['massDelete', massDeletesAfter(20), 'HTTP 202 SCHEDULED (job_id), off the list and the record after 30 s'],
  [
    'timeline',
    timelineOf((name) => ({ old: name, new: 'blank' })),
    'HTTP 200: tag_removed, crm_api, old: the name, new: blank',
  ],
  [
    'timeline',
    timelineOf(() => ({ old: ['x'], new: null })),
    'HTTP 200: tag_removed, crm_api, old: a list, new: nothing',
  ],
  ['bulkRead', bulkReads('COMPLETED'), 'HTTP 201 ADDED_SUCCESSFULLY, COMPLETED within 10 s, 1 rows where 1 is right'],
  ['bulkRead', bulkReads('IN PROGRESS'), 'HTTP 201 ADDED_SUCCESSFULLY, not done within 180 s'],
  ['bulkRead', bulkReads('FAILURE'), 'HTTP 201 ADDED_SUCCESSFULLY, then FAILURE'],
  [
    'bulkRead',
    bulkReads('COMPLETED', 'INVALID_CRITERIA'),
    'criterion and column: HTTP 400 INVALID_CRITERIA (api_name); column alone: HTTP 201 ADDED_SUCCESSFULLY',
  ],
];

it.each(cases)('%s tells what it saw (%#)', async (name, stand, seen) => {
  const before = leads()
    .tags()
    .map((tag) => tag.name);
  const network = httpsWire({ dataCentre: 'us', environment: 'sandbox' }, zoho);
  const names: string[] = [];
  const wire: Wire = (request) => {
    if (request.path.startsWith('/crm/v8/settings/tags?') && request.method === 'POST')
      names.push(...[...(request.body ?? '').matchAll(/"name":"([^"]+)"/g)].map((match) => match[1] ?? ''));
    const answer = stand(request, names);
    return answer ? Promise.resolve(answer) : network(request);
  };
  const questions = QUESTIONS.filter((question) => question.name === name);
  const { outcomes, left } = await session.run(questions, { wire, narrow: {} });
  expect(outcomes[0]).toMatchObject({ kind: 'answered', switches: {}, seen });
  expect(left).toBe(0);
  expect(
    leads()
      .tags()
      .map((tag) => tag.name),
  ).toEqual(before);
});
