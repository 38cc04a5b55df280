import * as v from 'valibot';
import { browser } from './browser.ts';
import { crmPlaceOf } from './data-centres.ts';
import { PAGE_PORT } from './page.ts';
import type { PageAnswer } from './page.ts';
import { isRecordId } from './record-id.ts';

/** How long to wait for a first answer, and for those of more frames once one is there. */
const FIRST_ANSWER_MS = 1_000;
const MORE_ANSWERS_MS = 300;

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
  tab: name,
  view: v.picklist(['list', 'kanban', 'canvas', 'sheet', 'unknown', 'record', 'search', 'other']),
  viewId: v.nullable(recordId),
  recordId: v.nullable(recordId),
});

const tickedSchema = v.object({
  ids: v.array(recordId),
  groups: v.array(v.object({ tab: v.string(), ids: v.array(recordId) })),
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
  clicked: v.nullable(v.object({ id: recordId, isTicked: v.boolean(), at: v.number() })),
});

/** Which frames of a tab to ask: one by its number, or all. */
export interface PageAddress {
  readonly tabId: number;
  readonly frameId?: number;
}

/**
 * What the frames of a CRM tab say. Where no one answers, the content script is put into the tab, which may have been
 * open since before Untag was there, and asked again. No answer even then: an empty list, "Reload this tab".
 */
export async function askPage(address: PageAddress): Promise<PageAnswer[]> {
  const answers = await connectAndCollect(address);
  if (answers.length > 0 || !(await inject(address))) return answers;
  return connectAndCollect(address);
}

/** Every frame answers once and hangs up; the port closes with the last of them, or at once when there is none. */
function connectAndCollect({ tabId, frameId }: PageAddress): Promise<PageAnswer[]> {
  return new Promise((resolve) => {
    const answers: PageAnswer[] = [];
    const port = browser.tabs.connect(tabId, { name: PAGE_PORT, ...(frameId === undefined ? {} : { frameId }) });
    let deadline = setTimeout(end, FIRST_ANSWER_MS);
    port.onMessage.addListener((message) => {
      const answer = v.safeParse(answerSchema, message);
      if (!answer.success) return;
      answers.push(answer.output);
      clearTimeout(deadline);
      deadline = setTimeout(end, MORE_ANSWERS_MS);
    });
    port.onDisconnect.addListener(() => {
      // Reading the error is what tells the browser that "nobody there" is expected.
      void browser.runtime.lastError;
      clearTimeout(deadline);
      resolve(answers);
    });

    function end(): void {
      port.disconnect();
      resolve(answers);
    }
  });
}

/** Puts the content script into the tab. False where the browser refuses: no CRM page, or access withheld. */
async function inject({ tabId, frameId }: PageAddress): Promise<boolean> {
  const files = browser.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  try {
    await browser.scripting.executeScript({ target, files });
    return true;
  } catch {
    return false;
  }
}
