/** State of one tab, or of all. */
interface Own {
  readonly text?: string | null;
  readonly title?: string;
  readonly icon?: string;
}

type Updated = (tabId: number, change: { status?: string; url?: string }, tab: { url?: string | undefined }) => void;

/**
 * Tabs and their toolbar buttons, with the browsers' behaviour: state that is set for a tab is void when it loads
 * another document. It also does what a real browser cannot be made to do: delay one call.
 */
export function createTabs() {
  const tabs = new Map<number, string | undefined>();
  const own = new Map<number, Own>();
  const all: Own = {};
  const held = new Map<string, Promise<void>>();
  const calls: string[] = [];
  const listeners: { listener: Updated; filter: unknown }[] = [];

  async function called(name: string): Promise<void> {
    calls.push(name);
    const hold = held.get(name);
    held.delete(name);
    await hold;
  }

  async function call(name: string, tabId: number | undefined, change: Own): Promise<void> {
    await called(name);
    if (tabId === undefined) Object.assign(all, change);
    else if (tabs.has(tabId)) own.set(tabId, { ...own.get(tabId), ...change });
    else throw new Error(`No tab with id: ${tabId}.`);
  }

  const action = {
    setBadgeText: ({ tabId, text }: { tabId?: number; text: string | null }) => call('setBadgeText', tabId, { text }),
    setTitle: ({ tabId, title }: { tabId?: number; title: string }) => call('setTitle', tabId, { title }),
    setIcon: ({ tabId, path }: { tabId: number; path: Record<string, string> }) =>
      call('setIcon', tabId, { icon: path[16] ?? '' }),
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
  };
  const api = {
    get: async (tabId: number) => {
      await called('get');
      if (!tabs.has(tabId)) throw new Error(`No tab with id: ${tabId}.`);
      return { id: tabId, url: tabs.get(tabId) };
    },
    query: async () =>
      [...tabs].flatMap(([id, url]) => (url?.startsWith('https://crm.') === true ? [{ id, url }] : [])),
    // Nobody answers in any tab.
    connect: () => ({
      onMessage: { addListener: () => undefined },
      onDisconnect: { addListener: (listener: () => void) => void Promise.resolve().then(listener) },
      disconnect: () => undefined,
    }),
    onUpdated: {
      addListener: (listener: Updated, filter?: unknown) => {
        if (filter !== undefined && !browserFilters) throw new Error('This event does not support filters.');
        listeners.push({ listener, filter });
      },
    },
  };
  const permissions = { onAdded: { addListener: (listener: () => void) => void granted.push(listener) } };
  const granted: (() => void)[] = [];
  let browserFilters = false;

  return {
    action,
    api,
    permissions,
    calls,
    listeners,
    filters: () => (browserFilters = true),
    /** Loads another document, or changes the address within the current one. */
    go(tabId: number, url: string | undefined, isSameDocument = false): void {
      if (!isSameDocument) own.delete(tabId);
      tabs.set(tabId, url);
      for (const { listener } of listeners) listener(tabId, { status: 'loading' }, { url });
    },
    /** Reveals the address of a tab from now on, because the user has allowed it. */
    allow(tabId: number, url: string): void {
      tabs.set(tabId, url);
      for (const listener of granted) listener();
    },
    close: (tabId: number) => void (tabs.delete(tabId), own.delete(tabId)),
    /** Delays the next call with that name until the returned function is called. */
    slow(name: string): () => void {
      let go = (): void => undefined;
      held.set(name, new Promise((resolve) => (go = resolve)));
      return go;
    },
    shown: (tabId: number) => ({
      text: own.get(tabId)?.text ?? all.text,
      title: own.get(tabId)?.title ?? all.title,
      icon: own.get(tabId)?.icon ?? null,
    }),
  };
}
