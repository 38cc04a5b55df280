import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface OpeningFile {
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/**
 * The scripts and styles that a page loads when it opens: those that its HTML names, and those that these import by a
 * statement. Files that a script fetches later, or that lie outside the package, are not included. Throws where a file
 * is missing.
 */
export function openingFiles(files: ReadonlyMap<string, Uint8Array>, page: string): readonly OpeningFile[] {
  const found = new Set(named(textOf(files, page), /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g, page));
  for (const path of found)
    if (path.endsWith('.js'))
      for (const imported of named(textOf(files, path), /\b(?:import|from)\s*["']([^"']+)["']/g, path))
        found.add(imported);
  return [...found].map((path) => {
    const content = bytesOf(files, path);
    return { path, bytes: content.byteLength, gzipBytes: gzipSync(content, { level: 9 }).byteLength };
  });
}

/**
 * The files that a text names, each by its path in the package. A path starts at the package's root, or at the folder
 * of the file that names it.
 */
function named(text: string, pattern: RegExp, by: string): readonly string[] {
  const names = [...text.matchAll(pattern)].map(([, name = '']) => name);
  return names
    .filter((name) => !/^[a-z]+:/.test(name))
    .map((name) => (name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(by), name)));
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return Buffer.from(bytesOf(files, path)).toString();
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const content = files.get(path);
  if (content === undefined) throw new Error(`${path} is named, but is not in the package`);
  return content;
}
