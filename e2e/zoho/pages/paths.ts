/** Addresses inside the CRM, root-relative. `path` is `/crm/<segment>`, or `/crm` where the address has no segment. */
export function tabPath(path: string, tab: string): string {
  return `${path}/tab/${tab}`;
}

export function viewPath(path: string, tab: string, viewId: string, shape = 'list'): string {
  return `${tabPath(path, tab)}/custom-view/${viewId}/${shape}`;
}

export function recordPath(path: string, tab: string, recordId: string): string {
  return `${tabPath(path, tab)}/${recordId}`;
}
