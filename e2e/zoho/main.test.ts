import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { zohoFetch } from './client-for-tests.ts';
import { readFileSync } from 'node:fs';
import type { Credentials } from './world/world.ts';

interface Started {
  port: number;
  proxyPort: number;
  browsers: { chromium: string; firefox: string };
  controlPort: number;
  certificate: string;
  spki: string;
  hosts: string[];
  orgs: Record<string, Credentials>;
}

const folder = mkdtempSync(path.join(tmpdir(), 'zoho-scenario-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...options: string[]) {
  const file = path.join(import.meta.dirname, 'main.ts');
  return spawn(process.execPath, ['--import', 'tsx', file, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function scenario(text: string): string {
  const file = path.join(folder, 'scenario.json');
  writeFileSync(file, text);
  return file;
}

/** A proxy's answer to a request for a tunnel. */
function connectThrough(port: number, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${target} HTTP/1.1\r\n\r\n`));
    socket.once('data', (data: Buffer) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

async function failure(...options: string[]): Promise<{ code: number | null; said: string }> {
  const child = run(...options);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

describe('npm run zoho', () => {
  it('tells where it listens, serves any client, and stops cleanly', async () => {
    const child = run('--scenario', scenario('{"leads":3,"switches":{"orgTypeCase":"capital"}}'));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    let started: Started | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('{')) continue;
      started = JSON.parse(line) as Started;
      break;
    }
    const { port, hosts, certificate, controlPort, orgs } = started!;
    const call = zohoFetch({ port, hosts, certificate: readFileSync(certificate, 'utf8') });
    const headers = { authorization: `Zoho-oauthtoken ${orgs['brightside']!.accessToken}` };
    const org = await call('https://www.zohoapis.com/crm/v8/org', { headers });
    expect(await org.json()).toMatchObject({ org: [{ type: 'Production' }] });
    const leads = await call('https://www.zohoapis.com/crm/v8/Leads?fields=id', { headers });
    expect(await leads.json()).toMatchObject({ info: { count: 3 } });
    expect((await fetch(`http://127.0.0.1:${controlPort}/switches`)).status).toBe(200);
    expect(Object.keys(orgs['nordwind']!)).toEqual(
      expect.arrayContaining(['clientId', 'clientSecret', 'refreshToken', 'accessToken']),
    );
    const { proxyPort, browsers } = started!;
    expect(await connectThrough(proxyPort, 'crm.zoho.com:443')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await connectThrough(proxyPort, 'example.com:443')).toMatch(/^HTTP\/1\.1 502 /);
    expect(browsers.chromium).toContain(`--proxy-server=127.0.0.1:${proxyPort}`);
    const [, profile = ''] = /--profile (\S+)/.exec(browsers.firefox) ?? [];
    expect(readFileSync(path.join(profile, 'user.js'), 'utf8')).toContain(`"network.proxy.ssl_port", ${proxyPort}`);
    expect(readFileSync(path.join(profile, 'cert_override.txt'), 'utf8')).toContain('www.zohoapis.eu:443:\t');
    call.agent.destroy();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(certificate)).toBe(false);
    expect(existsSync(profile)).toBe(false);
  }, 30_000);

  it.each([
    ['{"switches":{"locked":"ajar"}}', /switches\.locked: .*"ajar"/],
    ['{"leads":', /is not JSON/],
  ])(
    'refuses the scenario %s in words',
    async (text, words) => {
      const { code, said } = await failure('--scenario', scenario(text));
      expect(code).toBe(1);
      expect(said).toMatch(words);
      expect(said).not.toContain('    at ');
    },
    30_000,
  );

  it('refuses a scenario that is not there, a port that is none, and an unknown option', async () => {
    expect((await failure('--scenario', path.join(folder, 'none.json'))).said).toContain('cannot be read');
    expect((await failure('--port', 'many')).said).toContain('--port needs a number');
    expect((await failure('--colour', 'red')).code).toBe(1);
  }, 30_000);
});
