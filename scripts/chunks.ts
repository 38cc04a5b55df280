/** The facts about a module while chunks are made. */
interface Module {
  /** The modules that import it by a statement, and those that do by `import()`. */
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

interface Graph {
  getModuleInfo(moduleId: string): Module | null;
}

const POPUP = /\/src\/popup\/main\.tsx$/;
const OTHERS = /\/src\/(background\/index\.ts|(report|options|connect|tags-page)\/main\.tsx)$/;

type Opening = 'shared' | 'popup';

/**
 * Two chunks with everything that the popup loads when it opens: the modules that the worker or another page loads too,
 * and the rest, which starts the popup. Few chunks are better, because each has its own header and small ones compress
 * badly.
 */
export const OPENING_CHUNKS = (['shared', 'popup'] as const).map((chunk) => ({
  debugName: `opening of ${chunk}`,
  name: (moduleId: string, graph: Graph): string | null => (openingChunk(moduleId, graph) === chunk ? chunk : null),
}));

function openingChunk(moduleId: string, graph: Graph): Opening | null {
  const atOpening = [...importing(moduleId, graph, ({ importers }) => importers)];
  if (!atOpening.some((id) => POPUP.test(id))) return null;
  const ever = [...importing(moduleId, graph, (module) => [...module.importers, ...module.dynamicImporters])];
  return ever.some((id) => OTHERS.test(id)) ? 'shared' : 'popup';
}

/** The module and all modules that import it, directly or not. */
function importing(moduleId: string, graph: Graph, importersOf: (module: Module) => readonly string[]): Set<string> {
  const found = new Set([moduleId]);
  for (const id of found) {
    const module = graph.getModuleInfo(id);
    for (const importer of module === null ? [] : importersOf(module)) found.add(importer);
  }
  return found;
}
