import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { connectionForTab, type TabConnection } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { Holders, Module, RunSummary, Source } from '../../shared/run-summary.ts';
import { type Basket, type Intent, modulesItem, viewNamesItem } from '../../shared/stored-items.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import { type PageAnswer, tickedGroups } from '../../shared/page.ts';
import { pointedAt } from './page-selection.ts';
import { selectionKey } from './selection-key.ts';
import type { TabPlace } from './PageModel.ts';
import type { PopupPorts } from './ports.ts';
import { inBackground } from '../../shared/notes.ts';

/** The source that the user chose. `page`: the selection of the page in front. */
export type Choice =
  | { readonly from: 'page' | 'view' | 'basket' }
  /** Ticked rows of one module. `moduleSlug` null: the module with the most rows. */
  | { readonly from: 'ticked'; readonly moduleSlug: string | null }
  | { readonly from: 'pasted'; readonly module: Module; readonly ids: readonly string[] }
  /** All records that have some tags. */
  | { readonly from: 'tag'; readonly module: Module; readonly holders: Holders }
  /** Records to which an undo put tags back. */
  | { readonly from: 'again'; readonly undo: RunSummary };

/** The records to read, frozen when they were chosen. */
export interface Selection {
  readonly connection: Connection;
  readonly module: Module;
  readonly source: Source;
  /** Null for the whole view. */
  readonly ids: readonly string[] | null;
  readonly key: string;
  /** Ticked rows that are left out, because another row was right-clicked. */
  readonly leftAlone: number;
  /** The undo whose records are selected; null for all other sources. */
  readonly undoId: string | null;
}

export type ModuleState =
  | { readonly state: 'none' | 'resolving' }
  | { readonly state: 'ready'; readonly module: Module }
  | { readonly state: 'failed'; readonly error: ErrorData };

interface Around {
  readonly connections: ReadonlySignal<readonly Connection[]>;
  readonly place: ReadonlySignal<TabPlace | null>;
  readonly answer: ReadonlySignal<PageAnswer | null>;
  readonly basket: ReadonlySignal<Basket | null>;
}

/** The selection: the connection for the tab, the module of its page, and the ids. */
export const SelectionModel = createModel((ports: Pick<PopupPorts, 'request'>, around: Around) => {
  const choice = signal<Choice>({ from: 'page' });
  const intent = signal<Intent | null>(null);
  /** Answers of Zoho that the worker keeps: at once, and again after it has renewed them. */
  const keptModules = storedSignal(modulesItem, {});
  const keptNames = storedSignal(viewNamesItem, {});
  const answeredModule = signal<ModuleState>({ state: 'none' });
  const answeredName = signal<string | null>(null);
  const tries = signal(0);

  const fit = computed<TabConnection>(() => {
    const place = around.place.value;
    const connections = around.connections.value;
    return place === null ? { fit: 'none' } : connectionForTab(connections, place, place.orgSegment);
  });
  const connection = computed(() => (fit.value.fit === 'none' ? null : fit.value.connection));
  const pointed = computed(() => {
    const answer = around.answer.value;
    const meant = intent.value;
    return answer === null ? ({ kind: 'none' } as const) : pointedAt(answer, meant);
  });

  /** The selected ticked rows, if ticked rows are the source. */
  const group = computed(() => {
    const wanted = choice.value;
    const groups = tickedGroups(around.answer.value?.ticked ?? { groups: [] });
    const moduleSlug = wanted.from === 'ticked' ? wanted.moduleSlug : null;
    return groups.find((one) => one.moduleSlug === moduleSlug) ?? groups[0] ?? null;
  });
  /** The module's name in the URL: that of the selected rows, else that of the page. */
  const moduleSlug = computed(() => {
    const wanted = choice.value;
    const point = pointed.value;
    const ofGroup = group.value?.moduleSlug ?? null;
    const ofPage = around.answer.value?.context.moduleSlug ?? null;
    if (wanted.from === 'view') return ofPage;
    return wanted.from === 'page' && point.kind !== 'none' ? point.moduleSlug : (ofGroup ?? ofPage);
  });

  /** The request to the worker. It changes only when the page moves, after a new sign-in, or for another attempt. */
  const asked = computed(() => {
    const context = around.answer.value?.context;
    const name = moduleSlug.value;
    const { id, connectedAt } = connection.value ?? {};
    const isFit = fit.value.fit === 'fits' || fit.value.fit === 'unsure';
    const occasion = [connectedAt, tries.value];
    return isFit && context !== undefined && name !== null ? JSON.stringify([id, name, context.viewId, occasion]) : '';
  });

  const module = computed<ModuleState>(() => {
    const { connectionId, moduleSlug } = occasionOf(asked.value);
    const answered = answeredModule.value;
    const kept = keptModules.value[`${connectionId} ${moduleSlug}`]?.module ?? null;
    return kept === null ? answered : { state: 'ready', module: kept };
  });
  const viewName = computed(() => {
    const { connectionId, viewId } = occasionOf(asked.value);
    const answered = answeredName.value;
    const [of, names] = [module.value, keptNames.value];
    if (of.state !== 'ready' || viewId === null) return null;
    return names[`${connectionId} ${of.module.apiName}`]?.names[viewId] ?? answered;
  });

  const resolve = async ({ connectionId, moduleSlug, viewId }: Occasion, isCurrent: () => boolean) => {
    try {
      await Promise.all([keptModules.load(), keptNames.load()]);
      const found = await ports.request('module.resolve', { connectionId, moduleSlug });
      if (!isCurrent()) return;
      answeredModule.value = { state: 'ready', module: found };
      if (viewId === null) return;
      const name = await ports.request('view.name', { connectionId, module: found.apiName, viewId }).catch(() => null);
      if (isCurrent()) answeredName.value = name;
    } catch (thrown) {
      if (isCurrent()) answeredModule.value = { state: 'failed', error: toErrorData(thrown) };
    }
  };

  effect(() => {
    const about = asked.value;
    answeredModule.value = { state: about === '' ? 'none' : 'resolving' };
    answeredName.value = null;
    if (about === '') return;
    inBackground(
      resolve(occasionOf(about), () => asked.peek() === about),
      'SelectionModel.resolve',
    );
  });

  const pageModule = computed(() => (module.value.state === 'ready' ? module.value.module : null));

  const selection = computed<Selection | null>(() => {
    const wanted = choice.value;
    const basket = around.basket.value;
    const connections = around.connections.value;
    const here = connection.value;
    const ofPage = pageModule.value;
    const point = pointed.value;
    const answer = around.answer.value;
    const name = viewName.value;
    const meant = group.value;
    if (wanted.from === 'basket') {
      const owner = connections.find(({ id }) => id === basket?.connectionId);
      if (basket === null || owner === undefined) return null;
      return made(owner, basket.module, { ...PLAIN, kind: 'basket', pages: basket.pages.length }, basket.ids);
    }
    if (wanted.from === 'again') {
      const owner = connections.find(({ id }) => id === wanted.undo.connectionId);
      const again = owner && made(owner, wanted.undo.module, { ...PLAIN, kind: 'again' }, []);
      return again ? { ...again, key: `${again.key} ${wanted.undo.id}`, undoId: wanted.undo.id } : null;
    }
    if (here === null) return null;
    if (wanted.from === 'tag')
      return made(here, wanted.module, { ...PLAIN, kind: 'tag', holders: wanted.holders }, null);
    if (wanted.from === 'pasted') return made(here, wanted.module, { ...PLAIN, kind: 'pasted' }, wanted.ids);
    if (ofPage === null || answer === null) return null;
    const { viewId } = answer.context;
    if (wanted.from === 'view')
      return viewId === null ? null : made(here, ofPage, { kind: 'view', viewId, viewName: name, pages: null }, null);
    const ticked = meant?.ids ?? [];
    const source = { kind: 'ticked', viewId, viewName: name, pages: null } as const;
    if (wanted.from === 'ticked' && ticked.length > 0) return made(here, ofPage, source, ticked);
    if (point.kind === 'none') return null;
    const leftAlone = point.kind === 'clicked' ? point.ticked : 0;
    return made(here, ofPage, { ...source, kind: point.kind }, point.ids, leftAlone);
  });

  return {
    choice,
    intent,
    module,
    viewName,
    fit,
    connection,
    pointed,
    pageModule,
    selection,
    /** Asks the worker again for the module of the page. */
    again(): void {
      tries.value += 1;
    },
  };
});

interface Occasion {
  readonly connectionId: string;
  readonly moduleSlug: string;
  readonly viewId: string | null;
}

function occasionOf(asked: string): Occasion {
  const [connectionId = '', moduleSlug = '', viewId = null] = JSON.parse(asked || '[]') as [
    string?,
    string?,
    (string | null)?,
  ];
  return { connectionId, moduleSlug, viewId };
}

const PLAIN: Omit<Source, 'kind'> = { viewId: null, viewName: null, pages: null };

function made(
  connection: Connection,
  module: Module,
  source: Source,
  ids: readonly string[] | null,
  leftAlone = 0,
): Selection {
  const facts = {
    connectionId: connection.id,
    moduleSlug: module.moduleSlug,
    kind: source.kind,
    // Each tag is a selection of its own.
    viewId: source.holders?.tags.map(({ id }) => id).join(',') ?? source.viewId,
    ids,
  };
  return { connection, module, source, ids, key: selectionKey(facts), leftAlone, undoId: null };
}
