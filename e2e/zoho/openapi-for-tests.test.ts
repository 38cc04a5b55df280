import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openApi } from './openapi-for-tests.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pet = {
  type: 'object',
  required: ['name', 'legs'],
  properties: {
    name: { type: 'string', maxLength: 5 },
    legs: { type: 'integer' },
    born: { type: 'string', format: 'date-time', nullable: true },
    kind: { type: 'string', enum: ['cat', 'dog'] },
    friends: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
  },
};
const wrong = { type: 'object', required: ['code'], properties: { code: { type: 'string' } } };
const schema = { oneOf: [wrong, { $ref: './more.json#/components/schemas/Pet' }] };
writeFileSync(path.join(folder, 'more.json'), JSON.stringify({ components: { schemas: { Pet: pet } } }));
writeFileSync(
  path.join(folder, 'pets.json'),
  JSON.stringify({
    paths: { '/pet': { get: { responses: { 200: { content: { 'application/json': { schema } } }, 204: {} } } } },
  }),
);
const differences = (body: unknown, status = 200) =>
  openApi(folder).differences('pets.json', '/pet', 'get', status, body);

describe('differences', () => {
  it('are none for what fits', () => {
    expect(differences({ name: 'Tom', legs: 4, born: null, friends: [{ name: 'Spike', legs: 4 }] })).toEqual([]);
    expect(differences({ code: 'GONE' })).toEqual([]);
    expect(differences(undefined, 204)).toEqual([]);
  });

  it('are named with their place', () => {
    const friend = { name: 'Butchy', legs: 'four', kind: 'wolf', born: 'yesterday', wings: 0 };
    expect(differences({ name: 'Tom', friends: [friend, friend] })).toEqual([
      '$.legs: missing',
      '$.friends[].name: longer than 5',
      '$.friends[].legs: string instead of integer',
      '$.friends[].kind: "wolf" is not in the list',
      '$.friends[].born: no date-time',
      '$.friends[].wings: not described',
    ]);
  });

  it('cannot be told where nothing is described', () => {
    expect(() => differences({}, 418)).toThrow('describes no 418');
  });
});
