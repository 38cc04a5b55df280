import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './messages-file.ts';

/** The keys that the sources name: whole ones, and the fixed ends of computed ones. */
export interface KeyUsage {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

const CALL = /\b(?:text|plural|template|pluralTemplate)\(/g;
const LITERAL = /'(\w+)'|"(\w+)"/g;
/** A template literal that may make a key: word characters around at least one `${…}`. */
const COMPUTED = /`(\w*(?:\$\{[^}]*\}\w*)+)`/g;

/**
 * The keys that a source names. A name with an underscore counts anywhere, because the tables of errors and reasons
 * hold such names. A single word such as `copy` counts only as the first argument of a call that reads a text.
 */
export function usageIn(source: string): KeyUsage {
  const calls = [...source.matchAll(CALL)].map((call) => firstArgument(source, call.index + call[0].length));
  const names = [
    ...wordsOf(source).filter((word) => word.includes('_')),
    ...calls.flatMap(wordsOf),
    ...[...source.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key),
  ];
  const computed = calls.flatMap((call) => [...call.matchAll(COMPUTED)].map(([, inner = '']) => inner));
  const patterns = computed.map((inner) => new RegExp(`^${inner.replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`));
  return { names: new Set(names), patterns };
}

function wordsOf(source: string): string[] {
  return [...source.matchAll(LITERAL)].map(([, single, double]) => single ?? double ?? '');
}

/** The text from the start of a call's arguments to the comma or bracket that ends the first. */
function firstArgument(source: string, start: number): string {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const char = source.charAt(at);
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth < 0 || (depth === 0 && char === ',')) return source.slice(start, at);
  }
  return source.slice(start);
}

/** The keys that the product uses: its sources without their tests, and the manifest. */
export function productUsage(): KeyUsage {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|[\\/]testing[\\/]/.test(path))
    .map((path) => join('src', path));
  const used = [...sources, 'manifest.json'].map((path) => usageIn(readFileSync(join(ROOT, path), 'utf8')));
  return {
    names: new Set(used.flatMap(({ names }) => [...names])),
    patterns: used.flatMap(({ patterns }) => patterns),
  };
}

/** Whether a key, or the stem of its plural, is used. */
export function isUsed({ names, patterns }: KeyUsage, keyOrStem: string): boolean {
  return names.has(keyOrStem) || patterns.some((pattern) => pattern.test(keyOrStem));
}
