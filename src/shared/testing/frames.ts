import { PAGE_PORT } from '../page.ts';
import { fakeBrowser } from './extension.ts';

/** A frame of a tab as the browser knows it, and the messages of its script in their order. */
export interface Frame {
  readonly url: string;
  readonly says: readonly unknown[];
  readonly afterMs?: number;
  /** False for one that never closes the port. */
  readonly hangsUp?: boolean;
  /** The id of the extension whose script it is; Untag's own unless given. */
  readonly id?: string;
  readonly origin?: string;
  /** Its message over a second port that it opens. */
  readonly saysNext?: readonly unknown[] | undefined;
}

interface Injection {
  readonly target: { readonly tabId: number; readonly frameIds?: number[]; readonly allFrames?: boolean };
  readonly files?: string[];
}

type Listener<Value> = (value: Value) => void;

function event<Value>() {
  const listeners = new Set<Listener<Value>>();
  return {
    addListener: (listener: Listener<Value>) => void listeners.add(listener),
    removeListener: (listener: Listener<Value>) => void listeners.delete(listener),
    tell: (value: Value) => [...listeners].forEach((listener) => listener(value)),
  };
}

/** A tab in which frames answer as the content script does. Time is the test's, so use fake timers. */
export function createFrames() {
  const connected = event<object>();
  const world = {
    tabId: 7,
    tabUrl: undefined as string | undefined,
    /** Addresses that the browser gives one after the other, where the tab moves on. The last one stays. */
    tabUrls: [] as string[],
    frames: [] as readonly Frame[],
    afterInjection: 'refused' as readonly Frame[] | 'refused',
    injected: [] as Injection[],
    looked: 0,
    closed: 0,
    asked: [] as (number | undefined)[],
    /** How many listeners wait for answers. */
    open: 0,
  };

  function connect(_tabId: number, { name = '', frameId }: { name?: string; frameId?: number }): object {
    world.asked.push(frameId);
    const [message, end] = [event<unknown>(), event<undefined>()];
    const all = world.frames.map((frame, number) => ({ ...frame, number }));
    const asked = frameId === undefined ? all : all.slice(frameId, frameId + 1);
    let open = name.startsWith(PAGE_PORT) ? asked.length : 0;
    const hangUp = (frame: Frame): void => {
      if (frame.hangsUp !== false && (open -= 1) === 0) end.tell(undefined);
    };
    for (const frame of open === 0 ? [] : asked)
      setTimeout(() => {
        if (name !== PAGE_PORT) return answerBack(name, frame, () => hangUp(frame));
        for (const said of frame.says) message.tell(said);
        hangUp(frame);
      }, frame.afterMs ?? 1);
    if (open === 0) setTimeout(() => end.tell(undefined), 1);
    return { onMessage: message, onDisconnect: end, disconnect: () => void (world.closed += 1) };
  }

  function answerBack(name: string, frame: Frame & { number: number }, heard: () => void): void {
    const message = event<unknown>();
    connected.tell({
      name,
      sender: {
        id: frame.id ?? 'untag',
        url: frame.url,
        origin: frame.origin ?? new URL(frame.url).origin,
        frameId: frame.number,
        tab: { id: world.tabId },
      },
      onMessage: message,
      postMessage: heard,
      disconnect: heard,
    });
    for (const said of frame.says) message.tell(said);
    if (frame.saysNext !== undefined)
      answerBack(name, { ...frame, says: frame.saysNext, saysNext: undefined }, () => undefined);
  }

  Object.assign(fakeBrowser.tabs, {
    connect,
    get: async () => ({ url: world.tabUrls.length > 1 ? world.tabUrls.shift() : (world.tabUrls[0] ?? world.tabUrl) }),
  });
  Object.assign(fakeBrowser.runtime, {
    id: 'untag',
    getManifest: () => ({ content_scripts: [{ js: ['src/content/index.iife.js'] }] }),
    onConnect: {
      addListener: (listener: Listener<object>) => (connected.addListener(listener), (world.open += 1)),
      removeListener: (listener: Listener<object>) => (connected.removeListener(listener), (world.open -= 1)),
    },
  });
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async (injection: Injection) => {
        if (injection.files !== undefined) world.injected.push(injection);
        if (world.afterInjection === 'refused') throw new Error('Cannot access contents of the page.');
        const addresses = world.frames.map(({ url }) => url);
        if (injection.files !== undefined) world.frames = world.afterInjection;
        else world.looked += addresses.length;
        return addresses.map((result, frameId) => ({ frameId, result }));
      },
    },
  });
  return world;
}
