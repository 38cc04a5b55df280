import { askPage } from '../shared/ask-page.ts';
import type { PageAnswer } from '../shared/page.ts';

/**
 * What a CRM tab shows: the answer of its best frame. Null = no frame answers, even with the content script put in anew:
 * the tab is no CRM page, or must be reloaded.
 */
export async function askTab(tabId: number): Promise<PageAnswer | null> {
  return bestOf(await askPage({ tabId }));
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
