import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { PackageFiles, PackageManifest } from './package-rules.ts';

/** Reads an unpacked extension. */
export function readPackage(folder: string): PackageFiles {
  const files = readFolder(folder);
  const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString()) as PackageManifest;
  return { manifest, files };
}

/** Every file below a folder, by its path in it with forward slashes. */
function readFolder(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path))]));
}
