/**
 * Runs Zoho's official SDK for TypeScript against the simulated Zoho. The SDK is installed into a temporary folder,
 * never into this project.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPackages, ROOT } from './set-up.mjs';

const SDK = '@zohocrm/typescript-sdk-8.0@3.0.0';

/** Resolves with the simulator's first line that begins with a brace. */
async function listening(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (child.stdout === null) throw new Error('the simulated Zoho has no output');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) return line;
  throw new Error('the simulated Zoho ended before it listened');
}

installPackages();
const folder = mkdtempSync(join(tmpdir(), 'zoho-sdk-'));
writeFileSync(join(folder, 'package.json'), '{"private":true}');
console.log(`Installing ${SDK} into ${folder}…`);
execFileSync('npm', ['install', SDK, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });

const zoho = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'e2e', 'zoho', 'main.ts')], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const line = await listening(zoho);
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: JSON.parse(line).certificate,
    ZOHO_SIMULATOR: line,
    ZOHO_SDK_DIR: folder,
  };
  const check = spawn(process.execPath, [join(ROOT, 'e2e', 'zoho', 'sdk-check.mjs')], { stdio: 'inherit', env });
  process.exitCode = await new Promise((resolve) => check.on('close', (code) => resolve(code ?? 1)));
} finally {
  zoho.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
