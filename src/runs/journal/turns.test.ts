import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('takes what is urgent before the others that wait, and never two at once', async () => {
  const turns = createTurns();
  const order: string[] = [];
  let atOnce = 0;
  const task = (name: string, isUrgent = false) =>
    turns.take(async () => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await Promise.resolve();
      order.push(name);
      atOnce -= 1;
    }, isUrgent);
  await Promise.all([task('first'), task('second'), task('third'), task('urgent', true)]);
  expect(order).toEqual(['first', 'urgent', 'second', 'third']);
});

test('a task that fails holds up no other', async () => {
  const turns = createTurns();
  const failing = turns.take(() => Promise.reject(new RangeError('no')), false);
  const next = turns.take(() => Promise.resolve('done'), false);
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
