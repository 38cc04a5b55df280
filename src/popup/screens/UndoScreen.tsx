import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Say } from '../parts/frame/Say.tsx';
import { TagPill } from '../../ui/components/TagMark.tsx';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** An undo cannot be undone, so it is asked for once more, with its numbers. */
export function UndoScreen({ run }: { run: RunSummary }): JSX.Element {
  const { isUndoing, undo, runs } = usePopup();
  const what = { records: records(run.changed, run.module) };
  const isAsked = runs.asked.value.state === 'asked';
  return (
    <>
      <main class="body">
        <Say icon="undo" heading={plural('undo_confirm_h', run.chosenCount, what)} isFocused>
          <p>{text('undo_confirm_p')}</p>
        </Say>
        <ul class="pills">
          {run.chosen.map((tag) => (
            <TagPill key={tag.id} tag={tag} />
          ))}
          {run.chosenCount > run.chosen.length ? (
            <li>{text('n_more_tags', { n: run.chosenCount - run.chosen.length })}</li>
          ) : null}
        </ul>
      </main>
      <footer class="foot">
        <div class="row fill">
          <button
            class="btn"
            type="button"
            onClick={() => {
              isUndoing.value = false;
            }}
          >
            {text('back')}
          </button>
          <button
            class="btn primary"
            type="button"
            aria-disabled={isAsked}
            onClick={() => {
              if (!isAsked) inBackground(undo(run.id), 'UndoScreen.undo');
            }}
          >
            {text('undo_confirm_btn', what)}
          </button>
        </div>
      </footer>
    </>
  );
}
