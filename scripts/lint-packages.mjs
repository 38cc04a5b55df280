/**
 * Runs Mozilla's linter over the packages that `npm run package` made. npx fetches it; it is never part of this
 * project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { fail, ROOT } from './set-up.mjs';

const LINTER = 'addons-linter@10.13.0';

/** What a package for Chrome cannot have. Mozilla wants an event page and an id of its own. */
const OF_CHROME = ['ADDON_ID_REQUIRED', 'BACKGROUND_SERVICE_WORKER_NOFALLBACK'];

/** @typedef {{ code: string, message: string, file?: string }} Finding */

/** @returns {{ errors: Finding[], warnings: Finding[] }} */
function lint(/** @type {string} */ file) {
  const { stdout, stderr } = spawnSync('npx', ['--yes', LINTER, '--output', 'json', file], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, npm_config_ignore_scripts: 'true' },
  });
  if (!stdout.startsWith('{')) fail(`${LINTER} did not run:\n${stderr}`);
  return JSON.parse(stdout);
}

for (const [title, allowed] of /** @type {const} */ ([
  ['firefox', /** @type {string[]} */ ([])],
  ['chrome', OF_CHROME],
])) {
  const file = join(ROOT, 'artifacts', 'packages', `${packageJson.name}-${packageJson.version}-${title}.zip`);
  if (!existsSync(file)) fail(`There is no ${file}: run "npm run package" first.`);
  const { errors, warnings } = lint(file);
  const bad = errors.filter(({ code }) => !allowed.includes(code));
  console.log(`${title}: ${bad.length} errors, ${warnings.length} warnings`);
  for (const { code, message, file: place } of [...bad, ...warnings])
    console.log(`  ${code} ${place ?? ''} ${message}`);
  if (bad.length > 0) process.exitCode = 1;
}
