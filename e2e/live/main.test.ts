import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseScenario } from '../zoho/scenario.ts';
import { startZoho } from '../zoho/simulator.ts';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Zoho } from '../zoho/simulator.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'untag-live-main-'));
const ledgerFile = path.join(folder, '.live-ledger.json');
const answersFile = path.join(folder, 'live-answers.json');
let zoho: Zoho;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await zoho.stop();
});

interface Run {
  child: ChildProcessWithoutNullStreams;
  said: () => string;
  /** Exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>;
}

function run(options: string[], env: NodeJS.ProcessEnv = {}): Run {
  const file = path.join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, '--folder', folder, ...options], {
    env: { ...process.env, ...env },
  });
  child.stdin.end();
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return { child, said: () => text, ended };
}

/** A session with the simulated Zoho of this test. */
function runHere(...options: string[]): Run {
  const here = ['--simulated', '--port', String(zoho.port), '--certificate', zoho.certificatePath];
  return run([...here, ...options], { UNTAG_LIVE_TOKEN: zoho.credentials['brightside-sandbox']!.wideAccessToken });
}

function inOrg() {
  const leads = zoho.world.org('brightside-sandbox').module('Leads');
  return { records: leads.ids(), tags: leads.tags().map(({ name }) => name) };
}

describe('npm run live', () => {
  it('says what it is', async () => {
    const { said, ended } = run(['--help']);
    expect(await ended).toBe(0);
    expect(said()).toContain('npm run live');
  }, 30_000);

  it('asks the simulated Zoho, shows a table, and writes answers that can be played', async () => {
    const { said, ended } = run(['--simulated', '--only', 'missingTag,noTags,maximumLength']);
    expect({ code: await ended, said: said() }).toMatchObject({ code: 0 });
    expect(said()).toMatch(
      /\| What happens for a tag that a record lacks\? +\| HTTP 200 SUCCESS +\| missingTag: success +\| success +\| same +\|/,
    );
    const answers: unknown = JSON.parse(readFileSync(answersFile, 'utf8'));
    expect(answers).toEqual({
      switches: { missingTag: 'success', noTags: 'emptyArray', maximumLength: { tags: null, ids: null } },
    });
    expect(parseScenario(answers).switches).toMatchObject({ missingTag: 'success' });
    expect(existsSync(ledgerFile)).toBe(false);
    // A question that is named later adds its answer.
    expect(await run(['--simulated', '--only', 'viewsHoldTags']).ended).toBe(0);
    const more: unknown = JSON.parse(readFileSync(answersFile, 'utf8'));
    expect(more).toMatchObject({ switches: { missingTag: 'success', viewsHoldTags: false } });
  }, 60_000);

  it('refuses an unknown question, and a start without anything to sign in with', async () => {
    const unknown = run(['--simulated', '--only', 'missingTags']);
    expect(await unknown.ended).toBe(1);
    expect(unknown.said()).toContain('No such question: missingTags.');
    const nothing = run([], { UNTAG_LIVE_DC: 'us', UNTAG_LIVE_ENVIRONMENT: 'sandbox', UNTAG_LIVE_CLIENT_ID: '1000.X' });
    expect(await nothing.ended).toBe(1);
    expect(nothing.said()).toContain('UNTAG_LIVE_CLIENT_SECRET is not set');
  }, 60_000);

  it('takes no secret from the command line, and repeats none', async () => {
    const pasted = [
      ['--token', '1000.abc'],
      ['1000.abc'],
      ['--simulated', '--only', '1000.abc'],
      ['--module', '1000.abc'],
    ];
    const runs = pasted.map((options) => run(options));
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([1, 1, 1, 1]);
    for (const { said } of runs) expect(said()).not.toContain('1000');
  }, 60_000);

  it('killed in the middle and started again, leaves nothing', async () => {
    const before = inOrg();
    zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
    const { child, ended } = runHere('--only', 'badId,recordTagLimit,locked');
    await zoho.arrived('actions/remove_tags');
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    zoho.release();
    expect(inOrg()).not.toEqual(before);
    expect(existsSync(ledgerFile)).toBe(true);
    const again = runHere('--only', 'orgTypeCase');
    expect({ code: await again.ended, said: again.said() }).toMatchObject({ code: 0 });
    expect(again.said()).toContain('An earlier session ended early.');
    expect(inOrg()).toEqual(before);
    expect(existsSync(ledgerFile)).toBe(false);
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ended by %s, sent twice at once as terminals do, leaves nothing',
    async (signal) => {
      const before = inOrg();
      const removals = zoho.requestsTo('actions/remove_tags').length;
      zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
      const { child, said, ended } = runHere();
      await zoho.arrived('actions/remove_tags', removals + 1);
      child.kill(signal);
      child.kill(signal);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      zoho.release();
      expect({ code: await ended, said: said() }).toMatchObject({ code: 130 });
      expect(said()).toContain('Everything that was made is removed.');
      expect(said()).toContain('live-answers.json was not written');
      expect(inOrg()).toEqual(before);
      expect(existsSync(ledgerFile)).toBe(false);
    },
    60_000,
  );
});
