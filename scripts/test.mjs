/**
 * Everything that must pass, in the order in which a failure shows soonest. `--all` adds the long tests; any other
 * argument picks steps by name, e.g. `npm test -- lint unit`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findFirefox, ROOT, setUp } from './set-up.mjs';

const all = process.argv.includes('--all');
const picked = process.argv.slice(2).filter((argument) => argument !== '--all');

const STEPS = [
  { name: 'format', run: ['oxfmt', '--check'] },
  { name: 'lint', run: ['oxlint', '--type-aware'] },
  { name: 'types', run: ['tsc', '-p', '.'] },
  { name: 'worker-types', run: ['tsc', '-p', 'src/background'] },
  { name: 'dead', run: ['knip'] },
  { name: 'unit', run: ['vitest', 'run'] },
  { name: 'build', run: ['vite', 'build', '--logLevel', 'error'] },
  { name: 'size', run: ['size-limit'] },
  { name: 'e2e', run: ['playwright', 'test'] },
  { name: 'build-firefox', run: ['vite', 'build', '--mode', 'firefox', '--logLevel', 'error'] },
  { name: 'firefox', run: ['playwright', 'test', '-c', 'e2e/firefox', ...(all ? [] : ['ticked-rows'])] },
  { name: 'package', run: ['node', 'scripts/package.mjs'], isLong: true },
  { name: 'package-from-source', run: ['node', 'scripts/package-from-source.mjs'], isLong: true },
  { name: 'e2e-package', run: ['node', 'scripts/e2e-package.mjs'], isLong: true },
  { name: 'lint-packages', run: ['node', 'scripts/lint-packages.mjs'], isLong: true },
];

const unknown = picked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

await setUp();
if (all) process.env['UNTAG_TEST_ALL'] = '1';

const firefox = findFirefox();
if (firefox !== null) process.env['FIREFOX_PATH'] = firefox;

const failed = [];
const skipped = [];
const chosen = STEPS.filter((step) => (picked.length === 0 ? all || !step.isLong : picked.includes(step.name)));
for (const { name, run } of chosen) {
  const [program = '', ...args] = run;
  if (name === 'firefox' && firefox === null) {
    console.log('\n── firefox SKIPPED: there is no Firefox (FIREFOX_PATH, or firefox-esr or firefox on PATH)');
    skipped.push(name);
    continue;
  }
  const started = Date.now();
  console.log(`\n── ${name}: ${run.join(' ')}`);
  const file = program === 'node' ? process.execPath : join(ROOT, 'node_modules', '.bin', program);
  const { status } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit' });
  console.log(`── ${name} ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) failed.push(name);
}

if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
const passed = chosen.length - failed.length - skipped.length;
console.log(`\n${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exit(failed.length === 0 ? 0 : 1);
