import { askFrames, askFramesBack, inject, type PageAddress } from './ask-frames.ts';
import { browser } from './browser.ts';
import { isCrmAddress, mayShowCrm } from './data-centres.ts';
import { type ReadAnswer, readAnswer } from './page-answer.ts';
import { PAGE_PORT, tickedIds } from './page.ts';
import type { PageAnswer } from './page.ts';

/** The page that a CRM tab shows, and the frame that says so. */
export type TabAnswer =
  /** No frame answers, even after the content script is put in again. The tab is no CRM page, or must be reloaded. */
  { readonly state: 'silent' } | (ReadAnswer & { readonly frameId: number });

/** The frame of a shell that is meant, if any: by its number, or by its address where an event gives no number. */
export interface TabAddress extends PageAddress {
  readonly frameUrl?: string | undefined;
}

const SILENT: TabAnswer = { state: 'silent' };

/**
 * Asks a CRM tab what it shows. A page of the CRM answers for itself; frames inside it do not count. Where the tab is a
 * shell of Zoho's, or the browser hides its address, the frame that is meant answers, or else the best one.
 */
export async function askTab(address: TabAddress): Promise<TabAnswer> {
  const answer = await askOnce(address);
  if (answer.state !== 'silent') return answer;
  const files = browser.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  const url = await urlOf(address.tabId);
  const { tabId, frameId } = isCrmAddress(url) ? { tabId: address.tabId, frameId: 0 } : address;
  const isIn = await inject({ tabId, ...(frameId === undefined ? {} : { frameId }) }, files);
  return isIn ? askOnce(address) : SILENT;
}

async function askOnce(address: TabAddress): Promise<TabAnswer> {
  const url = await urlOf(address.tabId);
  if (isCrmAddress(url)) return askTopPage(address.tabId);
  return url !== undefined && !mayShowCrm(url) ? SILENT : askShell(address);
}

/**
 * The app changes its address without a reload. A page that has moved between question and answer is asked once more.
 */
async function askTopPage(tabId: number): Promise<TabAnswer> {
  let answer: TabAnswer = SILENT;
  for (let times = 0; times < 2 && (times === 0 || answer.state === 'refused'); times += 1) {
    const [message] = await askFrames({ tabId, frameId: 0 }, PAGE_PORT);
    const url = await urlOf(tabId);
    if (message === undefined || !isCrmAddress(url)) return SILENT;
    answer = { ...readAnswer(message, url), frameId: 0 };
  }
  return answer;
}

async function askShell({ tabId, frameId, frameUrl }: TabAddress): Promise<TabAnswer> {
  const frames = await askFramesBack(tabId);
  const answers = frames.map(({ message, url, frameId: from }) => ({
    ...readAnswer(message, url),
    frameId: from,
    url,
  }));
  const meant = answers.find((each) => each.frameId === frameId || each.url === frameUrl);
  const top = answers.find((each) => each.frameId === 0);
  const own = top ?? meant;
  if (own !== undefined && (own.state === 'refused' || own.answer.context.view !== 'other')) return without(own);
  const good = answers.flatMap((each) => (each.state === 'answered' ? [each] : []));
  const best = bestOf(good.map(({ answer }) => answer));
  const chosen = good.find(({ answer }) => answer === best) ?? answers[0];
  return chosen === undefined ? SILENT : without(chosen);
}

function without({ url: _url, ...answer }: ReadAnswer & { frameId: number; url: string }): TabAnswer {
  return answer;
}

/**
 * The CRM may be in a frame of Zoho One or CRM Plus, next to frames that show nothing. The frame that shows most wins.
 */
export function bestOf(answers: readonly PageAnswer[]): PageAnswer | null {
  return answers.reduce<PageAnswer | null>(
    (best, answer) => (best === null || rank(answer) > rank(best) ? answer : best),
    null,
  );
}

function rank({ context, ticked }: PageAnswer): number {
  if (context.view === 'other') return 0;
  if (context.view === 'record') return 2;
  if (!ticked.isReadable) return 1;
  return tickedIds(ticked).length + ticked.refused > 0 || ticked.isWholeView ? 4 : 3;
}

async function urlOf(tabId: number): Promise<string | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab?.url;
}
