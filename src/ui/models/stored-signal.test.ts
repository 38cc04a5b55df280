import { fakeBrowser } from '../../shared/testing/extension.ts';
import { createModel } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSummary } from '../../shared/run-summary.ts';
import { basketItem, lostRunsItem } from '../../shared/stored-items.ts';
import { createAsk, createLatest } from './ask.ts';
import { mirrorsSignal, storedSignal } from './stored-signal.ts';

beforeEach(() => fakeBrowser.reset());

describe('a stored value in a page', () => {
  it('keeps what it has heard while it was still read', async () => {
    let answer: (count: number) => void = () => undefined;
    let tell: (count: number) => void = () => undefined;
    const item = {
      get: () => new Promise<number>((resolve) => (answer = resolve)),
      watch: (callback: (count: number) => void) => {
        tell = callback;
        return () => undefined;
      },
    };
    const { value } = new (createModel(() => ({ value: storedSignal(item, 0) })))();
    const loading = value.load();
    tell(2);
    answer(1);
    await loading;
    expect(value.peek()).toBe(2);
    const again = value.load();
    answer(3);
    await again;
    expect(value.peek()).toBe(3);
  });

  it('is what the browser has stored, and follows it until its model ends', async () => {
    await lostRunsItem.set({ count: 1, at: 0 });
    const model = new (createModel(() => ({ value: storedSignal(lostRunsItem, null) })))();
    await model.value.load();
    expect(model.value.peek()).toEqual({ count: 1, at: 0 });
    await lostRunsItem.set({ count: 2, at: 0 });
    await vi.waitFor(() => expect(model.value.peek()).toEqual({ count: 2, at: 0 }));
    model[Symbol.dispose]();
    await lostRunsItem.set({ count: 3, at: 0 });
    await basketItem.clear();
    expect(model.value.peek()).toEqual({ count: 2, at: 0 });
  });
});

describe('the mirrors of runs', () => {
  it('do not come back with a reading that began before they went', async () => {
    let answer: (runs: readonly RunSummary[]) => void = () => undefined;
    let tell: (runId: string, summary: RunSummary | null) => void = () => undefined;
    const mirrors = {
      read: () => new Promise<readonly RunSummary[]>((resolve) => (answer = resolve)),
      watch: (callback: typeof tell) => {
        tell = callback;
        return () => undefined;
      },
    };
    const run = (id: string, revision: number) => ({ id, revision }) as RunSummary;
    const { runs } = new (createModel(() => ({ runs: mirrorsSignal(mirrors) })))();
    const loading = runs.load();
    tell('gone', null);
    tell('newer', run('newer', 5));
    answer([run('gone', 1), run('newer', 4), run('other', 1)]);
    await loading;
    expect([...runs.peek().values()]).toEqual([run('newer', 5), run('other', 1)]);
    tell('newer', run('newer', 4));
    expect(runs.peek().get('newer')?.revision).toBe(5);
  });
});

describe('what is asked', () => {
  const later = (): { promise: Promise<void>; end: () => void; fail: () => void } => {
    let end = (): void => undefined;
    let fail = (): void => undefined;
    const promise = new Promise<void>((resolve, reject) => {
      end = resolve;
      fail = () => reject(new Error('no'));
    });
    return { promise, end, fail };
  };

  it('says how it stands, and why it was refused', async () => {
    const { asked, ask, error } = createAsk();
    const task = later();
    const asking = ask(() => task.promise);
    expect(asked.peek()).toEqual({ state: 'asked' });
    task.fail();
    expect(await asking).toBe(false);
    expect(error()?.code).toBe('unexpected');
    expect(await ask(() => Promise.resolve())).toBe(true);
    expect(asked.peek()).toEqual({ state: 'idle' });
  });

  it('takes also an action that throws at once for refused', async () => {
    const { ask, error } = createAsk();
    const isDone = await ask(() => {
      throw new Error('no');
    });
    expect([isDone, error()?.code]).toEqual([false, 'unexpected']);
  });

  it('is told by the last of several only', async () => {
    const { asked, ask } = createAsk();
    const [slow, quick] = [later(), later()];
    const both = [ask(() => slow.promise), ask(() => quick.promise)];
    quick.end();
    await both[1];
    slow.fail();
    expect(await both[0]).toBe(false);
    expect(asked.peek()).toEqual({ state: 'idle' });
  });

  it('is forgotten with its end', async () => {
    const { asked, ask, forget } = createAsk();
    const task = later();
    const asking = ask(() => task.promise);
    forget();
    task.fail();
    await asking;
    expect(asked.peek()).toEqual({ state: 'idle' });
  });
});

it('of several questions one is the latest', () => {
  const latest = createLatest();
  const isFirst = latest();
  const isSecond = latest();
  expect([isFirst(), isSecond()]).toEqual([false, true]);
});
