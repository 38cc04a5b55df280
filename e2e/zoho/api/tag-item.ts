import { zohoError } from './errors.ts';
import type { ApiCall } from './call.ts';
import type { ZohoError } from './errors.ts';

/** A tag as a call that makes or changes tags gives it. */
export interface TagItem {
  name: string;
  /** Undefined when the call does not name one. */
  colour: string | null | undefined;
  id: string | undefined;
}

const COLOUR_LENGTH = 7;

function wrong(message: string, place: number, apiName: string, details: object = {}): ZohoError {
  const path = `$.tags[${place}].${apiName}`;
  return zohoError('INVALID_DATA', message, { ...details, api_name: apiName, json_path: path });
}

function wrongColour(colour: unknown, place: number): ZohoError | undefined {
  if (colour === undefined || colour === null) return undefined;
  if (typeof colour !== 'string')
    return wrong('Invalid data type', place, 'color_code', { expected_data_type: 'text' });
  if (colour.length > COLOUR_LENGTH)
    return wrong('invalid data', place, 'color_code', { maximum_length: COLOUR_LENGTH });
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return wrong('special characters found in the given name', place, 'color_code');
  return undefined;
}

/** The tag at one place of `tags`, or the error of that place. Source: Zoho's OpenAPI examples, createTags and updateTags. */
export function tagItem({ context }: ApiCall, value: unknown, place: number): TagItem | ZohoError {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const { name, color_code: colour, id } = given;
  if (name === undefined || name === null || name === '') {
    const details = { api_name: 'name', json_path: `$.tags[${place}].name` };
    return zohoError('MANDATORY_NOT_FOUND', 'required field not found', details);
  }
  if (typeof name !== 'string') return wrong('Invalid data type', place, 'name', { expected_data_type: 'text' });
  const { longestTagName } = context.switches;
  if (name.length > longestTagName) return wrong('Invalid data', place, 'name', { maximum_length: longestTagName });
  const badColour = wrongColour(colour, place);
  if (badColour) return badColour;
  if (id !== undefined && typeof id !== 'string')
    return wrong('Invalid data type', place, 'id', { expected_data_type: 'text' });
  return { name, colour: colour as string | null | undefined, id };
}

/** A name that another tag of the module has. Source: Zoho's OpenAPI examples, createTags and updateTags. */
export function duplicate(place: number, id: string): ZohoError {
  return zohoError('DUPLICATE_DATA', 'duplicate data', { api_name: 'name', json_path: `$.tags[${place}].name`, id });
}
