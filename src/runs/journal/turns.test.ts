import { expect, test } from 'vitest';
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
