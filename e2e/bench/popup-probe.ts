import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from '../browser/launch.ts';

/** Times of the first paint of each part, and of the press on Remove, in milliseconds since the document began. */
export interface Seen {
  /** The number of ticked records. */
  readonly count?: number;
  readonly tags?: number;
  readonly pressed?: number;
  /** The heading of the result. */
  readonly result?: number;
}

/** A copy of the build whose popup also notes its paint times. The build itself is not changed. */
export function distWithProbe(ticked: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'untag-probe-'));
  cpSync(DIST, folder, { recursive: true });
  writeFileSync(join(folder, 'probe.js'), probe(ticked));
  const page = join(folder, 'src/popup/index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', '<head><script src="/probe.js"></script>'));
  return folder;
}

/** The notes of such a popup so far. */
export function seenIn(popup: Page): Promise<Seen> {
  return popup.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
}

export function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** Runs in the popup, before anything else. */
function probe(ticked: number): string {
  return `
  globalThis.seen = {};
  const look = () => {
    const words = document.querySelector('h1, h2')?.textContent ?? '';
    if (/^${ticked} leads/.test(words)) seen.count ??= performance.now();
    if (document.querySelector('input[type=checkbox]') !== null) seen.tags ??= performance.now();
    if (/^Removed from/.test(words)) seen.result ??= performance.now();
    requestAnimationFrame(look);
  };
  addEventListener('click', ({ target }) => {
    if (/^Remove /.test(target.closest('button')?.textContent ?? '')) seen.pressed ??= performance.now();
  }, true);
  look();
`;
}
