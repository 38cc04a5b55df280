import * as v from 'valibot';
import { askFrames, inject } from './ask-frames.ts';
import type { PageAddress } from './ask-frames.ts';
import { browser } from './browser.ts';
import { crmPlaceOf } from './data-centres.ts';
import { PAGE_PORT } from './page.ts';
import type { PageAnswer } from './page.ts';
import { isRecordId } from './record-id.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const recordId = v.pipe(
  v.string(),
  v.check((value) => isRecordId(value)),
);
const name = v.nullable(v.pipe(v.string(), v.maxLength(200)));

const contextSchema = v.object({
  host: v.pipe(
    v.string(),
    v.check((host) => crmPlaceOf(host) !== null),
  ),
  orgSegment: name,
  moduleSlug: name,
  view: v.picklist(['list', 'kanban', 'canvas', 'sheet', 'unknown', 'record', 'search', 'other']),
  viewId: v.nullable(recordId),
  recordId: v.nullable(recordId),
});

const tickedSchema = v.object({
  ids: v.array(recordId),
  groups: v.array(v.object({ moduleSlug: v.string(), ids: v.array(recordId) })),
  refused: count,
  disagreeing: count,
  zohoCount: v.nullable(count),
  isWholeView: v.boolean(),
  hasPages: v.boolean(),
  rows: count,
  elsewhere: count,
  isReadable: v.boolean(),
});

const answerSchema: v.GenericSchema<unknown, PageAnswer> = v.object({
  url: v.pipe(v.string(), v.url()),
  context: contextSchema,
  ticked: tickedSchema,
  clicked: v.nullable(v.object({ id: recordId, moduleSlug: v.string(), isTicked: v.boolean(), at: v.number() })),
});

/**
 * What the frames of a CRM tab say. Where no one answers, the content script is put into the tab, which may have been
 * open since before Untag was there, and asked again. No answer even then: an empty list, "Reload this tab".
 */
export async function askPage(address: PageAddress): Promise<PageAnswer[]> {
  const answers = await askFrames(address, PAGE_PORT, answerSchema);
  const files = browser.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  if (answers.length > 0 || !(await inject(address, files))) return answers;
  return askFrames(address, PAGE_PORT, answerSchema);
}
