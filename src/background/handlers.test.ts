import { expect, test, vi } from 'vitest';
import { createHandlers, type Parts } from './handlers.ts';

/** Handlers over an engine that knows a run of its own and one that is a step of a clean-up. */
function made() {
  const engine = {
    run: (id: string) => Promise.resolve(id === 'step' ? { cleanupId: 'clean' } : id === 'own' ? {} : null),
    ...Object.fromEntries(NAMES.map((name) => [name, vi.fn<() => Promise<void>>(() => Promise.resolve())])),
  };
  return { engine: engine as unknown as Parts['engine'], handlers: createHandlers({ engine } as unknown as Parts) };
}

const NAMES = ['undo', 'delete', 'retry', 'check'] as const;

test.each(NAMES)('a step of a clean-up has no %s of its own', async (name) => {
  const { engine, handlers } = made();
  const ask = (runId: string) => handlers[`run.${name}`]({ runId, undoId: 'undo' });
  await expect(ask('step')).rejects.toThrow(expect.objectContaining({ code: 'unexpected' }));
  expect(engine[name]).not.toHaveBeenCalled();
  await ask('own');
  await ask('gone');
  expect(engine[name]).toHaveBeenCalledTimes(2);
});
