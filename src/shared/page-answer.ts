import * as v from 'valibot';
import { isModule } from './module-names.ts';
import { pageContextOf } from './page-context.ts';
import { NO_ROWS, type PageAnswer, type PageContext, type PageReport, tickedIds, type TickedRows } from './page.ts';
import { isRecordId } from './record-id.ts';

/* A page's answer is bounded. Zoho shows at most 500 rows at a time; the counts are those of a whole view. */
const MOST_ROWS = 1_000;
const MOST_COUNTED = 100_000_000;
const LONGEST_NAME = 200;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_COUNTED));
const recordId = v.pipe(
  v.string(),
  v.check((value) => isRecordId(value)),
);
const name = v.pipe(v.string(), v.maxLength(LONGEST_NAME));

/** A list whose length is checked before its items. */
function few<Item>(most: number, item: v.GenericSchema<unknown, Item>) {
  const isShort = (value: unknown): value is unknown[] => Array.isArray(value) && value.length <= most;
  return v.pipe(v.custom<unknown[]>(isShort), v.array(item));
}

const contextSchema = v.object({
  host: name,
  orgSegment: v.nullable(name),
  moduleSlug: v.nullable(name),
  view: v.picklist(['list', 'kanban', 'canvas', 'sheet', 'unknown', 'record', 'search', 'other']),
  viewId: v.nullable(recordId),
  recordId: v.nullable(recordId),
});

/** Parts that a page may leave out are as in {@link NO_ROWS}. */
const tickedSchema = v.pipe(
  v.partial(
    v.object({
      groups: few(4, v.object({ moduleSlug: name, ids: few(MOST_ROWS, recordId) })),
      refused: count,
      disagreeing: count,
      zohoCount: v.nullable(count),
      isWholeView: v.boolean(),
      hasPages: v.boolean(),
      rows: count,
      elsewhere: count,
      isReadable: v.boolean(),
    }),
  ),
  v.transform((said): TickedRows => ({ ...NO_ROWS, ...(said as Partial<TickedRows>) })),
);

const reportSchema: v.GenericSchema<unknown, PageReport> = v.object({
  context: contextSchema,
  ticked: tickedSchema,
  clicked: v.nullable(
    v.object({ id: recordId, moduleSlug: name, isTicked: v.boolean(), at: v.pipe(v.number(), v.finite()) }),
  ),
});

/** A page's answer, or the reason to reject it. */
export type ReadAnswer =
  | { readonly state: 'answered'; readonly answer: PageAnswer }
  /** `page` is null where the answer cannot be true of any page. */
  | { readonly state: 'refused'; readonly browser: PageContext; readonly page: PageContext | null };

/**
 * Parses a frame's answer about itself. `url` is the frame's address as the browser gives it. It decides host, org,
 * module and record, and an answer about another place is rejected.
 */
export function readAnswer(message: unknown, url: string): ReadAnswer {
  const place = pageContextOf(new URL(url));
  const parsed = v.safeParse(reportSchema, message);
  if (!parsed.success) return { state: 'refused', browser: place, page: null };
  const { context, ticked, clicked } = parsed.output;
  if (!isSame(context, place)) return { state: 'refused', browser: place, page: context };
  if (!isConsistent(parsed.output)) return { state: 'refused', browser: place, page: null };
  return { state: 'answered', answer: { url, context: place, ticked, clicked } };
}

function isSame(one: PageContext, other: PageContext): boolean {
  const keys = ['host', 'orgSegment', 'moduleSlug', 'view', 'viewId', 'recordId'] as const;
  return keys.every((key) => one[key] === other[key]);
}

/** The rows belong to the page's module, each appears once, and there are no more than a list has. */
function isConsistent({ context: { moduleSlug }, ticked, clicked }: PageReport): boolean {
  const isOfPage = (of: string): boolean => moduleSlug !== null && isModule(of, moduleSlug);
  const ids = tickedIds(ticked);
  if (ids.length > MOST_ROWS || new Set(ids).size !== ids.length) return false;
  if (!ticked.groups.every((group) => isOfPage(group.moduleSlug))) return false;
  return clicked === null || (isOfPage(clicked.moduleSlug) && clicked.isTicked === ids.includes(clicked.id));
}
