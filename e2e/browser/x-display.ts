import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** A separate screen, with a real mouse and real keys. */
export interface XDisplay {
  /** Right-clicks at a point of the page's viewport. */
  rightClick(page: Page, at: { x: number; y: number }): Promise<void>;
  /** Presses keys one after the other, by their X names. */
  press(...keys: readonly string[]): void;
  /** Number of pixels of exactly that colour in the top rows of the screen, e.g. `b564c6`. */
  count(colour: string, rows: number): number;
  close(): void;
}

/** Why such a screen is impossible on this machine; null when it is possible. */
export function whyNoDisplay(): string | null {
  const missing = ['Xvfb', 'xdotool'].filter((tool) => spawnSync('which', [tool]).status !== 0);
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
}

/** Starts Xvfb; browsers that are opened from now on draw there. */
export async function openDisplay(): Promise<XDisplay> {
  const memory = mkdtempSync(join(tmpdir(), 'untag-screen-'));
  const screen = ['-screen', '0', '1400x1000x24', '-fbdir', memory];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  const before = process.env['DISPLAY'];
  process.env['DISPLAY'] = display;
  const act = (...args: string[]): void => {
    execFileSync('xdotool', args, { env: { ...process.env, DISPLAY: display } });
  };
  return {
    async rightClick(page, { x, y }) {
      const corner = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }));
      act('mousemove', String(Math.round(corner.x + x)), String(Math.round(corner.y + y)));
      act('click', '3');
    },
    press: (...keys) => act('key', '--delay', '150', ...keys),
    count: (colour, rows) => countPixels(readFileSync(join(memory, 'Xvfb_screen0')), colour, rows),
    close() {
      if (before === undefined) delete process.env['DISPLAY'];
      else process.env['DISPLAY'] = before;
      server.removeAllListeners('exit');
      server.kill();
      rmSync(memory, { recursive: true, force: true });
    },
  };
}

/** Source: X11/XWDFile.h. Pixels of 32 bits, the blue byte first. */
function countPixels(dump: Buffer, colour: string, rows: number): number {
  const field = (place: number): number => dump.readUInt32BE(place * 4);
  const [size, width, bits, stride, colours] = [field(0), field(4), field(11), field(12), field(19)];
  if (bits !== 32) throw new Error(`The screen has ${bits} bits for a pixel.`);
  const start = size + colours * 12;
  const wanted = Number.parseInt(colour, 16);
  let found = 0;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < width; column += 1)
      if (dump.readUIntLE(start + row * stride + column * 4, 3) === wanted) found += 1;
  return found;
}
