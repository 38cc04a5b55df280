import { strToU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { zip } from './zip.ts';

const FILES: readonly (readonly [string, Uint8Array])[] = [
  ['manifest.json', strToU8('{}')],
  ['src/popup/index.html', strToU8('<p>é</p>')],
  ['10', strToU8('a name that is a number')],
];
const zone = process.env['TZ'];

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('zip', () => {
  it('holds every file as it is', () => {
    expect(unzipSync(zip(new Map(FILES)))).toEqual(Object.fromEntries(FILES));
  });

  it('makes the same bytes from the same files in another order', () => {
    expect(zip(new Map([...FILES].reverse()))).toEqual(zip(new Map(FILES)));
  });

  it('makes the same bytes in every time zone', () => {
    process.env['TZ'] = 'Pacific/Auckland';
    const east = zip(new Map(FILES));
    process.env['TZ'] = 'America/Los_Angeles';
    expect(zip(new Map(FILES))).toEqual(east);
  });
});
