type Request = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

/**
 * Locks by name, one holder at a time, in the order in which they were asked for: what `navigator.locks` of all browsers
 * does, and Node 20 lacks.
 */
export function createLocks(): { readonly request: Request } {
  const tails = new Map<string, Promise<unknown>>();
  return {
    request: (name, task) => {
      const result = (tails.get(name) ?? Promise.resolve()).then(task);
      tails.set(
        name,
        result.catch(() => undefined),
      );
      return result;
    },
  };
}
