import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { Zoho } from '../zoho/simulator.ts';
import { allowReload, DIST, extensionIdOf } from './launch.ts';
import { Untag } from './Untag.ts';

/** A Chromium that runs on its own. A debugger can attach for a while and leave without a trace. */
export interface Alone {
  /** Attaches a debugger while `use` works with the browser. */
  attached(use: (untag: Untag) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function launchAlone(zoho: Pick<Zoho, 'resolverRules' | 'spki'>): Promise<Alone> {
  const profile = mkdtempSync(join(tmpdir(), 'untag-alone-'));
  allowReload(profile);
  const child = spawn(
    process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    [
      '--headless=new',
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${DIST}`,
      `--load-extension=${DIST}`,
      `--host-resolver-rules=${zoho.resolverRules()}`,
      `--ignore-certificate-errors-spki-list=${zoho.spki}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      '--remote-debugging-port=0',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const portFile = join(profile, 'DevToolsActivePort');
  while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`);
    await pause(50);
  }
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  return {
    async attached(use) {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const [context] = browser.contexts();
      if (context === undefined) throw new Error('The browser has no window.');
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      const close = () => browser.close();
      await use(new Untag({ context, profile, extensionId: extensionIdOf(DIST), worker, close }));
      // For a browser that ran before, this ends only the connection.
      await close();
    },
    async close() {
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
