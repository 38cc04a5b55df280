import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import source from '../manifest.json' with { type: 'json' };
import { developmentServerPolicy, packagePolicy } from './content-policy.ts';
import { GECKO_ID, manifestFor, toFirefox } from './manifest-variants.ts';

const firefox = toFirefox(source);

describe('manifestFor', () => {
  it('takes the version it is given: the source has none of its own', () => {
    expect(source).not.toHaveProperty('version');
    for (const variant of ['development', 'store', 'firefox'] as const)
      expect(manifestFor(variant, source, '1.2.3')).toHaveProperty('version', '1.2.3');
  });

  it('keeps the development key out of the packages, and changes nothing else for the store', () => {
    const development = manifestFor('development', source, '1.2.3');
    expect(development).toEqual({
      ...source,
      version: '1.2.3',
      content_security_policy: { extension_pages: packagePolicy() },
    });
    const { key: _key, ...rest } = development as { key: string };
    expect(manifestFor('store', source, '1.2.3')).toEqual(rest);
  });
});

describe('the content security policy', () => {
  it('is the same in every package, Firefox’s included', () => {
    for (const variant of ['development', 'store', 'firefox'] as const)
      expect(manifestFor(variant, source, '1.2.3')).toHaveProperty('content_security_policy', {
        extension_pages: packagePolicy(),
      });
  });

  it('of the development server adds that server and what Vite needs, and nothing else', () => {
    const [strict, loose] = [packagePolicy(), developmentServerPolicy(5173)].map(
      (policy) => new Set(policy.split(/;? /)),
    );
    const added = [...loose!].filter((word) => !strict!.has(word));
    expect(added).toEqual(['http://localhost:5173', "'unsafe-inline'", 'data:', 'ws://localhost:5173']);
    expect(developmentServerPolicy(5173)).not.toContain('trusted-types');
  });
});

describe('the store material', () => {
  const page = (name: string): string => readFileSync(join(import.meta.dirname, '../docs/store', name), 'utf8');

  it('gives a reason for each permission, and for no other', () => {
    const explained = [...page('review.md').matchAll(/^\| `([a-zA-Z]+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual([...source.permissions, ...source.optional_permissions]);
  });

  it('has the pictures that the listing names, in the sizes that the stores want', () => {
    const named = [...page('listing.md').matchAll(/`images\/([^`]+)`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) {
      const png = readFileSync(join(import.meta.dirname, '../docs/store/images', name));
      const [width, height] = name.startsWith('tile') ? [440, 280] : [1280, 800];
      const found = { name, width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
      expect(found).toEqual({ name, width, height });
    }
  });
});

describe('toFirefox', () => {
  it('makes an event page of the service worker', () => {
    expect(firefox.background).toEqual({ scripts: [source.background.service_worker] });
  });

  it('leaves out what only Chrome knows', () => {
    for (const name of ['key', 'minimum_chrome_version', 'storage']) expect(firefox).not.toHaveProperty(name);
  });

  it('asks for exactly the same permissions, hosts and pages', () => {
    for (const name of [
      'permissions',
      'optional_permissions',
      'host_permissions',
      'content_scripts',
      'incognito',
    ] as const)
      expect(firefox[name]).toEqual(source[name]);
  });

  it('names an id and what leaves the browser', () => {
    const { gecko } = firefox.browser_specific_settings;
    expect(gecko.id).toBe(GECKO_ID);
    expect(gecko.data_collection_permissions.required).toEqual(['authenticationInfo', 'websiteContent']);
  });

  it('is told of in the documents by the id and the redirect address that follows from it', () => {
    const page = (path: string): string => readFileSync(join(import.meta.dirname, '../docs', path), 'utf8');
    const redirect = `https://${createHash('sha1').update(GECKO_ID).digest('hex')}.extensions.allizom.org/`;
    expect(page('company.md')).toContain(`"${GECKO_ID}"`);
    expect(page('store/firefox.md')).toContain(`\`${redirect}\``);
  });

  it('has an icon that exists for light and dark themes in each size', () => {
    expect(firefox.action.theme_icons.map(({ size }) => String(size))).toEqual(Object.keys(source.action.default_icon));
    for (const { light, dark } of firefox.action.theme_icons) {
      expect(light).not.toBe(dark);
      expect([light, dark].filter((icon) => !existsSync(join(import.meta.dirname, '../public', icon)))).toEqual([]);
    }
  });
});
