import * as v from 'valibot';
import { browser } from './browser.ts';
import { crmPlaceOf, mayShowCrm } from './data-centres.ts';

/** How long to wait for a first answer, and for those of more frames once one is there. */
const FIRST_ANSWER_MS = 1_000;
const MORE_ANSWERS_MS = 300;

/** Which frames of a tab to ask: one by its number, or all. */
export interface PageAddress {
  readonly tabId: number;
  readonly frameId?: number;
}

/**
 * What the scripts of ours in a tab say over a port of that name. Every frame answers once and hangs up; the port closes
 * with the last of them, or at once when there is none. What does not fit the schema is left out.
 */
export function askFrames<Answer>(
  { tabId, frameId }: PageAddress,
  portName: string,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Answer[]> {
  return new Promise((resolve) => {
    const answers: Answer[] = [];
    const port = browser.tabs.connect(tabId, { name: portName, ...(frameId === undefined ? {} : { frameId }) });
    let deadline = setTimeout(end, FIRST_ANSWER_MS);
    port.onMessage.addListener((message) => {
      const answer = v.safeParse(schema, message);
      if (!answer.success) return;
      answers.push(answer.output);
      clearTimeout(deadline);
      deadline = setTimeout(end, MORE_ANSWERS_MS);
    });
    port.onDisconnect.addListener(() => {
      // Reading the error is what tells the browser that "nobody there" is expected.
      Reflect.get(browser.runtime, 'lastError');
      clearTimeout(deadline);
      resolve(answers);
    });

    function end(): void {
      port.disconnect();
      resolve(answers);
    }
  });
}

/**
 * Puts a script into the frame that is named, or into all frames of the CRM. False where there is none, or the browser
 * refuses: access is withheld, or a shell of Zoho stands around the CRM and the user has not opened Untag over that tab.
 */
export async function inject({ tabId, frameId }: PageAddress, files: string[]): Promise<boolean> {
  try {
    const frameIds = frameId === undefined ? await crmFrames(tabId) : [frameId];
    if (frameIds.length === 0) return false;
    await browser.scripting.executeScript({ target: { tabId, frameIds }, files });
    return true;
  } catch {
    return false;
  }
}

/**
 * Frames of a tab that show the CRM. Chromium lets nobody into the frames of a page that is not theirs, so that those of a
 * shell are open to Untag only with `activeTab`. That opens any other site too: there nothing is run, the address is enough.
 */
async function crmFrames(tabId: number): Promise<number[]> {
  const { url } = await browser.tabs.get(tabId);
  if (url !== undefined && !(URL.canParse(url) && mayShowCrm(new URL(url).host))) return [];
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => location.host,
  });
  return frames.flatMap(({ frameId, result }) =>
    typeof result === 'string' && crmPlaceOf(result) !== null ? [frameId] : [],
  );
}
