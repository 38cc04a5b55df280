import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';

/** A screen of our own, with real mouse and keys. */
export interface XDisplay {
  /** Right-clicks at a point of the page's viewport. */
  rightClick(page: Page, at: { x: number; y: number }): Promise<void>;
  /** Presses keys one after the other, by their X names. */
  press(...keys: readonly string[]): void;
  close(): void;
}

/** Why there can be no such screen here; null when there can. */
export function whyNoDisplay(): string | null {
  const missing = ['Xvfb', 'xdotool'].filter((tool) => spawnSync('which', [tool]).status !== 0);
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
}

/** Starts Xvfb; browsers that are opened from now on draw there. */
export async function openDisplay(): Promise<XDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
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
    close() {
      if (before === undefined) delete process.env['DISPLAY'];
      else process.env['DISPLAY'] = before;
      server.removeAllListeners('exit');
      server.kill();
    },
  };
}
