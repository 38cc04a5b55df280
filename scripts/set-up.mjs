/**
 * Makes a checkout ready to run on a machine that has Node and nothing else: packages when the lock file changed, and
 * a Chromium. Plain JavaScript, because it runs before there is anything to compile TypeScript with.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');
const STAMP = join(ROOT, 'node_modules', '.untag-lock');

/** Installs the packages of the lock file, unless those are already there. */
export function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  console.log('Installing packages (npm ci)…');
  const options = /** @type {const} */ ({ cwd: ROOT, stdio: 'inherit' });
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (installed.status !== 0)
    fail('The packages could not be installed: npm says above why. Mend that and start again.');
  writeFileSync(STAMP, lock);
}

/** @returns {string | null} the full path of a program on PATH */
export function onPath(/** @type {string} */ program) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue; // not in this folder of PATH
    }
  }
  return null;
}

let isListFresh = false;

/**
 * Installs Debian's packages for the programs that are not on PATH. Without the rights for that it does nothing.
 * `programs`: the package of each.
 */
export function installFromDebian(/** @type {Readonly<Record<string, string>>} */ programs) {
  const packages = Object.entries(programs).flatMap(([program, name]) => (onPath(program) === null ? [name] : []));
  if (packages.length === 0 || process.getuid?.() !== 0 || onPath('apt-get') === null) return;
  console.log(`Installing from Debian: ${packages.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = /** @type {const} */ ({ stdio: ['ignore', 'ignore', 'inherit'], env });
  if (!isListFresh) spawnSync('apt-get', ['update', '-qq'], options);
  isListFresh = true;
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

/** Debian's package, installed where this process has the rights. */
function debianChromium() {
  installFromDebian({ chromium: 'chromium' });
  return onPath('chromium');
}

/** Playwright's own build, downloaded when it is not there yet. */
async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  console.log('Downloading Playwright’s Chromium…');
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell'], { stdio: 'inherit' });
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/**
 * What a program prints when it fails to start as a Chromium; null when it starts. Playwright's download needs the
 * libraries that Debian's package would bring.
 */
function whyNot(/** @type {string} */ program) {
  if (process.platform === 'win32') return null; // Chromium prints nothing to a terminal there
  const { error, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  if (/chrom(e|ium)/i.test(stdout ?? '')) return null;
  const said = (stderr ?? '').trim().split('\n').at(-1);
  return error?.message ?? (said || 'it does not call itself Chromium');
}

/**
 * The Chromium to use: `CHROMIUM_PATH`, `chromium` on PATH, Debian's package when root, Playwright's own download.
 * Ends the process with one line when there is none, or when the one found does not start.
 */
export async function findChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) {
    fail(`CHROMIUM_PATH is set to ${named}, but there is no such file. Correct it or unset it.`);
  }
  const found = named || onPath('chromium') || debianChromium() || (await playwrightChromium());
  if (!found) fail('No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.');
  const reason = whyNot(found);
  if (reason === null) return found;
  const mend = named
    ? 'Correct CHROMIUM_PATH or unset it.'
    : 'Install one that does (Debian: apt-get install chromium).';
  return fail(`${found} does not start as Chromium (${reason}). ${mend}`);
}

/** An installed Firefox: `FIREFOX_PATH`, or `firefox-esr` or `firefox` on PATH. */
export function findFirefox() {
  const named = process.env['FIREFOX_PATH'];
  if (named && !existsSync(named)) fail(`FIREFOX_PATH is set to ${named}, but there is no such file.`);
  return named || onPath('firefox-esr') || onPath('firefox');
}

/** @returns {never} */
export function fail(/** @type {string} */ message) {
  console.error(message);
  process.exit(1);
}

/** Sets up everything that the browser commands need. They receive the Chromium as `CHROMIUM_PATH`. */
export async function setUp() {
  installPackages();
  process.env['CHROMIUM_PATH'] = await findChromium();
}

/** Builds the unpacked extension into `dist/`. The output of the tools is shown only when they fail. */
export function buildExtension() {
  console.log('Building the extension…');
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) fail(`The build failed:\n${built.stdout}${built.stderr}`);
}

/** Runs a TypeScript file with the given arguments, hands signals on to it, and ends with its exit code. */
export function runTypeScript(/** @type {string} */ file, /** @type {readonly string[]} */ args) {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, join(ROOT, file), ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (status) => process.exit(status ?? 1));
}
