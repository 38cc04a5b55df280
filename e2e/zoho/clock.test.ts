import { describe, expect, it } from 'vitest';
import { realClock, scaledClock } from './clock.ts';

describe('a scaled clock', () => {
  it('runs a thousand times as fast', async () => {
    const clock = scaledClock(1000);
    const start = clock.now();
    const real = Date.now();
    await clock.wait(20_000);
    expect(clock.now() - start).toBeGreaterThanOrEqual(20_000);
    expect(Date.now() - real).toBeLessThan(20_000);
  });

  it('skips: what is due by then runs, what is not does not', async () => {
    const clock = realClock();
    const done: string[] = [];
    clock.after(60_000, () => done.push('minute'));
    clock.after(3_600_000, () => done.push('hour'));
    clock.after(30_000, () => done.push('called off'))();
    clock.skip(61_000);
    await expect.poll(() => done).toEqual(['minute']);
  });
});
