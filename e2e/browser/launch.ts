import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Worker } from '@playwright/test';
import type { Zoho } from '../zoho/simulator.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The unpacked extension under test: `UNTAG_DIST`, or the production build. */
export const DIST = resolve(ROOT, process.env['UNTAG_DIST'] ?? 'dist');

export interface LaunchOptions {
  /** A profile to continue with; otherwise a new one in the temporary folder. */
  readonly profile?: string;
  readonly headless?: boolean;
  readonly dist?: string;
  readonly args?: readonly string[];
  /** `chrome.i18n` follows it, e.g. `de`. */
  readonly language?: string;
  readonly viewport?: { width: number; height: number } | null;
  /** Pixels of a screenshot for a pixel of the page, in tabs and in the popup. */
  readonly scale?: number;
}

export interface Launched {
  readonly context: BrowserContext;
  readonly profile: string;
  readonly extensionId: string;
  readonly worker: Worker;
  /** Closes the browser and deletes its profile. */
  close(): Promise<void>;
}

/** The id that Chromium gives an unpacked extension: from the manifest's key, or from the folder's path without one. */
export function extensionIdOf(dist: string): string {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as { key?: string };
  const source = manifest.key === undefined ? Buffer.from(dist) : Buffer.from(manifest.key, 'base64');
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 32);
  return digest.replaceAll(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Chromium with Untag. Zoho's hosts lead to the simulator, and every other host leads nowhere. */
export async function launchChromium(
  zoho: Pick<Zoho, 'resolverRules' | 'spki'>,
  options: LaunchOptions = {},
): Promise<Launched> {
  const dist = options.dist ?? DIST;
  if (!existsSync(join(dist, 'manifest.json'))) throw new Error(`No build in ${dist}: run "npm run build" first.`);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'untag-profile-'));
  allowReload(profile);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: options.headless ?? true,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: options.viewport === undefined ? { width: 1280, height: 800 } : options.viewport,
    ...(options.scale === undefined ? {} : { deviceScaleFactor: options.scale }),
    ...(options.language === undefined
      ? {}
      : { locale: options.language, env: { ...process.env, LANGUAGE: options.language } as Record<string, string> }),
    args: [
      `--disable-extensions-except=${dist}`,
      `--load-extension=${dist}`,
      `--host-resolver-rules=${zoho.resolverRules()}`,
      `--ignore-certificate-errors-spki-list=${zoho.spki}`,
      '--remote-debugging-port=0',
      '--no-first-run',
      ...(options.language === undefined ? [] : [`--lang=${options.language}`]),
      ...(options.scale === undefined ? [] : [`--force-device-scale-factor=${options.scale}`]),
      ...(options.args ?? []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const close = async () => {
    await context.close();
    // A browser that was closed by the user is still writing. Only the asynchronous form lists the files again.
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  return { context, profile, extensionId: extensionIdOf(dist), worker, close };
}

/** Developer mode. Without it Chromium leaves an unpacked extension disabled after `chrome.runtime.reload()`. */
export function allowReload(profile: string): void {
  const preferences = join(profile, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(preferences, JSON.stringify({ extensions: { ui: { developer_mode: true } } }));
}
