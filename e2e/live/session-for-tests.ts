import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { NARROW_SCOPES } from '../zoho/questions/question.ts';
import { selfClientCode } from './simulated.ts';
import { liveSession } from './session.ts';
import { scopesFor } from './sign-in.ts';
import { httpsWire } from './wire.ts';
import type { Question } from '../zoho/questions/question.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { Time } from './calls.ts';
import type { SessionEnd, SessionOptions } from './session.ts';

export interface TestSession {
  /** The sandbox of Brightside, signed in to with codes of its self client. */
  run: (questions: readonly Question[], options?: Partial<SessionOptions>) => Promise<SessionEnd>;
  ledgerFile: string;
  said: string[];
  remove: () => void;
}

export function testSession(zoho: Zoho): TestSession {
  const folder = mkdtempSync(path.join(tmpdir(), 'untag-live-'));
  const ledgerFile = path.join(folder, 'ledger.json');
  const said: string[] = [];
  // Waits let the simulated time pass at once.
  const time: Time = {
    now: () => zoho.clock.now(),
    async wait(ms) {
      zoho.clock.skip(ms);
      await setTimeout(2);
    },
  };
  const place = { dataCentre: 'us', environment: 'sandbox' } as const;
  return {
    ledgerFile,
    said,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async run(questions, options = {}) {
      const wire = options.wire ?? httpsWire(place, zoho);
      const self = zoho.credentials['brightside-sandbox']!;
      return liveSession({
        place,
        wire,
        time,
        credential: await selfClientCode(wire, self, scopesFor(questions)),
        narrow: options.narrow ?? {
          update: await selfClientCode(wire, self, NARROW_SCOPES.update),
          modules: await selfClientCode(wire, self, NARROW_SCOPES.modules),
        },
        ledgerFile,
        module: 'Leads',
        questions,
        mayBeProduction: false,
        askOrgName: () => Promise.resolve(''),
        askToGoOn: () => Promise.resolve(true),
        say: (line) => said.push(line),
        onInterruptible: () => undefined,
        ...options,
      });
    },
  };
}
