import { text } from '../shared/i18n.ts';
import { BETWEEN_NAMES, separatorOf, tableLine } from '../shared/spreadsheet-line.ts';
import type { TagModule, TagRow } from '../tags/model/types.ts';
import { csvFileName, localTime } from '../ui/csv-file.ts';
import type { TagLine } from './lines/lines.ts';
import { namedUses, type UseKind } from './lines/uses.ts';
import type { TagsPageData } from './models/TagsPageModel.ts';

const BOM = '\uFEFF';

/**
 * The tags of the shown lines as a CSV file, one line each. Values that Zoho has not given are named in words, never 0.
 */
export function tagsCsv({ connection, list, org, now }: TagsPageData): File {
  const separator = separatorOf();
  const headings = [
    text('col_module'),
    text('col_tag'),
    text('csv_tag_id'),
    text('csv_colour'),
    text('col_records'),
    text('col_last'),
    text('csv_rules'),
    text('csv_blueprints'),
    text('csv_orchestrations'),
    text('csv_views'),
    text('col_like'),
    text('col_made'),
    text('col_made_by'),
  ];
  const modules = new Map(org.modules.peek().map((module) => [module.apiName, module]));
  const rows = list.items
    .peek()
    .flatMap((item) =>
      item.kind === 'group' ? [] : item.line.tags.map((tag) => cellsOf(tag, item.line, modules.get(tag.module))),
    );
  const lines = [headings, ...rows].map((cells) => `${tableLine(cells, separator)}\r\n`);
  const name = csvFileName(['tags', connection.peek()?.org.name ?? ''], now());
  return new File([BOM, ...lines], name, { type: 'text/csv' });
}

function cellsOf(tag: TagRow, line: TagLine, module: TagModule | undefined): readonly string[] {
  const unknown = text('not_known');
  const { records, lastUsed, uses } = tag;
  const named = (kind: UseKind): string => {
    const names = namedUses([tag]).flatMap(({ area, place }) => (area.kind === kind ? [place.name] : []));
    if (names.length > 0) return [...new Set(names)].join(BETWEEN_NAMES);
    return uses !== null && (uses.isWhole || uses.isUsed === false) ? '' : unknown;
  };
  return [
    module?.plural ?? tag.module,
    tag.name,
    `zcrm_${tag.id}`,
    tag.colour ?? '',
    records === null ? unknown : String(records.n),
    lastUsed === null ? unknown : dayOf(lastUsed.on),
    named('workflow'),
    named('blueprint'),
    named('orchestration'),
    named('view'),
    line.alike.join(BETWEEN_NAMES),
    tag.createdAt === null ? unknown : dayOf(tag.createdAt),
    tag.createdBy ?? unknown,
  ];
}

/** The day in this computer's calendar: `2026-11-23`. */
function dayOf(at: number): string {
  return localTime(at).slice(0, 10);
}
