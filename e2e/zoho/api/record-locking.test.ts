import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apiClient, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
let api: ApiClient;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
  api = wideClient(zoho);
});
beforeEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

const leads = () => zoho.world.org('brightside').module('Leads');

it('locks a record for tags and deletion until the lock is taken off', async () => {
  const [id = ''] = leads().ids(1);
  const path = `/Leads/${id}/Locking_Information__s`;
  expect((await api.get(`${path}?fields=Locked_Reason__s`)).status).toBe(204);
  const locked = await api.post(path, { data: [{ Locked_Reason__s: 'a check' }] });
  expect(locked.status).toBe(201);
  expect((await api.post(path, { data: [{ Locked_Reason__s: 'again' }] })).body.code).toBe('NOT_ALLOWED');
  const removal = await api.post('/Leads/actions/remove_tags', { tags: [{ name: 'Prime' }], ids: [id] });
  expect(removal.body.data![0]!.code).toBe('RECORD_LOCKED');
  expect((await api.delete(`/Leads?ids=${id}`)).body.data![0]!.code).toBe('RECORD_LOCKED');
  const { body } = await api.get(`${path}?fields=Locked_Reason__s`);
  expect(body.data![0]).toMatchObject({ id: locked.body.data![0]!.details!['id'], Locked_Reason__s: 'a check' });
  const freed = await api.delete(`${path}/${body.data![0]!.id}`);
  expect(freed.body.data![0]!.code).toBe('SUCCESS');
  expect((await api.delete(`/Leads?ids=${id}`)).status).toBe(200);
});

it('needs a reason and a record', async () => {
  const [id = ''] = leads().ids(1);
  const body = { data: [{}] };
  expect((await api.post(`/Leads/${id}/Locking_Information__s`, body)).body.data![0]!.code).toBe('MANDATORY_NOT_FOUND');
  expect((await api.post('/Leads/5725767000000000001/Locking_Information__s', body)).body.code).toBe('INVALID_DATA');
  expect((await api.delete(`/Leads/${id}/Locking_Information__s/5725767000000000002`)).body.code).toBe('INVALID_DATA');
});

it('wants a scope of its own beside that of the module', async () => {
  const [id = ''] = leads().ids(1);
  const narrow = apiClient(zoho);
  const { body } = await narrow.post(`/Leads/${id}/Locking_Information__s`, {
    data: [{ Locked_Reason__s: 'a check' }],
  });
  expect(body.code).toBe('OAUTH_SCOPE_MISMATCH');
  narrow.close();
});
