import { describe, expect, it } from 'vitest';
import { changeSwitches, defaultSwitches, parseFault, parseSwitches, ScenarioError } from './switches.ts';
import { parseScenario } from './scenario.ts';

function reasonsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ScenarioError) return error.reasons;
    throw error;
  }
  return [];
}

describe('switches', () => {
  it('have a default each', () => {
    expect(defaultSwitches()).toMatchObject({
      faults: [],
      locked: 'asRecorded',
      mixedStatus: 'asRecorded',
      silentRenewal: 'works',
    });
  });

  it('name what is unknown or ill-typed', () => {
    expect(
      reasonsOf(() => parseSwitches({ lokced: 'item', badId: 'perhaps', faults: [{ fault: 'lostThenApplied' }] })),
    ).toEqual([
      expect.stringMatching(/^faults\.0\.seconds: /),
      expect.stringMatching(/^badId: .*"perhaps"/),
      expect.stringMatching(/^lokced: /),
    ]);
  });

  it('stay as they are where a change does not name them', () => {
    const switches = parseSwitches({ locked: 'bare', latency: { baseMs: 5 } });
    const { latency } = switches;
    changeSwitches(switches, { badId: 'absent' });
    expect(switches).toMatchObject({ locked: 'bare', badId: 'absent' });
    expect(switches.latency).toBe(latency);
  });

  it('fill in what a fault leaves out', () => {
    expect(parseFault({ fault: 'html' })).toEqual({
      fault: 'html',
      match: { nth: 1, times: 1 },
      applied: false,
      status: 200,
    });
  });
});

describe('a scenario', () => {
  it('gives leads, speed and switches', () => {
    const { leads, clock, switches } = parseScenario({ leads: 7, speed: 1000, switches: { org: 'noPermission' } });
    expect(leads).toBe(7);
    expect(switches).toMatchObject({ org: 'noPermission' });
    expect(clock.now()).toBeGreaterThan(0);
  });

  it('names every mistake', () => {
    expect(reasonsOf(() => parseScenario({ speed: 0, leeds: 3, switches: { locked: 1 } }))).toEqual([
      expect.stringMatching(/^speed: /),
      expect.stringMatching(/^switches\.locked: /),
      expect.stringMatching(/^leeds: /),
    ]);
    expect(reasonsOf(() => parseScenario('fast'))).toHaveLength(1);
  });
});
