import { installPackages, runTypeScript } from './set-up.mjs';

installPackages();
runTypeScript('scripts/locales/main.ts', process.argv.slice(2));
