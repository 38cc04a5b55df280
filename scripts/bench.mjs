/** The figures of Untag's budgets over the production build: `npm run bench`, or parts of it, e.g. `npm run bench -- runs memory`. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, runTypeScript, setUp } from './set-up.mjs';

await setUp();
const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT, stdio: 'inherit' });
runTypeScript('e2e/bench/bench.ts', process.argv.slice(2));
