import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { build, preview } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/** The pages whose states are shown. */
export const SCREENS = ['popup', 'report', 'options', 'connect', 'tags-page'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Gallery {
  /** The names of the scenes of a screen. */
  scenes(page: Page, screen: Screen): Promise<readonly string[]>;
  /** Shows a scene, and comes back when it has settled. */
  show(page: Page, screen: Screen, scene: string, query?: string): Promise<void>;
  close(): Promise<void>;
}

/** Builds the galleries and serves them. */
export async function serveGallery(): Promise<Gallery> {
  const outDir = mkdtempSync(join(tmpdir(), 'untag-gallery-'));
  const shared = { root: ROOT, configFile: false, logLevel: 'warn', publicDir: false } as const;
  await build({
    ...shared,
    base: './',
    define: { __CLIENT_ID__: '""', __SUPPORT_ADDRESS__: '""' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome127',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: SCREENS.map((screen) => join(ROOT, `e2e/gallery/${screen}/index.html`)) },
    },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const base = server.resolvedUrls?.local[0] ?? '';
  const address = (screen: Screen): string => `${base}e2e/gallery/${screen}/index.html`;
  return {
    async scenes(page, screen) {
      await page.goto(address(screen));
      return (await page.locator('body[data-scenes]').getAttribute('data-scenes'))?.split(' ') ?? [];
    },
    async show(page, screen, scene, query = '') {
      await page.goto(`${address(screen)}?scene=${scene}${query}`);
      // A locator looks ever more seldom, and would find out half a second late.
      await page.waitForFunction(() => document.body.dataset['ready'] !== undefined);
    },
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
