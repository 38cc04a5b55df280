import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { DIST } from './browser/launch.ts';

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  host_permissions: string[];
  content_scripts: { js: string[]; matches: string[] }[];
}

const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Manifest & Record<string, unknown>;
const permissionsPage = readFileSync(join(import.meta.dirname, '../docs/permissions.md'), 'utf8');

test('no file of the package can be reached from a page', () => {
  expect(Object.keys(manifest)).not.toContain('web_accessible_resources');
});

test('every permission has its line in docs/permissions.md, and every line its permission', () => {
  const listed = [...permissionsPage.matchAll(/^\| `([a-zA-Z]+)`/gm)].map(([, name]) => name);
  expect(new Set(listed)).toEqual(new Set([...manifest.permissions, ...manifest.optional_permissions]));
});

test('every host is one of Zoho’s', () => {
  const zoho = /^https:\/\/(crm|crmsandbox|accounts|www|sandbox|developer)\.(zoho|zohoapis|zohocloud)\.[a-z.]+\/\*$/;
  for (const host of [...manifest.host_permissions, ...manifest.content_scripts.flatMap(({ matches }) => matches)])
    expect(host).toMatch(zoho);
});

test('the content script is one file of at most 4 kB gzip', () => {
  const files = manifest.content_scripts.flatMap(({ js }) => js);
  expect(files).toHaveLength(1);
  const code = readFileSync(join(DIST, files[0] ?? ''));
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(4_000);
});

test('nothing in the package makes code out of text', () => {
  const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(3);
  for (const file of scripts)
    expect(readFileSync(join(DIST, file), 'utf8'), file).not.toMatch(/\beval\(|new Function\(/);
});
