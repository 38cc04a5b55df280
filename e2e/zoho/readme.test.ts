import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from './api/router.ts';
import { FaultSchema } from './limits/fault-types.ts';
import { QUESTIONS } from './questions/all.ts';
import { SwitchesAccountsSchema } from './switches-accounts.ts';
import { SwitchesApiSchema } from './switches-api.ts';
import { SwitchesMassSchema } from './switches-mass.ts';
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

/** Rows of the tables that name a question to a live org for each switch, as cells by the table's head. */
function switchRows(): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let head: string[] = [];
  for (const line of readme.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells[1] === 'switch') head = cells;
    if (!line.startsWith('| `') || !head.includes('question to a live org')) continue;
    const row = new Map(head.map((name, place) => [name, cells[place] ?? '']));
    for (const [, name = ''] of (cells[1] ?? '').matchAll(/`(\w+)`/g)) if (!found.has(name)) found.set(name, row);
  }
  return found;
}

describe('the tables of switches of the API, of tags, of jobs and of the accounts', () => {
  const rows = switchRows();
  const asks = new Map(
    QUESTIONS.flatMap((question) => question.settles.map((key): [string, string] => [key, question.asks])),
  );
  const names = [SwitchesApiSchema, SwitchesTagsSchema, SwitchesMassSchema, SwitchesAccountsSchema].flatMap(
    ({ entries }) => Object.keys(entries),
  );

  it.each(names)('give the values of %s, its question and its source', (name) => {
    const row = rows.get(name) ?? new Map<string, string>();
    expect([...row.values()].slice(1, 5).every((cell) => cell !== '')).toBe(true);
    expect(row.get('source')).toBeDefined();
  });

  it.each(names)('have the question of %s that is asked, or say that it needs hands', (name) => {
    expect(rows.get(name)?.get('question to a live org')).toMatch(asks.get(name) ?? /^(–|needs hands: .+)$/);
  });
});

describe('the tests', () => {
  it.each([...switches, ...faults])('use %s', (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(tests)).toBe(true);
  });
});
