/**
 * Runs everything that must pass, fast steps first. `--all` adds the long tests. `--keep-going` plays the journeys
 * although an earlier step failed. Any other argument selects steps by name, e.g. `npm test -- lint unit`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findFirefox, installFromDebian, onPath, ROOT, setUp } from './set-up.mjs';
import { liveHasChanged, simulatorMayHaveChanged } from './simulator-changed.mjs';

const FLAGS = ['--all', '--keep-going'];
const all = process.argv.includes('--all');
const keepsGoing = process.argv.includes('--keep-going');
const picked = process.argv.slice(2).filter((argument) => !FLAGS.includes(argument));

/** `isJourney`: the step takes minutes, and is of no use after an earlier failure. */
const STEPS = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'worker-types', command: ['tsc', '-p', 'src/background'] },
  { name: 'dead', command: ['knip'] },
  { name: 'unit', command: ['vitest', 'run', '--project', 'unit', '--project', 'engine'] },
  { name: 'simulator', command: ['vitest', 'run', '--project', 'simulator'], isExtra: !simulatorMayHaveChanged(ROOT) },
  { name: 'live', command: ['vitest', 'run', '--project', 'live'], isExtra: !liveHasChanged(ROOT) },
  { name: 'spreadsheet', command: ['tsx', 'scripts/spreadsheet/round-trip.ts'], isExtra: true },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'size', command: ['size-limit'] },
  { name: 'e2e', command: ['playwright', 'test'], isJourney: true },
  { name: 'build-firefox', command: ['vite', 'build', '--mode', 'firefox', '--logLevel', 'warn'], isJourney: true },
  // It leaves the files of Firefox's package where the next step takes its extension from.
  { name: 'package', command: ['node', 'scripts/package.mjs'], isJourney: true, isExtra: true },
  {
    name: 'firefox',
    command: ['playwright', 'test', '-c', 'e2e/firefox', ...(all ? [] : ['ticked-rows'])],
    isJourney: true,
  },
  { name: 'package-from-source', command: ['node', 'scripts/package-from-source.mjs'], isJourney: true, isExtra: true },
  { name: 'e2e-package', command: ['node', 'scripts/e2e-package.mjs'], isJourney: true, isExtra: true },
  { name: 'lint-packages', command: ['node', 'scripts/lint-packages.mjs'], isJourney: true, isExtra: true },
];

const unknown = picked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

await setUp();
if (all) process.env['UNTAG_TEST_ALL'] = '1';

const chosen = STEPS.filter((step) => (picked.length === 0 ? all || !step.isExtra : picked.includes(step.name)));

// A real menu needs a screen of its own. Where these programs cannot be installed, the tests that need them say so and
// are skipped.
if (chosen.some(({ name }) => name === 'e2e' || name === 'e2e-package'))
  installFromDebian({ Xvfb: 'xvfb', xdotool: 'xdotool' });
if (chosen.some(({ name }) => name === 'firefox') && findFirefox() === null)
  installFromDebian({ 'firefox-esr': 'firefox-esr' });
if (chosen.some(({ name }) => name === 'spreadsheet')) installFromDebian({ soffice: 'libreoffice-calc' });
const firefox = findFirefox();
if (firefox !== null) process.env['FIREFOX_PATH'] = firefox;

/** @type {string[]} */
const failed = [];
/** @type {string[]} */
const skipped = [];

/** The requirements of a step that this machine lacks; null when none is missing. */
function missingFor(/** @type {string} */ name) {
  if (name === 'firefox' && firefox === null)
    return 'there is no Firefox (FIREFOX_PATH, or firefox-esr or firefox on PATH)';
  if (name === 'spreadsheet' && onPath('soffice') === null)
    return 'there is no LibreOffice (soffice on PATH; Debian: apt-get install libreoffice-calc)';
  return null;
}

function run(/** @type {typeof STEPS[number]} */ { name, command }) {
  const [program = '', ...args] = command;
  const missing = missingFor(name);
  if (missing !== null) {
    console.log(`\n── ${name} SKIPPED: ${missing}`);
    skipped.push(name);
    return;
  }
  const started = Date.now();
  console.log(`\n── ${name}: ${command.join(' ')}`);
  const file = program === 'node' ? process.execPath : join(ROOT, 'node_modules', '.bin', program);
  const { status } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit' });
  console.log(`── ${name} ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) failed.push(name);
}

for (const step of chosen)
  if (step.isJourney && failed.length > 0 && !keepsGoing) skipped.push(step.name);
  else run(step);

if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
if (skipped.length > 0) console.error(`Not run: ${skipped.join(', ')}`);
if (failed.length > 0 && skipped.length > 0 && !keepsGoing)
  console.error('Mend that first; "npm test -- --keep-going" runs them all the same.');
const passed = chosen.length - failed.length - skipped.length;
console.log(`\n${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} not run` : ''}`);
process.exit(failed.length === 0 ? 0 : 1);
