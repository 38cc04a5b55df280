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

it('knows across workers what was asked a short while ago, each name for itself', async () => {
  const worker = () => createRunnerPorts({ api: () => null as never, identify: () => null as never });
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
