import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './launch.ts';

const HIDE =
  "Object.defineProperty(globalThis, 'browser', { value: undefined, configurable: true, writable: true });\n";

/**
 * A copy of the build for the environment of Chrome before 148, without the `browser` namespace. The build itself is
 * not changed. A script that hides the namespace runs before each of its entries.
 */
export function distWithoutNativeBrowser(): string {
  const folder = mkdtempSync(join(tmpdir(), 'untag-no-browser-'));
  cpSync(DIST, folder, { recursive: true });
  writeFileSync(join(folder, 'hide.js'), HIDE);

  const manifestFile = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    background: { service_worker: string };
    content_scripts: { js: string[] }[];
  };
  for (const script of manifest.content_scripts) script.js.unshift('hide.js');
  const loader = join(folder, manifest.background.service_worker);
  writeFileSync(loader, `import '/hide.js';\n${readFileSync(loader, 'utf8')}`);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  )) {
    const page = join(folder, file);
    writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', '<head><script src="/hide.js"></script>'));
  }
  writeFileSync(manifestFile, JSON.stringify(manifest));
  return folder;
}
