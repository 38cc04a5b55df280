import { inBackground } from '../../shared/notes.ts';
import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import { fitOfOrg, isEnvironmentOf } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { crmPlaceOf, dataCentreOfWeb } from '../../shared/data-centres.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { isModule } from '../../shared/module-names.ts';
import type { Module } from '../../shared/run-summary.ts';
import type { FileProblem } from '../paste/decode-file.ts';
import type { Choice, Pasted, readPasted } from '../paste/read-pasted.ts';

/** Why the pasted text cannot be used yet. */
export type PasteProblem =
  | { readonly kind: 'none' | 'nothing' | 'other-org' | 'no-module' | 'which-column' | 'no-column' | 'spoilt' }
  | { readonly kind: 'broken'; readonly row: number }
  | { readonly kind: 'other-module' | 'two-modules'; readonly moduleSlugs: readonly string[] };

/** A dropped or pasted file: its text, or the reason why it has none. */
export interface PastedFile {
  readonly name: string;
  readonly text: string;
  readonly problem: FileProblem | 'several' | null;
}

interface Around {
  readonly connection: ReadonlySignal<Connection | null>;
  /** The module of the page in front; null where it has none. */
  readonly module: ReadonlySignal<Module | null>;
  readonly moduleOf: (connectionId: string, moduleSlug: string) => Promise<Module>;
}

/** Records pasted as a table, as links or as ids, or read from a file. */
export const PasteModel = createModel((around: Around) => {
  const text = signal('');
  const file = signal<PastedFile | null>(null);
  const choice = signal<Choice | null>(null);
  const isAsking = signal(false);
  const error = signal<ErrorData | null>(null);
  const read = signal<typeof readPasted | null>(null);
  const pasted = computed((): Pasted | null => {
    const { value: raw } = text;
    const { value: dropped } = file;
    const { value: chosen } = choice;
    const labels = labelsOf(around.module.value);
    return read.value === null ? null : read.value(dropped?.text ?? raw, chosen, labels);
  });
  const problem = computed(() => problemOf(pasted.value, around.connection.value, around.module.value));
  // The parser is a bundle of its own, because the rest of the popup does not need it.
  inBackground(
    import('../paste/read-pasted.ts').then((bundle) => {
      read.value = bundle.readPasted;
    }),
    'PasteModel.parser',
  );

  function begin(): void {
    choice.value = null;
    isAsking.value = false;
    error.value = null;
  }

  return {
    text,
    file,
    /** The user is asked for the column, or wants to choose another one. */
    isAsking,
    error,
    /** Null until the parser is loaded. */
    pasted,
    problem,
    type(raw: string): void {
      begin();
      text.value = raw;
    },
    choose(column: Choice): void {
      choice.value = column;
      // The question stays on screen, so that it keeps the focus and the answer can be changed.
      isAsking.value = true;
    },
    async take(files: readonly File[]): Promise<void> {
      const [first] = files;
      if (first === undefined) return;
      begin();
      file.value = files.length > 1 ? { name: first.name, text: '', problem: 'several' } : await fileText(first);
    },
    dropFile(): void {
      begin();
      file.value = null;
    },
    /** The module of the pasted records; null when it is unknown. */
    async module(): Promise<Module | null> {
      const here = around.module.peek();
      const connection = around.connection.peek();
      const slug = pasted.peek()?.links[0]?.moduleSlug;
      if (here !== null) return here;
      if (connection === null || slug === undefined) return null;
      try {
        return await around.moduleOf(connection.id, slug);
      } catch (thrown) {
        error.value = toErrorData(thrown);
        return null;
      }
    },
  };
});

async function fileText(file: File): Promise<PastedFile> {
  const { decodedFile, MOST_BYTES } = await import('../paste/read-pasted.ts');
  if (file.size > MOST_BYTES) return { name: file.name, text: '', problem: 'too-big' };
  const decoded = decodedFile(new Uint8Array(await file.arrayBuffer()), navigator.languages);
  return 'text' in decoded
    ? { name: file.name, text: decoded.text, problem: null }
    : { name: file.name, text: '', ...decoded };
}

/** The plural label of a module, as the heading above its ids. */
function labelsOf(module: Module | null): readonly string[] {
  return module === null ? [] : [module.singular, module.plural, module.apiName];
}

function problemOf(pasted: Pasted | null, connection: Connection | null, module: Module | null): PasteProblem {
  if (pasted === null) return { kind: 'nothing' };
  const { ids, links, table, spoilt } = pasted;
  if (table !== null && table.brokenAt !== null) return { kind: 'broken', row: table.brokenAt };
  if (ids.length === 0) {
    if (table !== null && table.column === null && table.columns.length > 0) return { kind: 'which-column' };
    if (spoilt.length > 0) return { kind: 'spoilt' };
    return { kind: table === null ? 'nothing' : 'no-column' };
  }
  if (links.some((link) => isElsewhere(link, connection))) return { kind: 'other-org' };
  const slugs = links.map(({ moduleSlug }) => moduleSlug);
  if (module !== null) {
    const others = slugs.filter((slug) => !isModule(slug, module.moduleSlug) && !isModule(slug, module.apiName));
    return others.length > 0 ? { kind: 'other-module', moduleSlugs: [...new Set(others)] } : { kind: 'none' };
  }
  const [first] = slugs;
  if (first === undefined) return { kind: 'no-module' };
  return slugs.every((slug) => isModule(slug, first))
    ? { kind: 'none' }
    : { kind: 'two-modules', moduleSlugs: [...new Set(slugs)] };
}

/** Whether a link leads to another org, data centre or environment than the connection's. */
function isElsewhere({ host, orgSegment }: Pasted['links'][number], connection: Connection | null): boolean {
  if (connection === null || dataCentreOfWeb(host) !== connection.dataCentre) return true;
  const place = crmPlaceOf(host);
  // Zoho One and CRM Plus show sandboxes on the same host.
  if (place !== null && !isEnvironmentOf(connection, place.isSandbox)) return true;
  return fitOfOrg(connection, orgSegment) === 'wrong-org';
}
