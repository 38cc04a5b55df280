/**
 * Runs the journeys of `npm test` over the Chrome package itself: the zip that `npm run package` made, unpacked. The long
 * ones take most of their time over pictures of the screens, which are not made from the package.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import packageJson from '../package.json' with { type: 'json' };
import { ROOT, setUp } from './set-up.mjs';

await setUp();
const file = join(ROOT, 'artifacts', 'packages', `${packageJson.name}-${packageJson.version}-chrome.zip`);
const folder = mkdtempSync(join(tmpdir(), 'untag-package-'));
for (const [path, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', 'playwright'), ['test', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, UNTAG_DIST: folder, UNTAG_TEST_ALL: '' },
});
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
