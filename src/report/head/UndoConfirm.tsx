import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { plural, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Note } from '../../ui/components/Note.tsx';
import { undoParts } from '../../ui/run-words.ts';
import { useReport } from '../report-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** An undo cannot be undone, so this asks once more and shows its numbers. */
export function UndoConfirm({ now }: { now: RunSummary }): JSX.Element {
  const { asking, runs, undo } = useReport();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const what = { records: records(now.changed, now.module) };
  const isAsked = runs.asked.value.state === 'asked';
  return (
    <Note icon="undo" live="status">
      <p ref={words} tabIndex={-1}>
        <strong>{plural('undo_confirm_h', now.chosenCount, what)}</strong> {text('sentence', { text: undoParts(now) })}{' '}
        {text('undo_confirm_p')} {text('rep_undo_p')}
      </p>
      <div class="row">
        <button class="btn" type="button" onClick={() => (asking.value = null)}>
          {text('back')}
        </button>
        <button
          class="btn primary"
          type="button"
          aria-disabled={isAsked}
          onClick={() => {
            if (!isAsked) inBackground(undo(), 'UndoConfirm.undo');
          }}
        >
          {text('undo_confirm_btn', what)}
        </button>
      </div>
    </Note>
  );
}
