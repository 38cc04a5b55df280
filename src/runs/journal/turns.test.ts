import { describe, expect, test } from 'vitest';
import { createTurns } from './turns.ts';

async function turnsOf(tasks: readonly (readonly [name: string, isUrgent: boolean])[]): Promise<string[][]> {
  const taken: string[][] = [];
  let atOnce = 0;
  await new Promise<void>((resolve) => {
    const turns = createTurns<string>({
      async work(some) {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await Promise.resolve();
        taken.push([...some]);
        atOnce -= 1;
        if (taken.flat().length === tasks.length) resolve();
      },
      isAlike: (one, other) => one[0] === other[0],
    });
    for (const [name, isUrgent] of tasks) turns.add(name, isUrgent);
  });
  return taken;
}

test('takes what is urgent before the others that wait, and never two turns at once', async () => {
  const taken = await turnsOf([
    ['a1', false],
    ['a2', false],
    ['a3', false],
    ['a4', true],
  ]);
  expect(taken).toEqual([['a4'], ['a1', 'a2', 'a3']]);
});

test('takes together what waits and belongs together, in its order', async () => {
  const names = ['a1', 'a2', 'a3', 'b1', 'a4'];
  expect(await turnsOf(names.map((name) => [name, false] as const))).toEqual([['a1', 'a2', 'a3'], ['b1'], ['a4']]);
});

test('no turn is without end', async () => {
  const taken = await turnsOf(Array.from({ length: 40 }, (_, n) => [`a${n}`, false] as const));
  expect(Math.max(...taken.map((some) => some.length))).toBe(16);
});

describe('tasks that come during a turn', () => {
  /** The turns of `first`, where each task adds others as it is worked on. */
  async function turnsWith(
    first: string,
    adds: Readonly<Record<string, readonly (readonly [name: string, isUrgent: boolean])[]>>,
  ): Promise<string[][]> {
    const taken: string[][] = [];
    const last = Object.values(adds).flat().length + 1;
    await new Promise<void>((resolve) => {
      const turns = createTurns<string>({
        async work(some, more) {
          const all: string[] = [];
          for (let due = some; due.length > 0; due = more())
            for (const name of due) {
              all.push(name);
              await Promise.resolve();
              for (const [other, isUrgent] of adds[name] ?? []) turns.add(other, isUrgent);
            }
          taken.push(all);
          if (taken.flat().length === last) resolve();
        },
        isAlike: (one, other) => one[0] === other[0],
      });
      turns.add(first, false);
    });
    return taken;
  }

  test('share it where they belong to it', async () => {
    const adds = {
      a1: [['a2', false]],
      a2: [['a3', false]],
      a3: [
        ['b1', false],
        ['a4', false],
      ],
    } as const;
    expect(await turnsWith('a1', adds)).toEqual([['a1', 'a2', 'a3'], ['b1'], ['a4']]);
  });

  test('wait for the next one where an urgent task waits', async () => {
    expect(
      await turnsWith('a1', {
        a1: [
          ['a2', false],
          ['a3', true],
        ],
      }),
    ).toEqual([['a1'], ['a3'], ['a2']]);
  });

  test('never join an urgent turn', async () => {
    expect(await turnsWith('a1', { a1: [['a2', true]], a2: [['a3', false]] })).toEqual([['a1'], ['a2'], ['a3']]);
  });

  test('do not make it longer than any turn', async () => {
    const adds: Record<string, readonly (readonly [string, boolean])[]> = {};
    for (let n = 0; n < 40; n += 1) adds[`a${n}`] = [[`a${n + 1}`, false]];
    const taken = await turnsWith('a0', adds);
    expect(Math.max(...taken.map((some) => some.length))).toBe(16);
  });
});
