import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import { fitOfOrg } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { crmPlaceOf } from '../../shared/data-centres.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { Module } from '../../shared/run-summary.ts';
import { type Pasted, pastedIds } from '../../ui/pasted-ids.ts';

/** Why a pasted text cannot be used as it stands. */
export type PasteProblem =
  | { readonly kind: 'none' | 'nothing' | 'other-org' | 'no-module' }
  | { readonly kind: 'other-module' | 'two-modules'; readonly moduleSlugs: readonly string[] };

interface Around {
  readonly connection: ReadonlySignal<Connection | null>;
  /** The module of the page in front; null where it has none. */
  readonly module: ReadonlySignal<Module | null>;
  readonly moduleOf: (connectionId: string, moduleSlug: string) => Promise<Module>;
}

/** Records pasted as links or ids. */
export const PasteModel = createModel((around: Around) => {
  const text = signal('');
  const error = signal<ErrorData | null>(null);
  const pasted = computed(() => pastedIds(text.value));
  const problem = computed(() => problemOf(pasted.value, around.connection.value, around.module.value));
  return {
    text,
    error,
    pasted,
    problem,
    /** The module of what was pasted; null when it cannot be told. */
    async module(): Promise<Module | null> {
      const here = around.module.peek();
      const connection = around.connection.peek();
      const [moduleSlug] = pasted.peek().moduleSlugs;
      if (here !== null) return here;
      if (connection === null || moduleSlug === undefined) return null;
      try {
        return await around.moduleOf(connection.id, moduleSlug);
      } catch (thrown) {
        error.value = toErrorData(thrown);
        return null;
      }
    },
  };
});

function problemOf(pasted: Pasted, connection: Connection | null, module: Module | null): PasteProblem {
  const { ids, moduleSlugs, hosts, orgSegments } = pasted;
  if (ids.length === 0) return { kind: 'nothing' };
  const isElsewhere = (host: string): boolean => crmPlaceOf(host)?.dataCentre !== connection?.dataCentre;
  const isOther = (segment: string): boolean => connection !== null && fitOfOrg(connection, segment) === 'wrong-org';
  if (hosts.some(isElsewhere) || orgSegments.some(isOther)) return { kind: 'other-org' };
  if (module !== null) {
    const others = moduleSlugs.filter(
      (moduleSlug) => moduleSlug !== module.moduleSlug && moduleSlug !== module.apiName,
    );
    return others.length > 0 ? { kind: 'other-module', moduleSlugs: others } : { kind: 'none' };
  }
  if (moduleSlugs.length === 0) return { kind: 'no-module' };
  return moduleSlugs.length > 1 ? { kind: 'two-modules', moduleSlugs } : { kind: 'none' };
}
