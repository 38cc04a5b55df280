import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const SET_UP = join(import.meta.dirname, 'set-up.mjs');
const folder = mkdtempSync(join(tmpdir(), 'untag-set-up-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints the given text. */
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** Looks for a Chromium as `npm start` does, with no variable set and only the given programs on PATH. */
function find(env: { CHROMIUM_PATH?: string; PATH?: string }) {
  const script = `import(${JSON.stringify(SET_UP)}).then((m) => m.findChromium()).then(console.log)`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { PATH: '', ...env },
  });
  return { status, found: stdout.trim(), lines: stderr.trim().split('\n') };
}

describe('the Chromium to use', () => {
  const good = program('good', 'echo "Chromium 156.0"');

  it('is the one that is named, before the one on PATH', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const onPath = program('bin/chromium', 'echo "Chromium 150.0"');
    expect(find({ CHROMIUM_PATH: good, PATH: bin })).toMatchObject({ status: 0, found: good });
    expect(find({ PATH: bin })).toMatchObject({ status: 0, found: onPath });
  });

  it('may be Playwright’s own, which calls itself Chrome', () => {
    const testing = program('testing', 'echo "Google Chrome for Testing 159.0"');
    expect(find({ CHROMIUM_PATH: testing })).toMatchObject({ status: 0, found: testing });
  });

  it.each([
    ['no file', join(folder, 'nowhere'), /^CHROMIUM_PATH is set to .*nowhere, but there is no such file\./],
    ['a folder', folder, /does not start as Chromium \(.*EACCES\)\. Correct CHROMIUM_PATH or unset it\.$/],
    ['another program', program('other', 'echo "GNU ls 9.1"'), /\(it does not call itself Chromium\)/],
    [
      'one without its libraries',
      program('lame', 'echo "error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127'),
      /libnss3\.so: cannot open\)/,
    ],
  ])('that is %s is told in one line', (_, named, words) => {
    const { status, lines } = find({ CHROMIUM_PATH: named });
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(words)]);
  });
});

describe('Debian’s packages', () => {
  /** What apt-get was asked for, with the programs of `there` on PATH and those of `missing` not. */
  function asked(): string[] {
    const bin = join(mkdtempSync(join(folder, 'debian-')), 'bin');
    mkdirSync(bin);
    const log = join(bin, 'log');
    const write = (name: string, script: string) =>
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    write('apt-get', `echo "$@" >> ${log}`);
    write('there', '');
    const given = JSON.stringify({ missing: 'of-missing', there: 'of-there' });
    const twice = `m.installFromDebian(${given}); m.installFromDebian(${given});`;
    const script = `import(${JSON.stringify(SET_UP)}).then((m) => { ${twice} })`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { PATH: bin } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  it('are installed for what is missing, with one look at the list, and by root only', () => {
    const install = 'install -y -qq --no-install-recommends of-missing';
    expect(asked()).toEqual(process.getuid?.() === 0 ? ['update -qq', install, install] : []);
  });
});
