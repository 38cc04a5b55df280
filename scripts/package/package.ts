/**
 * Makes the packages for the stores in artifacts/packages/. It stops where a package breaks one of the project's rules.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { tellsOf } from './changelog.ts';
import { packageRules } from './package-rules.ts';
import { readPackage } from './read-folder.ts';
import { changedPaths, isCheckout, sourceFiles } from './source-files.ts';
import { smallZip, zip } from './zip.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = join(ROOT, 'artifacts', 'packages');
const MOST_BYTES = 380_000;
const { name, version } = packageJson;

/** JSON files of a package that its build indents. Not every target has both. */
const COMPACT = ['manifest.json', 'managed-schema.json'] as const;

const TARGETS = [
  { mode: 'store', folder: 'dist-store', title: 'chrome' },
  { mode: 'firefox', folder: 'dist-firefox', title: 'firefox' },
] as const;

/** Builds one target into a folder and zips it. */
function packageOf(mode: string, outDir: string): Promise<Uint8Array> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = ['--mode', mode, '--outDir', outDir, '--minify', 'terser', '--logLevel', 'error'];
  const built = spawnSync(process.execPath, [vite, 'build', ...options], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build for ${mode} failed:\n${built.stdout}${built.stderr}`);
  for (const file of COMPACT) withoutSpaces(join(outDir, file));
  return smallZip(readPackage(outDir).files);
}

/** Writes a JSON file again without line breaks and indents. */
function withoutSpaces(file: string): void {
  if (existsSync(file)) writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
}

function problemsOf(folder: string, zipped: Uint8Array): string[] {
  const given = readPackage(folder);
  const rules = packageRules(readFileSync(join(ROOT, 'docs/permissions.md'), 'utf8'));
  const problems = rules.flatMap((rule) => rule.broken(given).map((place) => `${rule.name}: ${place}`));
  if ('key' in given.manifest) problems.push('the manifest has the development key');
  if (given.manifest['version'] !== version) problems.push(`the manifest is not of version ${version}`);
  if (zipped.byteLength > MOST_BYTES) problems.push(`${zipped.byteLength} bytes are more than ${MOST_BYTES}`);
  return problems;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const problems: string[] = [];
if (!tellsOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version))
  problems.push(`CHANGELOG.md has no dated heading with an entry for ${version}`);

const packages = new Map<string, Uint8Array>();
for (const { mode, folder, title } of TARGETS) {
  const zipped = await packageOf(mode, join(ROOT, folder));
  const second = mkdtempSync(join(tmpdir(), 'untag-build-'));
  const again = await packageOf(mode, second);
  rmSync(second, { recursive: true, force: true });
  if (sha256(again) !== sha256(zipped)) problems.push(`${title}: a second build made other bytes`);
  problems.push(...problemsOf(join(ROOT, folder), zipped).map((problem) => `${title}: ${problem}`));
  packages.set(`${name}-${version}-${title}.zip`, zipped);
}
const isOfGit = isCheckout(ROOT);
if (isOfGit) packages.set(`${name}-${version}-source.zip`, zip(sourceFiles(ROOT)));

if (problems.length > 0) {
  console.error(`No packages:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exit(1);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const sums = [...packages].map(([file, bytes]) => `${sha256(bytes)}  ${file}`);
for (const [file, bytes] of packages) writeFileSync(join(OUT, file), bytes);
writeFileSync(join(OUT, 'SHA256SUMS'), `${sums.join('\n')}\n`);

for (const [file, bytes] of packages)
  console.log(`${sha256(bytes)}  ${file}  ${(bytes.byteLength / 1000).toFixed(1)} kB`);
console.log(`\nEach was built twice, with the same bytes. They are in ${OUT}, with SHA256SUMS.`);
if (!isOfGit) console.log('This folder is no checkout of git: the source zip is left out.');
const changed = isOfGit ? changedPaths(ROOT).length : 0;
if (changed > 0) console.log(`Not of a commit: ${changed} paths differ from the last one.`);
