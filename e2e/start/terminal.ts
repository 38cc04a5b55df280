import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';

const FOLDER = resolve(import.meta.dirname, '../../artifacts/start');

/** Saves numbered screenshots, one for each step of a journey. */
export function createAlbum() {
  mkdirSync(FOLDER, { recursive: true });
  let number = 0;
  return {
    folder: FOLDER,
    async picture(page: Page, name: string): Promise<void> {
      number += 1;
      const file = join(FOLDER, `${String(number).padStart(2, '0')}-${name}.png`);
      await page.screenshot({ path: file });
      console.log(`  picture: ${file}`);
    },
  };
}

export function say(line: string): void {
  console.log(line);
}
