import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Plain JavaScript, because it is read before there is anything to compile. */
const FILE = join(import.meta.dirname, 'simulator-changed.mjs');
const { liveHasChanged, simulatorMayHaveChanged } = (await import(FILE)) as Record<
  'liveHasChanged' | 'simulatorMayHaveChanged',
  (root: string) => boolean
>;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'untag-changed-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  execFileSync('git', [...who, ...args], { cwd: root, stdio: 'ignore' });
}

function write(path: string, text = path): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(path: string, text?: string): void {
  write(path, text);
  git('add', '-A');
  git('commit', '-m', path);
}

/** A repository with a branch that started at `main`. */
function branch(): void {
  git('init', '-b', 'main');
  commit('e2e/zoho/simulator.ts');
  git('checkout', '-b', 'work');
}

describe('the simulated Zoho may have changed', () => {
  it('not where a branch leaves it alone, though main went on', () => {
    branch();
    commit('src/popup/App.tsx');
    git('checkout', 'main');
    commit('e2e/zoho/later.ts');
    git('checkout', 'work');
    expect(simulatorMayHaveChanged(root)).toBe(false);
  });

  it.each([
    ['a commit', () => commit('e2e/zoho/simulator.ts', 'other')],
    ['the packages', () => commit('package-lock.json')],
    ['a change that is not committed', () => write('e2e/zoho/simulator.ts', 'other')],
    ['a file that git does not know yet', () => write('e2e/zoho/new.ts')],
  ])('where %s touches it', (_, change) => {
    branch();
    commit('src/popup/App.tsx');
    change();
    expect(simulatorMayHaveChanged(root)).toBe(true);
  });

  it('where the work is main itself', () => {
    branch();
    expect(simulatorMayHaveChanged(root)).toBe(true);
  });

  it('where no main is known, nor any git', () => {
    expect(simulatorMayHaveChanged(root)).toBe(true);
    branch();
    commit('src/popup/App.tsx');
    git('branch', '-D', 'main');
    expect(simulatorMayHaveChanged(root)).toBe(true);
  });

  it('not where the main of the clone is behind that of its origin, from which the work began', () => {
    branch();
    git('checkout', 'main');
    commit('e2e/zoho/later.ts');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git('reset', '--hard', 'HEAD~1');
    git('checkout', '-b', 'newer', 'origin/main');
    commit('src/popup/App.tsx');
    expect(simulatorMayHaveChanged(root)).toBe(false);
  });
});

describe('the live session has changed', () => {
  it.each([
    ['a commit to it', () => commit('e2e/live/session.ts')],
    ['a commit to the simulated Zoho', () => commit('e2e/zoho/questions/tags.ts')],
  ])('where %s is new', (_, change) => {
    branch();
    change();
    expect(liveHasChanged(root)).toBe(true);
  });

  it('not where a branch leaves both alone, nor where no one knows', () => {
    expect(liveHasChanged(root)).toBe(false);
    branch();
    expect(liveHasChanged(root)).toBe(false);
    commit('src/popup/App.tsx');
    expect(liveHasChanged(root)).toBe(false);
  });
});
