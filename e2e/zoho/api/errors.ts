import { json } from '../http.ts';
import type { SimReply } from '../http.ts';

/** An error as Zoho writes it. */
export interface ZohoError {
  code: string;
  details: object;
  message: string;
  status: 'error';
}

export function zohoError(code: string, message: string, details: object = {}): ZohoError {
  return { code, details, message, status: 'error' };
}

/** An error of the whole call, bare. */
export function refuse(status: number, code: string, message: string, details: object = {}): SimReply {
  return json(status, zohoError(code, message, details));
}

/**
 * Texts of remove_tags' refusals where the docs differ from Zoho's recorded answers. Source: Zoho docs v7 and v8,
 * remove-tags.
 */
export const DOCUMENTED = {
  unknownModule: 'The module name given seems to be invalid',
  unsupportedModule: 'The given module is not supported in API',
  permission: 'Permission denied to remove tags',
};

/** Error texts. Source: Zoho docs v8, remove-tags, get-records, modules, status-codes; Zoho's OpenAPI files where the docs show none. */
export const REFUSALS = {
  noToken: () => refuse(401, 'AUTHENTICATION_FAILURE', 'Authentication failed'),
  deadToken: (code: string) =>
    refuse(401, code, code.endsWith('TOKEN') ? 'invalid oauth token' : 'Authentication failed'),
  scope: (status: number) => refuse(status, 'OAUTH_SCOPE_MISMATCH', 'Unauthorized'),
  path: () => refuse(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one'),
  method: () => refuse(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one'),
  host: () => refuse(400, 'INVALID_HOST', 'The host is not a valid one for this API'),
  origin: () => refuse(400, 'INVALID_REQUEST', 'The request is not a valid one'),
  internal: () => refuse(500, 'INTERNAL_ERROR', 'Internal Server Error'),
  unknownModule: (message = 'the module name given seems to be invalid') => refuse(400, 'INVALID_MODULE', message),
  unsupportedModule: (message = 'the given module is not supported for this api') =>
    refuse(400, 'INVALID_MODULE', message),
  permission: (permissions: string[], message = 'permission denied') =>
    refuse(403, 'NO_PERMISSION', message, { permissions }),
  noTagRemoval: () => refuse(400, 'AUTHORIZATION_FAILED', 'User does not have sufficient privilege to remove tags'),
} satisfies Record<string, (...given: never[]) => SimReply>;
