import { describe, expect, it } from 'vitest';
import { errorOf, type ResponseFacts, throttleCode, zohoErrorIn } from './error-codes.ts';

const facts: ResponseFacts = {
  status: 400,
  host: 'www.zohoapis.eu',
  scope: 'ZohoCRM.modules.ALL',
  creditsRemaining: null,
  retryAfterMs: undefined,
};

function read(body: unknown, more: Partial<ResponseFacts> = {}) {
  const error = zohoErrorIn(body);
  if (!error) throw new Error('no error in the body');
  return errorOf(error, { ...facts, ...more });
}

function bare(code: string, message = '', details: object = {}) {
  return { code, message, details, status: 'error' };
}

describe('a code of Zoho', () => {
  it.each([
    [404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one', 'url-unknown'],
    [401, 'OAUTH_SCOPE_MISMATCH', 'Unauthorized', 'scope-missing'],
    [500, 'INTERNAL_ERROR', 'Internal Server Error', 'zoho-down'],
    [400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one', 'method-refused'],
    [400, 'INVALID_MODULE', 'the module name given seems to be invalid', 'module-unknown'],
    [400, 'INVALID_MODULE', 'the given module is not supported for this api', 'module-unsupported'],
    [400, 'INVALID_MODULE', 'the given module is not supported in API', 'module-unsupported'],
    [403, 'NOT_SUPPORTED', '', 'module-unsupported'],
    [400, 'AUTHORIZATION_FAILED', 'User does not have sufficient privilege to remove tags', 'no-tag-removal'],
    [400, 'AUTHORIZATION_FAILED', 'User does not have sufficient privilege to read tag details', 'no-tag-reading'],
    [400, 'AUTHORIZATION_FAILED', 'no access', 'no-permission'],
    [403, 'NO_PERMISSION', 'permission denied', 'no-permission'],
    [400, 'FAILURE', 'permission denied to  update records', 'permission-denied'],
    [400, 'FAILURE', 'something else', 'zoho-other'],
    [400, 'RECORD_LOCKED', 'Sorry, you cannot perform this operation as the record is locked.', 'record-locked'],
    [400, 'NOT_APPROVED', 'Cannot update record that is not approved yet', 'record-not-approved'],
    [401, 'INVALID_TOKEN', 'invalid oauth token', 'signed-out'],
    [401, 'AUTHENTICATION_FAILURE', 'Authentication failed', 'signed-out'],
    [429, 'TOO_MANY_REQUESTS', '', 'rate-limited'],
    [429, 'LIMIT_EXCEEDED', '', 'rate-limited'],
    [429, 'LIMIT_REACHED', '', 'rate-limited'],
    [400, 'LIMIT_EXCEEDED', '', 'limit-exceeded'],
    [400, 'LIMIT_REACHED', 'the tag limit of the module is reached', 'tag-limit-module'],
    [400, 'LICENSE_LIMIT_EXCEEDED', '', 'tag-limit-module'],
    [400, 'TAG_ID_NOT_FOUND', 'invalid tag id', 'tag-gone'],
    [400, 'EXPECTED_FIELD_MISSING', '', 'request-refused'],
    [400, 'AMBIGUITY_DURING_PROCESSING', '', 'request-refused'],
    [400, 'PAGINATION_LIMIT_EXCEEDED', '', 'view-too-big'],
    [400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', '', 'view-too-big'],
    [400, 'EXPIRED_VALUE', '', 'view-changed'],
    [400, 'INVALID_HOST', '', 'wrong-host'],
    [400, 'SOMETHING_NEW', 'A new reason', 'zoho-other'],
  ])('%i %s "%s" is %s', (status, zohoCode, zohoMessage, code) => {
    expect(read(bare(zohoCode, zohoMessage), { status })).toMatchObject({
      code,
      details: { status, zohoCode, zohoMessage },
    });
  });

  it('tells an API that is switched off from a right that is missing', () => {
    const permissions = ['Crm_Implied_Api_Access'];
    expect(read(bare('NO_PERMISSION', 'permission denied', { permissions })).code).toBe('no-api-access');
    const rights = ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'];
    const error = read(bare('NO_PERMISSION', 'permission denied', { permissions: rights }));
    expect(error).toMatchObject({ code: 'no-permission', details: { permissions: rights } });
  });

  it('names the scope and the host', () => {
    expect(read(bare('OAUTH_SCOPE_MISMATCH')).details.name).toBe('ZohoCRM.modules.ALL');
    expect(read(bare('INVALID_HOST')).details.host).toBe('www.zohoapis.eu');
  });

  it('is credits that are used up when none are left', () => {
    expect(throttleCode(0)).toBe('out-of-credits');
    expect(throttleCode(1)).toBe('rate-limited');
    const error = read(bare('TOO_MANY_REQUESTS'), { status: 429, creditsRemaining: 0, retryAfterMs: 60_000 });
    expect(error).toMatchObject({ code: 'out-of-credits', details: { retryAfterMs: 60_000 } });
  });

  it('keeps no more of a message than can be shown', () => {
    expect(read(bare('SOMETHING_NEW', 'x'.repeat(5_000))).details.zohoMessage).toHaveLength(300);
  });
});

describe('INVALID_DATA', () => {
  it.each([
    ['a view', { param_name: 'cvid' }, '', 'view-gone', { field: 'cvid' }],
    ['a page token', { param_name: 'page_token' }, '', 'view-changed', { field: 'page_token' }],
    [
      'too many tags',
      { maximum_length: 1, api_name: 'tags', json_path: '$.tags' },
      '',
      'limit-exceeded',
      { field: 'tags', limit: 1 },
    ],
    [
      'too many ids',
      { maximum_length: '100', api_name: 'ids', json_path: '$.ids' },
      '',
      'limit-exceeded',
      { field: 'ids', limit: 100 },
    ],
    [
      'the name of a tag',
      { api_name: 'name', maximum_length: 25, json_path: '$.tags[3].name' },
      '',
      'tag-gone',
      { index: 3, limit: 25 },
    ],
    ['the id of a tag', { api_name: 'id', json_path: '$.tags[0].id' }, 'invalid tag id', 'tag-gone', { index: 0 }],
    ['a tag that is not there', { api_name: 'id' }, 'tags not found', 'tag-gone', {}],
    ['the wrong type', { expected_data_type: 'text', json_path: '$.tags[0].name' }, '', 'request-refused', {}],
    ['an id of a record', { api_name: 'ids', json_path: '$.ids[7]' }, '', 'data-refused', { field: 'ids', index: 7 }],
    ['the record of the address', { resource_path_index: 1 }, '', 'data-refused', {}],
    [
      'a record that lacks the tag',
      { id: '5725767000001234001', json_path: '$.tags[0].name' },
      '',
      'data-refused',
      { recordId: '5725767000001234001' },
    ],
    ['nothing', {}, 'invalid data', 'data-refused', {}],
  ])('about %s', (_, details, message, code, named) => {
    expect(read(bare('INVALID_DATA', message, details))).toMatchObject({ code, details: named });
  });
});

describe('an envelope', () => {
  const locked = bare('RECORD_LOCKED', 'locked', { action: 'record_locking', id: '5725767000001234003' });

  it.each([
    ['bare', locked],
    ['in data[]', { data: [locked], locked_count: '1' }],
    ['in tags[]', { tags: [locked] }],
  ])('%s holds the error of the whole call', (_, body) => {
    expect(read(body)).toMatchObject({ code: 'record-locked', details: { recordId: '5725767000001234003' } });
  });

  it('with an error among other rows is no error of the call', () => {
    expect(zohoErrorIn({ data: [bare('INTERNAL_ERROR'), locked] })).toBeNull();
  });

  it.each([
    ['a list of records', { data: [{ id: '5725767000001234001' }] }],
    ['a record with a field called code', { data: [{ id: '5725767000001234001', code: 'INTERNAL_ERROR' }] }],
    ['a success', { data: [{ code: 'SUCCESS', status: 'success', details: {}, message: '' }] }],
    ['nothing', undefined],
    ['a text', 'INVALID_TOKEN'],
    ['null', null],
    ['a list', []],
  ])('of %s holds none', (_, body) => {
    expect(zohoErrorIn(body)).toBeNull();
  });

  it('may lack message and details, or have others than expected', () => {
    expect(read({ code: 'NO_PERMISSION', details: [], message: 7 })).toMatchObject({ code: 'no-permission' });
    expect(read({ code: 'NO_PERMISSION', details: { permissions: 'all', limit: 'none' } }).details).toEqual({
      status: 400,
      zohoCode: 'NO_PERMISSION',
      zohoMessage: '',
    });
  });
});
