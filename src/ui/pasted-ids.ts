import { crmPlaceOf } from '../shared/data-centres.ts';
import { isRecordId } from '../shared/record-id.ts';

/** What a pasted text holds. Ids are in the order of the text, each once. */
export interface Pasted {
  readonly ids: readonly string[];
  /** Ids that stood there before. */
  readonly repeated: number;
  /** Lines that hold text and no id; the head of a CSV column is none. */
  readonly bad: readonly string[];
  /** Modules named by links, as in the URL, each once. */
  readonly moduleSlugs: readonly string[];
  /** Org segments named by links, each once; those without one do not count. */
  readonly orgSegments: readonly string[];
  /** CRM hosts named by links, each once. */
  readonly hosts: readonly string[];
}

/** The head of a column of ids, as it stands above Zoho's exports. */
const HEAD = /(^|[,;\t])"?(record )?id"?([,;\t]|$)/i;
const LINK = /https:\/\/[^\s"'<>,;]+/gi;
/** `zcrm_` is how Zoho's export writes an id. */
const ID = /(?<![\w.])(?:zcrm_)?(\d{15,20})(?![\w.])/gi;
/** A record page, also inside the shells of Zoho One and CRM Plus. */
const RECORD_PATH = /\/crm\/(?:([^/]+)\/)?tab\/([^/]+)\/(\d{15,20})(?=\/|$)/;
const ZOHO_HOST = /\.zoho(cloud)?\.[a-z.]+$/;

interface Link {
  readonly id: string;
  readonly moduleSlug: string;
  readonly orgSegment: string | null;
  /** Null inside a shell, whose host does not say the org's. */
  readonly host: string | null;
}

function linkOf(raw: string): Link | null {
  if (!URL.canParse(raw)) return null;
  const { host, pathname, searchParams } = new URL(raw);
  if (!ZOHO_HOST.test(host)) return null;
  const [, org, moduleSlug, id] = RECORD_PATH.exec(pathname) ?? [];
  const where = { host: crmPlaceOf(host) === null ? null : host, orgSegment: org ?? null };
  if (moduleSlug !== undefined && id !== undefined) return { ...where, moduleSlug, id };
  const oldSlug = searchParams.get('module');
  const oldId = searchParams.get('id');
  return pathname.endsWith('/EntityInfo.do') && oldSlug !== null && isRecordId(oldId)
    ? { ...where, moduleSlug: oldSlug, id: oldId }
    : null;
}

/** Reads record links, ids, `zcrm_<id>` and columns of a sheet out of a text. Whatever is not an id is reported by line. */
export function pastedIds(text: string): Pasted {
  const ids = new Set<string>();
  const moduleSlugs = new Set<string>();
  const orgSegments = new Set<string>();
  const hosts = new Set<string>();
  const bad: string[] = [];
  let repeated = 0;
  const take = (id: string): void => {
    if (ids.has(id)) repeated += 1;
    ids.add(id);
  };

  for (const [position, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    let isEmpty = true;
    const links = line.match(LINK) ?? [];
    for (const link of links.map(linkOf)) {
      if (link === null) continue;
      isEmpty = false;
      take(link.id);
      moduleSlugs.add(link.moduleSlug);
      if (link.host !== null) hosts.add(link.host);
      if (link.orgSegment !== null) orgSegments.add(link.orgSegment);
    }
    for (const match of line.replaceAll(LINK, ' ').matchAll(ID)) {
      if (!isRecordId(match[1])) continue;
      isEmpty = false;
      take(match[1]);
    }
    if (isEmpty && !(position === 0 && HEAD.test(line))) bad.push(line);
  }
  return {
    ids: [...ids],
    repeated,
    bad,
    moduleSlugs: [...moduleSlugs],
    orgSegments: [...orgSegments],
    hosts: [...hosts],
  };
}
