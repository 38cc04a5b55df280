import { findFirefox, installPackages, onPath, runTypeScript } from './set-up.mjs';

installPackages();
// The path of an installed browser, for the commands that it prints.
process.env['CHROMIUM_PATH'] ||= onPath('chromium') ?? 'chromium';
process.env['FIREFOX_PATH'] = findFirefox() ?? 'firefox';
runTypeScript('e2e/zoho/main.ts', process.argv.slice(2));
