import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { SwitchesInput } from '../zoho/switches.ts';
import type { CallSeen } from './calls-seen.ts';
import type { FarReply, FarRequest, Reach, World } from './far-zoho-types.ts';

/** A simulated Zoho in another process. */
export interface FarZoho extends Reach {
  resolverRules(): string;
  /** A fresh world whose newest records carry the two tags. Ends all connections of users. */
  prepare(records: number): Promise<World>;
  /** A fresh world in which every second record carries one tag, so many of them, and no other record does. */
  prepareHolders(records: number): Promise<World>;
  set(switches: SwitchesInput): Promise<void>;
  /** Forgets the calls so far. */
  forget(): Promise<void>;
  calls(): Promise<CallSeen[]>;
  stillTagged(ids: readonly string[]): Promise<number>;
  /** Number of records that were written a second time without a read in between. */
  sentUnseen(): Promise<number>;
  stop(): void;
}

export async function startFarZoho(leads: number): Promise<FarZoho> {
  const child = fork(join(import.meta.dirname, 'zoho-process.ts'), [String(leads)]);
  const waiting = new Map<number, (value: unknown) => void>();
  let last = 0;
  child.on('message', ({ n, value }: FarReply) => {
    waiting.get(n)?.(value);
    waiting.delete(n);
  });
  const ask = <Value>(request: FarRequest) =>
    new Promise<Value>((resolve) => {
      last += 1;
      waiting.set(last, resolve as (value: unknown) => void);
      child.send({ n: last, request });
    });
  const reach = await ask<Reach>({ ask: 'reach' });
  return {
    ...reach,
    resolverRules: () => reach.rules,
    prepare: (records) => ask<World>({ ask: 'prepare', records }),
    prepareHolders: (records) => ask<World>({ ask: 'prepareHolders', records }),
    set: (switches) => ask<void>({ ask: 'set', switches }),
    forget: () => ask<void>({ ask: 'forget' }),
    calls: () => ask<CallSeen[]>({ ask: 'calls' }),
    stillTagged: (ids) => ask<number>({ ask: 'stillTagged', ids }),
    sentUnseen: () => ask<number>({ ask: 'sentUnseen' }),
    stop: () => void child.kill(),
  };
}
