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

/** The modules that start a bundle which the popup's opening does not need. */
const BUNDLES = [
  ['worker', /\/src\/background\/index\.ts$/],
  ['popup', /\/src\/popup\/(main|later-ports|screens\/OtherScreen|paste\/read-pasted)\.tsx?$/],
  ['tables', /\/src\/(report|tags-page)\/main\.tsx$/],
  ['pages', /\/src\/(options|connect)\/main\.tsx$/],
] as const;

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

/**
 * Few chunks for the rest of what several bundles share. Without them the bundler makes one for each set of bundles, and
 * most of these are tiny. A module is in the chunk of the first it serves: the worker, the popup's later screens, the
 * two pages with long tables, other pages. The styles of these four pages go with the last.
 */
export const LATER_CHUNKS = [
  { debugName: 'shared by bundles', name: (id: string, graph: Graph): string | null => laterChunk(id, graph) },
];

function laterChunk(moduleId: string, graph: Graph): string | null {
  const users = [...importing(moduleId, graph, ({ importers }) => importers)].filter((id) =>
    BUNDLES.some(([, entry]) => entry.test(id)),
  );
  if (users.length < 2) return null;
  const kinds = new Set(users.map((id) => BUNDLES.find(([, entry]) => entry.test(id))?.[0]));
  if (kinds.has('worker')) return 'engine';
  if (kinds.has('popup')) return 'later';
  return kinds.has('pages') ? 'pages' : 'tables';
}

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
