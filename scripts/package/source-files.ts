import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** False for an unpacked source zip, which cannot say which files are the project's. */
export function isCheckout(root: string): boolean {
  return existsSync(join(root, '.git'));
}

/** The files that git knows, as they are in the working tree. Mozilla's reviewers build the package from them. */
export function sourceFiles(root: string): Map<string, Uint8Array> {
  const paths = git(root, ['ls-files', '-z']).split('\0').filter(Boolean);
  return new Map(paths.map((path) => [path, readFileSync(join(root, path))]));
}

/** Paths that differ from the last commit. Packages of such a tree belong to no commit. */
export function changedPaths(root: string): string[] {
  return git(root, ['status', '--porcelain', '-z']).split('\0').filter(Boolean);
}

function git(root: string, args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
