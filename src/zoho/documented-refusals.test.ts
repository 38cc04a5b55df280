import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

function refuseWith(status: number, code: string, message: string) {
  sim.zoho.inject({ fault: 'answer', status, body: { code, details: {}, message, status: 'error' } });
}

function remove(module = 'Leads', size = 3) {
  const ids = sim.module(module).ids(size);
  return errorOfCall(sim.api.removeTags(module, ids, [{ id: '5725767000000900018', name: 'Cold' }]));
}

/** The error answers on Zoho's page of remove_tags, for many records and for one. */
describe.each([3, 1])('remove_tags on %i record(s)', (size) => {
  it('INVALID_URL_PATTERN', async () => {
    refuseWith(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
    expect(await remove('Leads', size)).toMatchObject({ code: 'url-unknown', details: { status: 404 } });
  });

  it('OAUTH_SCOPE_MISMATCH', async () => {
    sim.zoho.set({ tagActionScope: 'settingsTags' });
    const error = await remove('Leads', size);
    expect(error).toMatchObject({ code: 'scope-missing', details: { status: 401, zohoMessage: 'Unauthorized' } });
  });

  it('NO_PERMISSION', async () => {
    sim.zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Tags_Leads');
    expect(await remove('Leads', size)).toMatchObject({
      code: 'no-permission',
      details: { status: 403, permissions: ['Crm_Implied_Tags_Leads'] },
    });
  });

  it('NO_PERMISSION for apps', async () => {
    sim.zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Api_Access');
    expect(await remove('Leads', size)).toMatchObject({ code: 'no-api-access', details: { status: 403 } });
  });

  it('INTERNAL_ERROR', async () => {
    sim.zoho.inject({ fault: 'status500' });
    expect(await remove('Leads', size)).toMatchObject({ code: 'zoho-down', details: { status: 500 } });
  });

  it('INVALID_REQUEST_METHOD', async () => {
    refuseWith(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
    expect(await remove('Leads', size)).toMatchObject({ code: 'method-refused', details: { status: 400 } });
  });

  it('AUTHORIZATION_FAILED', async () => {
    sim.zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Remove_Tags_Leads');
    expect(await remove('Leads', size)).toMatchObject({
      code: 'no-tag-removal',
      details: { status: 400, zohoMessage: 'User does not have sufficient privilege to remove tags' },
    });
  });

  it('INVALID_MODULE, not known', async () => {
    refuseWith(400, 'INVALID_MODULE', 'the module name given seems to be invalid');
    expect(await remove('Leads', size)).toMatchObject({ code: 'module-unknown', details: { status: 400 } });
  });

  it('INVALID_MODULE, not supported', async () => {
    expect(await remove('Notes', size)).toMatchObject({
      code: 'module-unsupported',
      details: { status: 400, zohoMessage: 'the given module is not supported for this api' },
    });
  });
});
