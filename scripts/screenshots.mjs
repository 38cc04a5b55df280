import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, runTypeScript, setUp } from './set-up.mjs';

await setUp();
const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT, stdio: 'inherit' });
runTypeScript('e2e/gallery/screenshots.ts', process.argv.slice(2));
