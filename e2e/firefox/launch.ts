import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { GECKO_ID } from '../../scripts/manifest-variants.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { openBidi, type Bidi } from './bidi.ts';
import { startConnectProxy } from '../zoho/connect-proxy.ts';

/** The unpacked add-on under test: `UNTAG_DIST_FIREFOX`, or the result of `npm run build:firefox`. */
const DIST = resolve(import.meta.dirname, '../..', process.env['UNTAG_DIST_FIREFOX'] ?? 'dist-firefox');

/** Firefox gives each add-on a random host. This one is fixed in advance. */
export const HOST = '11111111-2222-4333-8444-555555555555';

export interface LaunchedFirefox {
  readonly bidi: Bidi;
  /** Hosts outside Zoho that Firefox requested. */
  readonly refusedHosts: ReadonlySet<string>;
  /** Closes the browser and deletes its profile. */
  close(): Promise<void>;
}

/** A stock Firefox without a window, with Untag in it. Zoho's hosts lead to the simulator, and all others lead nowhere. */
export async function launchFirefox(zoho: Zoho): Promise<LaunchedFirefox> {
  if (!existsSync(join(DIST, 'manifest.json')))
    throw new Error(`No build in ${DIST}: run "npm run build:firefox" first.`);
  const proxy = await startConnectProxy(zoho);
  const profile = mkdtempSync(join(tmpdir(), 'untag-firefox-'));
  writeFileSync(join(profile, 'user.js'), userJs(proxy.port));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  const firefox = spawn(
    process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr',
    [...args, '--remote-allow-system-access', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = new Promise<void>((done) => firefox.once('exit', () => done()));
  const bidi = await openBidi(await listening(firefox));
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: DIST } });
  const close = async () => {
    await bidi.send('browser.close').catch(() => undefined);
    bidi.close();
    await exited;
    proxy.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { bidi, refusedHosts: proxy.refused, close };
}

/** Resolves with the address of BiDi. */
async function listening(firefox: ChildProcess): Promise<string> {
  if (firefox.stderr === null) throw new Error('Firefox has no output to read.');
  const lines = createInterface({ input: firefox.stderr });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    lines.on('close', () => reject(new Error('Firefox ended before it listened.')));
  });
}

function userJs(proxyPort: number): string {
  const preferences = {
    'network.proxy.type': 1,
    'network.proxy.no_proxies_on': '',
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: HOST }),
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  return `${lines.join('\n')}\n`;
}
