import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageRules } from '../scripts/package/package-rules.ts';
import { readPackage } from '../scripts/package/read-folder.ts';
import { DIST } from './browser/launch.ts';

const given = readPackage(DIST);
const permissionsPage = readFileSync(join(import.meta.dirname, '../docs/permissions.md'), 'utf8');

test('the package has its scripts', () => {
  const scripts = [...given.files.keys()].filter((path) => path.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(3);
});

for (const rule of packageRules(permissionsPage))
  test(rule.name, () => {
    expect(rule.broken(given)).toEqual([]);
  });
