import { refuse } from './errors.ts';
import type { SimReply, SimRequest } from '../http.ts';

/** INVALID_DATA of the whole call, bare. */
export function invalid(apiName: string, path: string, details: object = {}): SimReply {
  return refuse(400, 'INVALID_DATA', 'invalid data', { ...details, api_name: apiName, json_path: path });
}

/** The object in a body, or the refusal of any other value. */
export function jsonBody(request: SimRequest): { body: Record<string, unknown> } | { refusal: SimReply } {
  const notJson = { refusal: refuse(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonobject' }) };
  try {
    const parsed: unknown = JSON.parse(request.text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return notJson;
    return { body: parsed as Record<string, unknown> };
  } catch {
    return notJson;
  }
}

/** A list of 1 to `most` in a body, or its refusal. */
export function listIn(body: Record<string, unknown>, key: string, most: number): unknown[] | SimReply {
  const value = body[key];
  const path = `$.${key}`;
  if (value === undefined || value === null)
    return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: key, json_path: path });
  if (!Array.isArray(value)) return invalid(key, path, { expected_data_type: 'jsonarray' });
  if (value.length === 0) return invalid(key, path, { minimum_length: 1 });
  if (value.length > most) return invalid(key, path, { maximum_length: most });
  return value;
}
