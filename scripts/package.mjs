import { installPackages, runTypeScript } from './set-up.mjs';

installPackages();
runTypeScript('scripts/package/package.ts', process.argv.slice(2));
