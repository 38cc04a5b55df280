import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import source from '../../manifest.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };
import { packagePolicy } from '../content-policy.ts';
import { packageRules, type PackageFiles, type PackageManifest } from './package-rules.ts';

const PERMISSIONS_PAGE = '| `storage` | why |\n| `notifications` (optional) | why |\n';

const LICENCE = readFileSync(join(import.meta.dirname, '../../LICENSE'), 'utf8');
const MATCHES = source.content_scripts.flatMap(({ matches }) => matches);

const manifest: PackageManifest = {
  permissions: ['storage'],
  optional_permissions: ['notifications'],
  host_permissions: source.host_permissions,
  content_scripts: [{ js: ['content.js'], matches: MATCHES }],
  content_security_policy: { extension_pages: packagePolicy() },
};
const files = new Map<string, Uint8Array>([
  ['content.js', Buffer.from('retrieval(1)')],
  ['src/popup/index.html', Buffer.from('<script type="module" src="/popup.js"></script><link href="/popup.css">')],
  ['popup.js', Buffer.from('import"./a/shared.js";const later=()=>import("./later.js")')],
  ['popup.css', Buffer.from('a{}')],
  ['a/shared.js', Buffer.from('export let a')],
  ['later.js', randomBytes(50_000)],
  ['LICENSE', licences(Object.keys(packageJson.dependencies))],
]);

function licences(names: readonly string[]): Uint8Array {
  const sections = names.map((name) => `## ${name} - 1.0.0 (MIT)\n\nThe MIT License (MIT)\n`);
  return Buffer.from(`${LICENCE}\n# Licenses\n\n${sections.join('\n')}`);
}

function withPolicy(edit: (policy: string) => string): { manifest: Partial<PackageManifest> } {
  return { manifest: { content_security_policy: { extension_pages: edit(packagePolicy()) } } };
}

function brokenBy(change: { manifest?: Partial<PackageManifest>; files?: Record<string, Uint8Array> }): string[] {
  const given: PackageFiles = {
    manifest: { ...manifest, ...change.manifest },
    files: new Map([...files, ...Object.entries(change.files ?? {})]),
  };
  return packageRules(PERMISSIONS_PAGE).flatMap((rule) => rule.broken(given).map((place) => `${rule.name}: ${place}`));
}

describe('packageRules', () => {
  it('lets a package pass that keeps them', () => {
    expect(brokenBy({})).toEqual([]);
  });

  it.each([
    [{ manifest: { web_accessible_resources: [] } }, 'web_accessible_resources'],
    [{ manifest: { externally_connectable: {} } }, 'externally_connectable'],
    [{ manifest: { permissions: ['storage', 'tabs'] } }, 'tabs is asked for, but has no line'],
    [{ manifest: { permissions: [] } }, 'storage has a line, but is not asked for'],
    [
      { manifest: { host_permissions: [...source.host_permissions, 'https://*.zoho.com/*'] } },
      'https://*.zoho.com/* is asked for',
    ],
    [
      {
        manifest: { host_permissions: source.host_permissions.filter((host) => host !== 'https://accounts.zoho.eu/*') },
      },
      'https://accounts.zoho.eu/* is not asked for',
    ],
    [
      { manifest: { content_scripts: [{ js: ['content.js'], matches: [...MATCHES, 'https://mail.zoho.com/*'] }] } },
      'runs on https://mail.zoho.com/*',
    ],
    [
      { manifest: { content_scripts: [{ js: ['content.js'], matches: MATCHES.slice(1) }] } },
      `does not run on ${MATCHES[0]}`,
    ],
    [{ manifest: { content_security_policy: {} } }, 'there is none'],
    [withPolicy((policy) => policy.replace('connect-src', 'connect-src https://evil.example')), 'https://evil.example'],
    [withPolicy((policy) => policy.replace(' https://accounts.zoho.eu', '')), 'does not say https://accounts.zoho.eu'],
    [withPolicy((policy) => policy.replace(/; form-action[^;]*/, '')), 'form-action is missing'],
    [withPolicy((policy) => policy.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")), 'unsafe-eval'],
    [withPolicy((policy) => `${policy}; script-src-elem *`), 'script-src-elem is no part of it'],
    [withPolicy((policy) => `${policy}; base-uri 'none'`), 'base-uri stands twice'],
    [
      { manifest: { content_security_policy: { extension_pages: packagePolicy(), sandbox: '' } } },
      'sandbox has a policy of its own',
    ],
    [{ manifest: { content_scripts: [{ js: ['content.js', 'b.js'], matches: MATCHES }] } }, 'there are 2'],
    [{ files: { 'content.js': randomBytes(4_001) } }, 'content.js has 4'],
    [{ files: { 'popup.js': randomBytes(48_001) } }, 'popup.js 48'],
    [{ files: { 'popup.css': randomBytes(48_001) } }, 'popup.css 48'],
    [{ files: { 'a/shared.js': randomBytes(48_001) } }, 'a/shared.js 48'],
    [
      { files: { 'a/shared.js': Buffer.from('import{a}from"../deep.js"'), 'deep.js': Buffer.from('export let a') } },
      'bytes in 3 scripts',
    ],
    [{ files: { 'later.css': Buffer.from('a{}') } }, 'later.css'],
    [
      {
        files: {
          'shared.css': Buffer.from('a{}'),
          'own.css': Buffer.from('b{}'),
          'a.html': Buffer.from('<link href="/shared.css">'),
          'b.html': Buffer.from('<link href="/own.css"><link href="/shared.css">'),
        },
      },
      'b.html',
    ],
    [{ files: { 'a.js': Buffer.from('window.eval("1")') } }, 'a.js'],
    [{ files: { 'a.js': Buffer.from('new Function("1")') } }, 'a.js'],
    [{ files: { 'a.html': Buffer.from('<script src="http://localhost:5173/@vite/client">') } }, 'a.html'],
    [{ files: { 'a.js.map': Buffer.from('{}') } }, 'a.js.map'],
    [
      {
        files: {
          LICENSE: licences(Object.keys(packageJson.dependencies).filter((name) => name !== 'idb')),
        },
      },
      'LICENSE does not tell of idb',
    ],
    [
      {
        files: {
          LICENSE: Buffer.concat([
            licences(Object.keys(packageJson.dependencies).filter((name) => name !== 'idb')),
            Buffer.from('## idb - 8.0.4 (ISC)\n'),
          ]),
        },
      },
      'LICENSE does not tell of idb',
    ],
    [
      { files: { LICENSE: licences(Object.keys(packageJson.dependencies)).subarray(100) } },
      'LICENSE does not tell of the project itself',
    ],
  ])('names what breaks one: %#', (change, place) => {
    const broken = brokenBy(change as Parameters<typeof brokenBy>[0]);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain(place);
  });
});
