import { zipSync } from 'fflate';

/** A zip of these files, by path. The same files make the same bytes, in whatever order they come. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const paths = [...files.keys()].sort();
  return zipSync(Object.fromEntries(paths.map((path) => [path, files.get(path) ?? new Uint8Array()])), {
    level: 9,
    // Zips keep local time: a date that is made in local time is the same bytes in every zone.
    mtime: new Date(2020, 0, 1),
  });
}
