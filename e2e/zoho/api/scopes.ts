import type { Switches } from '../switches.ts';

type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE' | 'WRITE';

/** The rights that a call needs: a settings-like area, or reading or tagging records of a module. */
export type ScopeNeed =
  | {
      area:
        | 'settings.tags'
        | 'settings.modules'
        | 'settings.custom_views'
        | 'settings.fields'
        | 'settings.workflow_rules'
        | 'settings.audit_logs'
        | 'bulk'
        | 'org'
        | 'users';
      /** READ unless given. */
      operations?: Operation[];
    }
  | {
      module: string;
      tagAction: boolean;
      /** The operation on records; READ unless given. */
      operation?: 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';
      /** Whether it uses the search engine too. */
      search?: boolean;
      /** An area whose READ is needed beside that of the module. */
      beside?: 'bulk' | 'coql';
      /** The operation on the record's lock, which has its own scope besides that of the module. */
      locking?: 'READ' | 'CREATE' | 'DELETE';
    };

function operationsOf(scope: string): { area: string; operation: string } | undefined {
  const match = /^ZohoCRM\.(.+)\.([A-Z]+)$/i.exec(scope.trim());
  if (!match?.[1] || !match[2]) return undefined;
  return { area: match[1].toLowerCase(), operation: match[2].toUpperCase() };
}

function grants(scopes: string[], areas: string[], operations: Operation[]): boolean {
  return scopes.some((scope) => {
    const parsed = operationsOf(scope);
    if (!parsed || !areas.includes(parsed.area)) return false;
    return parsed.operation === 'ALL' || (operations as string[]).includes(parsed.operation);
  });
}

/** Operations that the Zoho docs count as writing: WRITE is CREATE + UPDATE + DELETE. Source: Zoho docs v6, select-api-scopes. */
function tagOperations(switches: Switches): Operation[] {
  return switches.updateScopeIsEnough ? ['WRITE', 'UPDATE'] : ['WRITE'];
}

/** Source: Zoho docs v8, search-records. */
const SEARCH = 'zohosearch.securesearch.read';

/** Whether the token's scopes cover a call. Letter case does not matter. Source: Zoho docs v8, scopes and remove-tags. */
export function covers(scopes: string[], need: ScopeNeed, switches: Switches): boolean {
  if ('area' in need) {
    const areas = need.area.startsWith('settings.') ? [need.area, 'settings'] : [need.area];
    return grants(scopes, areas, need.operations ?? ['READ']);
  }
  if (need.search && !scopes.some((scope) => scope.trim().toLowerCase() === SEARCH)) return false;
  // Source: Zoho docs v8, create-bulk-read-job and COQL.
  if (need.beside && !grants(scopes, [need.beside], ['READ'])) return false;
  // Source: Zoho docs v8, lock-records: both scopes are needed.
  if (need.locking && !grants(scopes, ['modules.lockinginformation'], [need.locking])) return false;
  if (!need.tagAction) {
    const { operation = 'READ' } = need;
    const operations: Operation[] = operation === 'READ' ? ['READ'] : [operation, 'WRITE'];
    return grants(scopes, ['modules', `modules.${need.module}`], operations);
  }
  if (switches.tagActionScope === 'settingsTags') return grants(scopes, ['settings.tags', 'settings'], []);
  // A module-wide WRITE is not attested anywhere: only ALL and, by switch, UPDATE.
  return (
    grants(scopes, [`modules.${need.module}`], tagOperations(switches)) ||
    grants(scopes, ['modules'], switches.updateScopeIsEnough ? ['UPDATE'] : [])
  );
}
