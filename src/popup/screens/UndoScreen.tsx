import type { JSX } from 'preact';
import { undoPrice } from '../../runs/queries/undo-price.ts';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { BackFoot } from '../parts/frame/BackFoot.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { RunPills } from '../../ui/components/TagPills.tsx';
import { undoMix } from '../../ui/run-words.ts';
import { aboutWords } from '../../ui/credits-words.ts';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** An undo cannot be undone, so this screen asks once more and shows its numbers. */
export function UndoScreen({ run }: { run: RunSummary }): JSX.Element {
  const { isUndoing, undo, runs } = usePopup();
  const what = { records: records(run.changed, run.module) };
  const isAsked = runs.asked.value.state === 'asked';
  return (
    <>
      <main class="body">
        <Say icon="undo" heading={plural('undo_confirm_h', run.chosenCount, what)} isFocused>
          <p>{sentences([undoMix(run), text('undo_confirm_p')])}</p>
        </Say>
        <RunPills run={run} most={12} />
        <Note icon="info">
          <p>{text('rep_undo_p')}</p>
        </Note>
      </main>
      <BackFoot
        note={aboutWords(undoPrice(run))}
        onBack={() => {
          isUndoing.value = false;
        }}
      >
        <button
          class="btn primary tall"
          type="button"
          aria-disabled={isAsked}
          onClick={() => {
            if (!isAsked) inBackground(undo(run.id), 'UndoScreen.undo');
          }}
        >
          {text('undo_confirm_btn', what)}
        </button>
      </BackFoot>
    </>
  );
}
