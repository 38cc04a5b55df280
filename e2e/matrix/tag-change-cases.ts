import type { FaultInput } from '../zoho/limits/fault-types.ts';

/** A call that changes tags, or that such a change depends on. `remake` and `nameBack`: in the undo. */
export const CALLS = ['make', 'rename', 'count', 'delete', 'list', 'remake', 'nameBack'] as const;
export type TagCall = (typeof CALLS)[number];

export const ENDPOINTS: Readonly<Record<TagCall, string>> = {
  make: 'createTags',
  rename: 'updateTag',
  count: 'recordsCount',
  delete: 'deleteTag',
  list: 'tags',
  remake: 'createTags',
  nameBack: 'updateTag',
};

/** One way in which Zoho refuses a call, or does not answer it. */
export interface TagCallCase {
  readonly name: string;
  readonly faultAt: (endpoint: string) => FaultInput;
  /** Whether it lasts until the clean-up has ended or waits. Otherwise it passes. */
  readonly isLasting: boolean;
}

/** Status, code and message. Sources: Zoho docs v8, create-tags, update-tag, delete-tag, status-codes. */
const REFUSALS: readonly (readonly [number, string, string])[] = [
  [400, 'INVALID_DATA', 'invalid data'],
  [400, 'INVALID_MODULE', 'the module name given seems to be invalid'],
  [400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing'],
  [400, 'MANDATORY_NOT_FOUND', 'required field not found'],
  [400, 'LICENSE_LIMIT_EXCEEDED', 'tags edition limit exceeded'],
  [400, 'LIMIT_EXCEEDED', 'limit exceeded'],
  [400, 'NOT_SUPPORTED', 'not supported'],
  [401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL'],
  [403, 'NO_PERMISSION', 'permission denied'],
  [403, 'AUTHORIZATION_FAILED', 'User does not have permission to Update tags'],
  [404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one'],
  [405, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one'],
  [400, 'SOMETHING_NEW', 'nobody has seen this'],
];

function refusal([status, code, message]: (typeof REFUSALS)[number], times: number | null): TagCallCase['faultAt'] {
  const body = { code, details: {}, message, status: 'error' };
  return (endpoint) => ({ fault: 'answer', match: { endpoint, nth: 1, times }, status, body });
}

/** The same as an item of `tags`. */
function item([status, code, message]: (typeof REFUSALS)[number], times: number | null): TagCallCase['faultAt'] {
  const body = { tags: [{ code, details: {}, message, status: 'error' }] };
  return (endpoint) => ({ fault: 'answer', match: { endpoint, nth: 1, times }, status, body });
}

const passing = (name: string, faultAt: TagCallCase['faultAt']): TagCallCase => ({ name, faultAt, isLasting: false });

export const TAG_CALL_CASES: readonly TagCallCase[] = [
  ...REFUSALS.flatMap((given): TagCallCase[] => [
    { name: `${given[1]} for good`, faultAt: refusal(given, null), isLasting: true },
    { name: `${given[1]} of the tag for good`, faultAt: item(given, null), isLasting: true },
    passing(`${given[1]} once`, refusal(given, 1)),
  ]),
  passing('lost before it is applied', (endpoint) => ({
    fault: 'lostBeforeApply',
    match: { endpoint, nth: 1, times: 2 },
  })),
  passing('lost after it is applied', (endpoint) => ({ fault: 'lostAfterApply', match: { endpoint } })),
  passing('lost twice after it is applied', (endpoint) => ({
    fault: 'lostAfterApply',
    match: { endpoint, nth: 1, times: 2 },
  })),
  passing('lost, applied 3 s later', (endpoint) => ({ fault: 'lostThenApplied', match: { endpoint }, seconds: 3 })),
  passing('lost, applied 20 s later', (endpoint) => ({ fault: 'lostThenApplied', match: { endpoint }, seconds: 20 })),
  passing('never answered', (endpoint) => ({ fault: 'neverAnswered', match: { endpoint } })),
  passing('never answered, applied', (endpoint) => ({ fault: 'neverAnswered', match: { endpoint }, applied: true })),
  passing('500', (endpoint) => ({ fault: 'status500', match: { endpoint } })),
  passing('500, applied', (endpoint) => ({ fault: 'status500', match: { endpoint }, applied: true })),
  passing('HTML', (endpoint) => ({ fault: 'html', match: { endpoint, nth: 1, times: 2 } })),
  passing('HTML, applied', (endpoint) => ({ fault: 'html', match: { endpoint }, applied: true })),
  passing('empty body', (endpoint) => ({ fault: 'empty', match: { endpoint } })),
  passing('empty body, applied', (endpoint) => ({ fault: 'empty', match: { endpoint }, applied: true })),
  passing('cut JSON', (endpoint) => ({ fault: 'truncated', match: { endpoint, nth: 1, times: 2 } })),
  passing('429', (endpoint) => ({ fault: 'tooManyRequests', match: { endpoint, nth: 1, times: 2 } })),
  passing('dead token', (endpoint) => ({ fault: 'invalidToken', match: { endpoint } })),
];
