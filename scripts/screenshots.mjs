import { buildExtension, runTypeScript, setUp } from './set-up.mjs';

await setUp();
buildExtension();
runTypeScript('e2e/gallery/screenshots.ts', process.argv.slice(2));
