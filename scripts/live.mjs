import { installPackages, runTypeScript } from './set-up.mjs';

installPackages();
runTypeScript('e2e/live/main.ts', process.argv.slice(2));
