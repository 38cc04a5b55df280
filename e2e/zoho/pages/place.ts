/** The page that an address of the CRM web app asks for. Source: addresses in public code; the app itself decides on `lost`. */
export type Place =
  | { readonly kind: 'home'; readonly segment: string | null }
  | { readonly kind: 'list'; readonly segment: string | null; readonly tab: string; readonly viewId: string | null }
  | {
      readonly kind: 'view';
      readonly segment: string | null;
      readonly tab: string;
      readonly viewId: string;
      /** Last part of the address, e.g. `kanban`. */
      readonly shape: string;
    }
  | {
      readonly kind: 'record';
      readonly segment: string | null;
      readonly tab: string;
      /** As written in the address. The app takes any text there for a record id, `list` too. */
      readonly recordId: string;
      readonly action: 'show' | 'edit' | 'convert';
    }
  | { readonly kind: 'create'; readonly segment: string | null; readonly tab: string }
  | { readonly kind: 'search'; readonly segment: string | null; readonly word: string }
  | { readonly kind: 'entityInfo'; readonly module: string; readonly recordId: string }
  | { readonly kind: 'lost' };

/** Reads the address of a page on a `crm.*` or `crmsandbox.*` host. */
export function placeOf(url: URL): Place {
  const [root, ...rest] = url.pathname.split('/').filter((part) => part !== '');
  if (root !== 'crm') return { kind: 'lost' };
  if (rest[0] === 'EntityInfo.do') {
    const { searchParams } = url;
    return { kind: 'entityInfo', module: searchParams.get('module') ?? '', recordId: searchParams.get('id') ?? '' };
  }
  const hasSegment = rest[0] !== undefined && rest[0] !== 'tab' && rest[0] !== 'search';
  const segment = hasSegment ? (rest[0] ?? null) : null;
  const [first, tab, ...tail] = hasSegment ? rest.slice(1) : rest;
  if (first === undefined) return { kind: 'home', segment };
  if (first === 'search') return { kind: 'search', segment, word: url.searchParams.get('searchword') ?? '' };
  if (first !== 'tab' || tab === undefined) return { kind: 'lost' };
  return tab === 'Home' ? { kind: 'home', segment } : placeInTab(segment, tab, tail);
}

function placeInTab(segment: string | null, tab: string, tail: string[]): Place {
  const [first, second, third] = tail;
  if (first === undefined) return { kind: 'list', segment, tab, viewId: null };
  if (first === 'create') return { kind: 'create', segment, tab };
  if (first === 'custom-view' && second !== undefined) {
    if (third === undefined || third === 'list') return { kind: 'list', segment, tab, viewId: second };
    return { kind: 'view', segment, tab, viewId: second, shape: third };
  }
  if (second === undefined) return { kind: 'record', segment, tab, recordId: first, action: 'show' };
  if (second === 'edit' || second === 'convert')
    return { kind: 'record', segment, tab, recordId: first, action: second };
  return { kind: 'lost' };
}

/** Part of a shell's path that the CRM's own address follows. Source: addresses of CRM Plus and Zoho One in public code. */
const SHELL_PATHS = [
  /^\/zohoone\/[^/]+\/home\/cxapp(?:-spaces\/[^/]+)?(\/crm\/.*)$/,
  /^\/[^/]+\/index\.do\/cxapp(\/crm\/.*)$/,
];

/** Path of the CRM page that a shell page frames, or null when the path is no shell's. */
export function framedPath(shellPath: string): string | null {
  for (const shape of SHELL_PATHS) {
    const inner = shape.exec(shellPath)?.[1];
    if (inner !== undefined) return inner;
  }
  return null;
}
