import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Zoho } from './simulator.ts';

/** The address of the first org's leads. */
const PAGE = 'https://crm.zoho.com/crm/org808232144/tab/Leads';

/**
 * Command lines that open a person's own browser on the simulated Zoho. Each has a new profile next to the certificate,
 * which is deleted with it. `proxyPort` is the proxy through which both browsers reach Zoho's names.
 */
export function browserCommands(
  zoho: Pick<Zoho, 'certificate' | 'certificatePath' | 'hosts' | 'spki'>,
  proxyPort: number,
): { readonly chromium: string; readonly firefox: string } {
  const folder = dirname(zoho.certificatePath);
  const firefoxProfile = join(folder, 'firefox');
  mkdirSync(firefoxProfile);
  writeFileSync(join(firefoxProfile, 'user.js'), userJs(proxyPort));
  writeFileSync(join(firefoxProfile, 'cert_override.txt'), certificateExceptions(zoho));
  const chromium = [
    process.env['CHROMIUM_PATH'] ?? 'chromium',
    `--user-data-dir=${join(folder, 'chromium')}`,
    `--proxy-server=127.0.0.1:${proxyPort}`,
    `--ignore-certificate-errors-spki-list=${zoho.spki}`,
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    PAGE,
  ];
  const firefox = [process.env['FIREFOX_PATH'] ?? 'firefox', '--no-remote', '--profile', firefoxProfile, PAGE];
  return { chromium: chromium.join(' '), firefox: firefox.join(' ') };
}

function userJs(proxyPort: number): string {
  const preferences = {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    // Suppresses Mozilla's own start page, which could not be loaded.
    'datareporting.policy.firstRunURL': '',
    // Zoho's names are on the list of hosts for which Firefox grants no exception.
    'network.stricttransportsecurity.preloadlist': false,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  return `${lines.join('\n')}\n`;
}

/** Firefox's own file of exceptions. It holds what a click on "Accept the risk" would write for each of Zoho's hosts. */
function certificateExceptions({ certificate, hosts }: Pick<Zoho, 'certificate' | 'hosts'>): string {
  const { fingerprint256 } = new X509Certificate(certificate);
  const lines = hosts.map((host) => `${host}:443:\tOID.2.16.840.1.101.3.4.2.1\t${fingerprint256}\t`);
  return `# PSM Certificate Override Settings file\n${lines.join('\n')}\n`;
}
