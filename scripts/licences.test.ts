import { expect, it } from 'vitest';
import { withNotice } from './licences.ts';

const MIT = '## preact - 11.2.0 (MIT)\n\nThe MIT License (MIT)\n\nPermission is hereby granted\n\n';

it('shortens only the Mozilla Public License, and says where the source code is', () => {
  const mpl = '## webextension-polyfill - 0.12.0 (MPL-2.0)\n\nMozilla Public License Version 2.0\n\n1. Definitions\n';
  const short = withNotice(`# Licenses\n\n${MIT}${mpl}`);
  expect(short).toMatch(/^# Licenses\n\n## preact - 11\.2\.0 \(MIT\)\n\nThe MIT License[^#]*## webextension-polyfill/);
  expect(short).not.toContain('Definitions');
  expect(short).toContain('https://mozilla.org/MPL/2.0/');
  expect(short).toContain('https://www.npmjs.com/package/webextension-polyfill/v/0.12.0\n');
});

it('leaves a file without it', () => {
  expect(withNotice(MIT)).toBe(MIT);
});
