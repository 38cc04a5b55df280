/** Finds out whether the code under test may have changed the simulated Zoho or the live session, which have tests of their own. */
import { spawnSync } from 'node:child_process';

/** The simulated Zoho imports one file of the other code. Packages are those of the lock file. */
const SIMULATOR = ['e2e/zoho', 'src/shared/data-centres.ts', 'package-lock.json'];
/** The live session is tested with the simulated Zoho. */
const LIVE = ['e2e/live', ...SIMULATOR];

/** The branches that changes are proposed to. The first that exists counts. */
const TARGETS = ['origin/main', 'origin/HEAD', 'main'];

/** The output of git; null where git fails or is missing. */
function git(/** @type {string} */ root, /** @type {string[]} */ ...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Whether any of these files differs from the commit that the work began from, committed or not; null where nobody knows that commit. */
function differ(/** @type {string} */ root, /** @type {string[]} */ paths) {
  const head = git(root, 'rev-parse', 'HEAD');
  const target = TARGETS.find((name) => git(root, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`) !== null);
  const base = target === undefined ? null : git(root, 'merge-base', 'HEAD', target);
  // Where the work is that commit there is nothing to compare.
  if (base === null || base === head) return null;
  const changed = git(root, 'diff', '--name-only', base, '--', ...paths);
  const added = git(root, 'ls-files', '--others', '--exclude-standard', '--', ...paths);
  return changed !== '' || added !== '';
}

/** False only where git knows the commit that the work began from, and no file of the simulated Zoho differs since. */
export function simulatorMayHaveChanged(/** @type {string} */ root) {
  return differ(root, SIMULATOR) ?? true;
}

/** True only where git knows the commit that the work began from, and a file of the live session or of the simulated Zoho differs since. */
export function liveHasChanged(/** @type {string} */ root) {
  return differ(root, LIVE) ?? false;
}
