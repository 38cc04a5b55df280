import { fakeBrowser } from '../shared/testing/extension.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRunnerPorts } from './runner-ports.ts';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const worker = () =>
  createRunnerPorts({
    api: () => null as never,
    identify: () => null as never,
    note: () => undefined,
    heldBy: () => Promise.resolve(null),
  });

it('knows across workers what was asked a short while ago, each name for itself', async () => {
  const asked = (name: string) => worker().isRecent(name, 1_000);
  expect(await asked('one')).toBe(false);
  expect(await asked('one')).toBe(true);
  expect(await asked('two')).toBe(false);
  vi.setSystemTime(Date.now() + 999);
  expect(await asked('one')).toBe(true);
  vi.setSystemTime(Date.now() + 1);
  expect(await asked('one')).toBe(false);
  vi.setSystemTime(Date.now() - 60_000);
  expect(await asked('one')).toBe(false);
});

it('ends a wait at once whose signal has rung already', async () => {
  const end = new AbortController();
  end.abort(new Error('rung'));
  await expect(worker().clock.wait(60_000, end.signal)).rejects.toThrow('rung');
});

it('leaves no listener on a signal that outlives the wait', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  await worker().clock.wait(0, signal);
  expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
});
