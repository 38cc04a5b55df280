import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  format?: string;
  pattern?: string;
  maxLength?: number;
}

interface Response {
  $ref?: string;
  content?: Record<string, { schema: Schema }>;
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
}

/** Zoho's own description of the answers. */
export interface OpenApi {
  /**
   * The differences between an answer and the description, one line each, with places in lists written `[]`. A key that
   * the description lacks counts too. Throws when the description has no such path, method or status.
   */
  differences(file: string, route: string, method: string, status: number, body: unknown): string[];
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function fitsType(value: unknown, type: string): boolean {
  const actual = typeOf(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

/** Reads Zoho's OpenAPI files from a folder. Understands the keywords that they use. */
export function openApi(folder: string): OpenApi {
  const documents = new Map<string, Document>();

  function documentOf(file: string): Document {
    const known = documents.get(file);
    if (known) return known;
    const document = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Document;
    documents.set(file, document);
    return document;
  }

  function resolve<T extends { $ref?: string }>(value: T, file: string): { value: T; file: string } {
    if (value.$ref === undefined) return { value, file };
    const [target = '', pointer = ''] = value.$ref.split('#');
    const next = target === '' ? file : path.basename(target);
    let found: unknown = documentOf(next);
    for (const part of pointer.split('/').slice(1)) found = (found as Record<string, unknown> | undefined)?.[part];
    if (found === undefined) throw new Error(`${file} refers to ${value.$ref}, which is not there`);
    return resolve(found as T, next);
  }

  function object(value: Record<string, unknown>, schema: Schema, file: string, at: string): string[] {
    const { properties = {}, required = [], additionalProperties } = schema;
    const missing = required.filter((key) => !(key in value)).map((key) => `${at}.${key}: missing`);
    const open = additionalProperties !== undefined && additionalProperties !== false;
    // A schema without properties describes any object.
    const closed = !open && Object.keys(properties).length > 0;
    const inside = Object.entries(value).flatMap(([key, child]) => {
      const described = properties[key];
      if (described) return check(child, described, file, `${at}.${key}`);
      return closed ? [`${at}.${key}: not described`] : [];
    });
    return [...missing, ...inside];
  }

  function text(value: string, schema: Schema, at: string): string[] {
    const found: string[] = [];
    if (schema.maxLength !== undefined && value.length > schema.maxLength)
      found.push(`${at}: longer than ${schema.maxLength}`);
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
      found.push(`${at}: not like ${schema.pattern}`);
    if (schema.format === 'date-time' && !DATE_TIME.test(value)) found.push(`${at}: no date-time`);
    return found;
  }

  function knownKeys(value: unknown, given: Schema, file: string): number {
    const { properties = {} } = resolve(given, file).value;
    return typeof value === 'object' && value !== null
      ? Object.keys(value).filter((key) => key in properties).length
      : 0;
  }

  /** Whether the alternative is for errors of that code. */
  function sameCode(value: unknown, given: Schema, file: string): number {
    const codes = resolve(given, file).value.properties?.['code']?.enum;
    const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
    return codes?.includes(code) ? 1 : 0;
  }

  function check(value: unknown, given: Schema, givenFile: string, at: string): string[] {
    const { value: schema, file } = resolve(given, givenFile);
    if (schema.oneOf) {
      // The answer alone shows which alternative is meant: the one that has its code, then most of its keys, then the
      // fewest differences.
      const all = schema.oneOf.map((alternative) => ({
        code: sameCode(value, alternative, file),
        known: knownKeys(value, alternative, file),
        found: check(value, alternative, file, at),
      }));
      return (
        all.toSorted((a, b) => b.code - a.code || b.known - a.known || a.found.length - b.found.length)[0]?.found ?? []
      );
    }
    if (value === null) return schema.nullable ? [] : [`${at}: null`];
    if (schema.type !== undefined && !fitsType(value, schema.type))
      return [`${at}: ${typeOf(value)} instead of ${schema.type}`];
    if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not in the list`];
    if (typeof value === 'string') return text(value, schema, at);
    if (Array.isArray(value))
      return value.flatMap((item) => (schema.items ? check(item, schema.items, file, `${at}[]`) : []));
    return typeof value === 'object' ? object(value as Record<string, unknown>, schema, file, at) : [];
  }

  return {
    differences(file, route, method, status, body) {
      const response = documentOf(file).paths[route]?.[method]?.responses[String(status)];
      if (!response) throw new Error(`${file} describes no ${status} of ${method} ${route}`);
      const resolved = resolve(response, file);
      const schema = resolved.value.content?.['application/json']?.schema;
      if (!schema) return body === undefined ? [] : ['$: a body where none is described'];
      return [...new Set(check(body, schema, resolved.file, '$'))];
    },
  };
}
