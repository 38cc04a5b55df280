import type { PageAddress } from '../shared/ask-frames.ts';
import { askPage } from '../shared/ask-page.ts';
import type { PageAnswer } from '../shared/page.ts';

/**
 * What a CRM tab shows: the answer of the frame that is named, where that is a page of the CRM, else of the best frame.
 * Null = no frame answers, even with the content script put in anew: the tab is no CRM page, or must be reloaded.
 */
export async function askTab({ tabId, frameId }: PageAddress): Promise<PageAnswer | null> {
  const own = frameId === undefined ? null : bestOf(await askPage({ tabId, frameId }));
  return own !== null && own.context.view !== 'other' ? own : bestOf(await askPage({ tabId }));
}

/** The CRM may stand in a frame of Zoho One or CRM Plus, beside frames that show nothing: the one with the most to say wins. */
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
  return ticked.ids.length + ticked.refused > 0 || ticked.isWholeView ? 4 : 3;
}
