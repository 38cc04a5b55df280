import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export interface PackageSize {
  readonly file: string;
  readonly bytes: number;
}

/** Makes the packages for the stores, and returns the size of each. The source package is not included. */
export function measurePackages(): readonly PackageSize[] {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs')], { cwd: ROOT, stdio: 'inherit' });
  const folder = join(ROOT, 'artifacts', 'packages');
  return readdirSync(folder)
    .filter((file) => /-(?:chrome|firefox)\.zip$/.test(file))
    .map((file) => ({ file, bytes: statSync(join(folder, file)).size }));
}
