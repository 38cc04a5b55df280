import { buildExtension, runTypeScript, setUp } from './set-up.mjs';

await setUp();
buildExtension();
const wanted = process.argv.slice(2);
if (wanted.includes('--film')) runTypeScript('e2e/gallery/film.ts', []);
else runTypeScript('e2e/gallery/screenshots.ts', wanted);
