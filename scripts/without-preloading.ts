import type { Plugin } from 'vite';

/**
 * Leaves out Vite's helper around `import()`, which fetches a chunk's styles and imports ahead of the chunk. It is not
 * needed: each page links all its styles (a rule of the package), and the few imports of a chunk are in the package,
 * most of them loaded already.
 */
export function withoutPreloading(): Plugin {
  return {
    name: 'untag:without-preloading',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}
