/**
 * Does what Mozilla's reviewers do: makes the packages from the source zip in a fresh folder, and compares them byte by
 * byte with those that `npm run package` made here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import packageJson from '../package.json' with { type: 'json' };
import { fail, ROOT } from './set-up.mjs';

const packages = join('artifacts', 'packages');
const fileOf = (/** @type {string} */ title) =>
  join(packages, `${packageJson.name}-${packageJson.version}-${title}.zip`);

const source = join(ROOT, fileOf('source'));
if (!existsSync(source)) fail(`There is no ${source}: run "npm run package" first.`);
const folder = mkdtempSync(join(tmpdir(), 'untag-source-'));
try {
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(source)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const { status } = spawnSync('npm', ['run', 'package'], { cwd: folder, stdio: 'inherit' });
  for (const title of status === 0 ? ['chrome', 'firefox'] : []) {
    const same = readFileSync(join(folder, fileOf(title))).equals(readFileSync(join(ROOT, fileOf(title))));
    console.log(`${title}: ${same ? 'the same bytes from the source zip' : 'OTHER BYTES from the source zip'}`);
    if (!same) process.exitCode = 1;
  }
  if (status !== 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
