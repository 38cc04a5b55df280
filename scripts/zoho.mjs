import { findFirefox, installPackages, onPath, runTypeScript } from './set-up.mjs';

installPackages();
// For the commands that it prints: a browser that is here, by its path.
process.env['CHROMIUM_PATH'] ||= onPath('chromium') ?? 'chromium';
process.env['FIREFOX_PATH'] = findFirefox() ?? 'firefox';
runTypeScript('e2e/zoho/main.ts', process.argv.slice(2));
