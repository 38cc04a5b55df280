import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SimReply } from '../http.ts';
import { ASSETS } from './frame.ts';

const FILES = /^(?:names\.ts|client\/[a-z-]+\.ts|styles\/[a-z-]+\.css)$/;

const scripts = new Map<string, string>();

/**
 * A style sheet or script of the pages; null for any other path. Scripts are written in TypeScript and lose their types
 * here.
 */
export async function asset(requestPath: string): Promise<SimReply | null> {
  if (!requestPath.startsWith(`${ASSETS}/`)) return null;
  const name = requestPath.slice(ASSETS.length + 1);
  if (!FILES.test(name)) return { status: 404, body: '' };
  const file = path.join(import.meta.dirname, name);
  if (name.endsWith('.css'))
    return { status: 200, headers: { 'content-type': 'text/css;charset=UTF-8' }, body: await readFile(file) };
  return { status: 200, headers: { 'content-type': 'text/javascript;charset=UTF-8' }, body: await script(file) };
}

async function script(file: string): Promise<string> {
  const known = scripts.get(file);
  if (known !== undefined) return known;
  // Loaded on first use, because a simulator without a browser does not need it.
  const { transformWithOxc } = await import('vite');
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
  scripts.set(file, code);
  return code;
}
