/**
 * Everything that must pass, in the order in which a failure shows soonest. `--all` adds the long tests; any other
 * argument picks steps by name, e.g. `npm test -- lint unit`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp } from './set-up.mjs';

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
];

const unknown = picked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

await setUp();
if (all) process.env['UNTAG_TEST_ALL'] = '1';

const failed = [];
const chosen = STEPS.filter((step) => picked.length === 0 || picked.includes(step.name));
for (const { name, run } of chosen) {
  const [program = '', ...args] = run;
  const started = Date.now();
  console.log(`\n── ${name}: ${run.join(' ')}`);
  const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', program), args, { cwd: ROOT, stdio: 'inherit' });
  console.log(`── ${name} ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) failed.push(name);
}

if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
