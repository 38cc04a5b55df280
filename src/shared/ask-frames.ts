import type { Runtime } from 'webextension-polyfill';
import { browser } from './browser.ts';
import { isCrmAddress, mayShowCrm } from './data-centres.ts';
import { PAGE_PORT } from './page.ts';
import { isCrmFrame } from './senders.ts';

/** How long to wait for a first answer, and then for those of more frames. */
const FIRST_ANSWER_MS = 1_000;
/**
 * The same where the worker may have to start before a frame can open its port. Where there is no frame, the question
 * ends at once.
 */
const FIRST_ANSWER_BACK_MS = 5_000;
const MORE_ANSWERS_MS = 300;

/** A shell of Zoho's has a handful of frames. A page may have hundreds; answers beyond this number are ignored. */
const MOST_FRAMES = 32;

/** The frames of a tab to ask: one by its number, or all. */
export interface PageAddress {
  readonly tabId: number;
  readonly frameId?: number;
}

/** A frame's answer, and the frame's address as the browser gives it. */
export interface FrameMessage {
  readonly message: unknown;
  readonly frameId: number;
  readonly url: string;
}

interface Asking<Answer> {
  readonly answers: Answer[];
  take(answer: Answer): void;
  end(): void;
}

/**
 * The answers of Untag's scripts in a tab over a port of that name: one from the named frame, or at most 32 from all.
 * Every frame answers once and disconnects. The port closes with the last of them, or at once when there is none.
 */
export function askFrames({ tabId, frameId }: PageAddress, portName: string): Promise<unknown[]> {
  const most = frameId === undefined ? MOST_FRAMES : 1;
  return new Promise((resolve) => {
    const port = browser.tabs.connect(tabId, { name: portName, ...(frameId === undefined ? {} : { frameId }) });
    const asking = gather<unknown>(port, { most, firstMs: FIRST_ANSWER_MS }, resolve);
    port.onMessage.addListener((message) => asking.take(message));
  });
}

/**
 * The answers of the CRM frames in a tab, each with the frame's number and address as the browser gives them. A port
 * that is opened to a tab does not say which frame answers, so each frame opens one back. The worker may have to start
 * for that, which is why a page at the top of its tab is asked by {@link askFrames}.
 */
export function askFramesBack(tabId: number): Promise<FrameMessage[]> {
  const name = `${PAGE_PORT} ${crypto.randomUUID()}`;
  return new Promise((resolve) => {
    const heard = new Set<number>();
    const hear = (back: Runtime.Port): void => {
      if (back.name !== name) return;
      const { sender } = back;
      const frameId = sender?.frameId;
      if (frameId === undefined || sender?.tab?.id !== tabId || !isCrmFrame(sender) || heard.has(frameId)) {
        back.disconnect();
        return;
      }
      heard.add(frameId);
      let isFirst = true;
      back.onMessage.addListener((message) => {
        if (!isFirst) return;
        isFirst = false;
        asking.take({ message, frameId, url: sender.url });
        // The frame keeps the question's port open until its answer has arrived.
        back.postMessage('heard');
      });
    };
    browser.runtime.onConnect.addListener(hear);
    const port = browser.tabs.connect(tabId, { name });
    const asking = gather<FrameMessage>(port, { most: MOST_FRAMES, firstMs: FIRST_ANSWER_BACK_MS }, (answers) => {
      browser.runtime.onConnect.removeListener(hear);
      resolve(answers);
    });
  });
}

/** Collects answers until the frames have disconnected, enough have answered, or the wait is over. */
function gather<Answer>(
  port: Runtime.Port,
  { most, firstMs }: { readonly most: number; readonly firstMs: number },
  resolve: (answers: Answer[]) => void,
): Asking<Answer> {
  const answers: Answer[] = [];
  let deadline = setTimeout(end, firstMs);
  port.onDisconnect.addListener(() => {
    // Reading the error marks "nobody there" as expected, so the browser does not report it.
    Reflect.get(browser.runtime, 'lastError');
    clearTimeout(deadline);
    resolve(answers);
  });

  function take(answer: Answer): void {
    if (answers.length === most) return;
    answers.push(answer);
    clearTimeout(deadline);
    if (answers.length === most) end();
    else deadline = setTimeout(end, MORE_ANSWERS_MS);
  }

  function end(): void {
    clearTimeout(deadline);
    port.disconnect();
    resolve(answers);
  }

  return { answers, take, end };
}

/**
 * Puts a script into the named frame, or into all frames of the CRM. False where there is none, or the browser refuses:
 * access is withheld, or the CRM is inside a shell of Zoho and the user has not opened Untag over that tab.
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
 * Frames of a tab that show the CRM. Chromium refuses access to frames inside a page without permission, so the frames
 * of a shell are open to Untag only with `activeTab`. That permission opens any other site too. No script is run there;
 * the address is enough.
 */
async function crmFrames(tabId: number): Promise<number[]> {
  const { url } = await browser.tabs.get(tabId);
  if (url !== undefined && !mayShowCrm(url)) return [];
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => location.href,
  });
  return frames.flatMap(({ frameId, result }) => (typeof result === 'string' && isCrmAddress(result) ? [frameId] : []));
}
