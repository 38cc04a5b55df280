import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from './api/router.ts';
import { FaultSchema } from './limits/fault-types.ts';
import { SwitchesApiSchema } from './switches-api.ts';
import { SwitchesTagsSchema } from './switches-tags.ts';
import { SwitchesSchema } from './switches.ts';

const folder = import.meta.dirname;
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
const named = new Set([...readme.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map((match) => match[1]));
const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|spec)\.ts$/.test(file) && !file.endsWith('readme.test.ts'))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  .join('\n');

const switches = Object.keys(SwitchesSchema.entries);
const faults = FaultSchema.options.map((option) => option.entries.fault.literal);
const endpoints = ENDPOINTS.map((endpoint) => endpoint.name);

describe('README.md', () => {
  it.each([...switches, ...faults, ...endpoints])('names %s', (name) => {
    expect(named.has(name)).toBe(true);
  });
});

describe('the tables of switches of the API', () => {
  const rows = readme
    .slice(readme.indexOf('## Switches of the API'), readme.indexOf('## Faults'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const rowOf = new Map(
    rows.flatMap((cells) => [...(cells[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => [name, cells] as const)),
  );

  it.each(Object.keys({ ...SwitchesApiSchema.entries, ...SwitchesTagsSchema.entries }))(
    'give the values of %s, its question and its source',
    (name) => {
      const [, , values, question, source] = rowOf.get(name) ?? [];
      expect([values, question, source].every((cell) => cell !== undefined && cell !== '')).toBe(true);
    },
  );
});

describe('the tests', () => {
  it.each([...switches, ...faults])('use %s', (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(tests)).toBe(true);
  });
});
