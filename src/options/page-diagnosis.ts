import * as v from 'valibot';
import { askFrames, inject } from '../shared/ask-frames.ts';
import { DIAGNOSIS_PORT } from '../shared/page.ts';

/** The script's place in the package: `vite.config.ts` builds it there. */
const SCRIPT = 'diagnosis.js';

const textSchema = v.pipe(v.string(), v.maxLength(50_000));

/**
 * How the page of a CRM tab is built, as lines of text for a report: structure and counts, nothing of a record. Puts the
 * diagnosis script into the tab for it. Null where the browser refuses that, or no frame answers.
 */
export async function diagnosePage(tabId: number): Promise<string | null> {
  if (!(await inject({ tabId }, [SCRIPT]))) return null;
  const frames = await askFrames({ tabId }, DIAGNOSIS_PORT, textSchema);
  return frames.length === 0 ? null : frames.join('\n\n');
}
