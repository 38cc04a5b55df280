import { buildExtension, runTypeScript, setUp } from './set-up.mjs';

await setUp();
buildExtension();
runTypeScript('e2e/start/start.ts', process.argv.slice(2));
