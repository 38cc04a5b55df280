import { expect, test } from 'vitest';
import { supportAddress } from './support-address.ts';

test('a mail address and a page are taken, and none is none', () => {
  expect(supportAddress(' help@untag.example ')).toBe('help@untag.example');
  expect(supportAddress('https://untag.example/help')).toBe('https://untag.example/help');
  expect(supportAddress(undefined)).toBe('');
});

test.each(['help', 'http://untag.example', 'javascript:alert(1)', 'a@b.example?bcc=c@d.example', 'mailto:a@b.example'])(
  '%s ends the build with what to do',
  (given) => {
    expect(() => supportAddress(given)).toThrow(/UNTAG_SUPPORT is .+ Nothing was built\. Set it/);
  },
);
