import { createModel, signal } from '@preact/signals';
import type { HistoryHit, HistoryQuestion, HistoryStep } from '../../runs/queries/find-in-history.ts';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { inBackground } from '../../shared/notes.ts';
import { isRecordId } from '../../shared/record-id.ts';
import { splitLinks } from '../../shared/record-link.ts';
import { createLatest } from '../../ui/models/ask.ts';
import type { ReportPorts } from '../ports.ts';

/** Matches that are shown before somebody asks for more: they stay in memory. */
const PAGE = 100;

/** The search over all history: what is asked, what was found so far, and how far it has looked. */
export const HistorySearchModel = createModel((ports: Pick<ReportPorts, 'findInHistory'>) => {
  /** What stands in the fields. */
  const record = signal('');
  const tag = signal('');
  /** What was asked last; null before the first time. */
  const question = signal<HistoryQuestion | null>(null);
  const hits = signal<readonly HistoryHit[]>([]);
  const looked = signal<{ readonly n: number; readonly of: number }>({ n: 0, of: 0 });
  /** `more`: it has stopped at a page, and not all is looked through. */
  const state = signal<'idle' | 'searching' | 'more' | 'done'>('idle');
  const error = signal<ErrorData | null>(null);
  const latest = createLatest();
  let steps: AsyncGenerator<HistoryStep, void> | null = null;

  const read = async (until: number): Promise<void> => {
    const isLatest = latest();
    const mine = steps;
    state.value = 'searching';
    try {
      while (mine !== null && hits.peek().length < until) {
        const step = await mine.next();
        if (!isLatest()) return;
        if (step.done === true) {
          state.value = 'done';
          return;
        }
        looked.value = { n: step.value.looked, of: step.value.all };
        if (step.value.hits.length > 0) hits.value = [...hits.peek(), ...step.value.hits];
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
    hits,
    looked,
    state,
    error,
    /** Looks for what stands in the fields; nothing where both are empty. Answers what is looked for. */
    ask(): HistoryQuestion | null {
      const asked = { record: recordIn(record.peek()), tag: tag.peek().trim() };
      hits.value = [];
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
      inBackground(read(PAGE), 'HistorySearchModel.read');
      return asked;
    },
    /** Goes on behind the matches that are shown. */
    more(): Promise<void> {
      return read(hits.peek().length + PAGE);
    },
    /** Leaves the search; what it has found is forgotten. */
    leave(): void {
      latest();
      steps = null;
      question.value = null;
      hits.value = [];
      state.value = 'idle';
    },
  };
});

/** The record that somebody means: the id in a link, in an export of Zoho's or of Untag's; else what is written. */
function recordIn(typed: string): string {
  const [link] = splitLinks(typed).links;
  if (link !== undefined) return link.id;
  const id = typed.trim().replace(/^zcrm_/i, '');
  return isRecordId(id) ? id : typed.trim();
}
