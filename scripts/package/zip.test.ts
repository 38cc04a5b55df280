import { strToU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { smallZip, zip } from './zip.ts';

const FILES: readonly (readonly [string, Uint8Array])[] = [
  ['manifest.json', strToU8('{}')],
  ['src/popup/index.html', strToU8('<p>é</p>')],
  ['10', strToU8('a name that is a number')],
  ['src/a b@[*].js', strToU8('a name with signs that 7-Zip could read as more than a name')],
];
const zone = process.env['TZ'];

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe.each([
  ['zip', zip],
  ['smallZip', smallZip],
])('%s', (_name, make) => {
  it('holds every file as it is', async () => {
    expect(unzipSync(await make(new Map(FILES)))).toEqual(Object.fromEntries(FILES));
  });

  it('makes the same bytes from the same files in another order', async () => {
    expect(await make(new Map([...FILES].reverse()))).toEqual(await make(new Map(FILES)));
  });

  it('makes the same bytes in every time zone', async () => {
    process.env['TZ'] = 'Pacific/Auckland';
    const east = await make(new Map(FILES));
    process.env['TZ'] = 'America/Los_Angeles';
    expect(await make(new Map(FILES))).toEqual(east);
  });
});

describe('smallZip', () => {
  it('is smaller', async () => {
    const text = Array.from({ length: 3_000 }, (_, n) => `record ${(n * 7919) % 3_001}`).join('\n');
    const files = new Map([['a.txt', strToU8(text)]]);
    expect((await smallZip(files)).byteLength).toBeLessThan(zip(files).byteLength * 0.97);
  });
});
