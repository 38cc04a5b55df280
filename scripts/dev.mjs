import { runTypeScript, setUp } from './set-up.mjs';

await setUp();
runTypeScript('e2e/start/dev.ts', process.argv.slice(2));
