import { zipSync } from 'fflate';

/** A zip of these files, by path. The same files in any order make the same bytes. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const paths = [...files.keys()].sort();
  return zipSync(Object.fromEntries(paths.map((path) => [path, files.get(path) ?? new Uint8Array()])), {
    level: 9,
    // Zips keep local time. A date made in local time gives the same bytes in every time zone.
    mtime: new Date(2020, 0, 1),
  });
}
