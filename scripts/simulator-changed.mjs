/** Finds out whether the code under test may have changed the simulated Zoho, which has tests of its own. */
import { spawnSync } from 'node:child_process';

/**
 * The simulated Zoho, and the live session that is tested with it. They import one file of the other code. Packages are
 * those of the lock file.
 */
const MADE_OF = ['e2e/zoho', 'e2e/live', 'src/shared/data-centres.ts', 'package-lock.json'];

/** The branches that changes are proposed to. The first that exists counts. */
const TARGETS = ['origin/main', 'origin/HEAD', 'main'];

/** The output of git; null where git fails or is missing. */
function git(/** @type {string} */ root, /** @type {string[]} */ ...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * False only where git knows the commit that the work began from, and no file of the simulated Zoho differs between
 * that commit and the working tree, committed or not. Where the work is that commit there is nothing to compare.
 */
export function simulatorMayHaveChanged(/** @type {string} */ root) {
  const head = git(root, 'rev-parse', 'HEAD');
  const target = TARGETS.find((name) => git(root, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`) !== null);
  const base = target === undefined ? null : git(root, 'merge-base', 'HEAD', target);
  if (base === null || base === head) return true;
  const changed = git(root, 'diff', '--name-only', base, '--', ...MADE_OF);
  const added = git(root, 'ls-files', '--others', '--exclude-standard', '--', ...MADE_OF);
  return changed !== '' || added !== '';
}
