/* A document for Untag's pages, in a Node that keeps its own network, clocks and bytes. Import it first. */
import { Window } from 'happy-dom';
import { populateGlobal } from 'vitest/runtime';

/** Globals that Node has too, but the document needs its own. */
const OF_THE_DOCUMENT = new Set(['Event', 'CustomEvent', 'EventTarget', 'navigator']);

const ofNode = Object.entries(Object.getOwnPropertyDescriptors(globalThis));
populateGlobal(globalThis, new Window({ url: 'https://extension.invalid/' }), { bindFunctions: true });
for (const [name, descriptor] of ofNode)
  if (descriptor.configurable === true && !OF_THE_DOCUMENT.has(name))
    Object.defineProperty(globalThis, name, descriptor);
Object.defineProperty(navigator, 'storage', { value: { estimate: () => Promise.resolve({}) }, configurable: true });
