import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunSummary } from '../shared/run-summary.ts';
import { createWaker } from './follow-mirrors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Connections to a worker, which the test can cut, and a page that follows one run. */
function page() {
  const lines: { cut: () => void; isClosed: boolean }[] = [];
  const see = createWaker(() => {
    const line = { cut: () => undefined as void, isClosed: false };
    lines.push(line);
    return {
      onDisconnect: { addListener: (callback) => void (line.cut = callback) },
      disconnect: () => void (line.isClosed = true),
    };
  });
  const shows = (state: RunSummary['state'], until: number | null = null) =>
    see('run', { id: 'run', state, until } as RunSummary);
  return { lines, shows, goes: () => see('run', null) };
}

test('a worker that dies while a run is at work is started again at once', () => {
  const { lines, shows } = page();
  shows('running');
  shows('running');
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(5_000);
  lines[0]?.cut();
  vi.advanceTimersByTime(0);
  expect(lines).toHaveLength(2);
});

test('a worker that cannot be started is not asked in circles', () => {
  const { lines, shows } = page();
  shows('reading');
  lines[0]?.cut();
  vi.advanceTimersByTime(900);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(lines).toHaveLength(2);
});

test.each(['planned', 'waiting', 'done', 'stopped'] as const)('lets a worker sleep when the run is %s', (state) => {
  const { lines, shows } = page();
  shows(state);
  expect(lines).toHaveLength(0);
  shows('running');
  shows(state);
  expect(lines).toMatchObject([{ isClosed: true }]);
  lines[0]?.cut();
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(1);
});

test('a wait that is a timer of the worker is work, a long one is not', () => {
  const { lines, shows } = page();
  shows('waiting', Date.now() + 60_000);
  expect(lines).toHaveLength(0);
  shows('waiting', Date.now() + 5_000);
  expect(lines).toHaveLength(1);
});

test('lets a worker sleep when the run is gone', () => {
  const { lines, shows, goes } = page();
  shows('running');
  goes();
  expect(lines).toMatchObject([{ isClosed: true }]);
});
