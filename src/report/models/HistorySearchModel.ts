import { computed, createModel, signal } from '@preact/signals';
import type { HistoryHit, HistoryQuestion, HistoryStep } from '../../runs/queries/find-in-history.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import { isRecordId } from '../../shared/record-id.ts';
import { splitLinks } from '../../shared/record-link.ts';
import { createLatest } from '../../ui/models/ask.ts';
import type { ReportPorts } from '../ports.ts';

/** Number of matches after which the search pauses, because they stay in memory. */
const PAGE = 100;

/** The search over the whole history: the question, the matches so far, and the progress. */
export const HistorySearchModel = createModel((ports: Pick<ReportPorts, 'findInHistory'>) => {
  /** The text in the fields. */
  const record = signal('');
  const tag = signal('');
  /** The last question; null before the first one. */
  const question = signal<HistoryQuestion | null>(null);
  /** What was found so far. One step may find many more than are shown. */
  const found = signal<readonly HistoryHit[]>([]);
  const limit = signal(PAGE);
  const looked = signal<{ readonly n: number; readonly of: number }>({ n: 0, of: 0 });
  /** `more`: the search has paused and has more to read. */
  const state = signal<'idle' | 'searching' | 'more' | 'done'>('idle');
  const error = signal<ErrorData | null>(null);
  const latest = createLatest();
  let steps: AsyncGenerator<HistoryStep, void> | null = null;

  const read = async (): Promise<void> => {
    const isLatest = latest();
    const mine = steps;
    state.value = 'searching';
    try {
      while (mine !== null && found.peek().length <= limit.peek()) {
        const step = await mine.next();
        if (!isLatest()) return;
        if (step.done === true) {
          state.value = 'done';
          return;
        }
        looked.value = { n: step.value.looked, of: step.value.all };
        if (step.value.hits.length > 0) found.value = [...found.peek(), ...step.value.hits];
      }
      state.value = 'more';
    } catch (thrown) {
      if (!isLatest()) return;
      error.value = toErrorData(thrown);
      state.value = 'idle';
    }
  };

  return {
    record,
    tag,
    question,
    hits: computed(() => found.value.slice(0, limit.value)),
    looked,
    state,
    error,
    /** Starts the search for the text in the fields. Does nothing if both are empty. Returns the question. */
    ask(): HistoryQuestion | null {
      const asked = { record: recordIn(record.peek()), tag: tag.peek().trim() };
      found.value = [];
      limit.value = PAGE;
      error.value = null;
      looked.value = { n: 0, of: 0 };
      if (asked.record === '' && asked.tag === '') {
        latest();
        question.value = null;
        state.value = 'idle';
        return null;
      }
      question.value = asked;
      steps = ports.findInHistory(asked);
      inBackground(read(), 'HistorySearchModel.read');
      return asked;
    },
    /** Continues after the shown matches. */
    more(): Promise<void> {
      limit.value += PAGE;
      return read();
    },
    /** Leaves the search and forgets its matches. */
    leave(): void {
      latest();
      steps = null;
      question.value = null;
      found.value = [];
      state.value = 'idle';
    },
  };
});

/** The record that the user means: the id in a link, in an export by Zoho or by Untag, or else the text itself. */
function recordIn(typed: string): string {
  const [link] = splitLinks(typed).links;
  if (link !== undefined) return link.id;
  const id = typed.trim().replace(/^zcrm_/i, '');
  return isRecordId(id) ? id : typed.trim();
}
