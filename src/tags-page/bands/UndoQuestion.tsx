import type { JSX } from 'preact';
import type { undoOffer } from '../../cleanups/queries/facts.ts';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { useTags } from '../tags-context.ts';
import { recordsOf, tagsWords } from '../words/cleanup-words.ts';
import { namesOf } from '../words/ended-words.ts';
import { Job } from './Job.tsx';

interface Props {
  readonly now: CleanupNow;
  readonly offer: NonNullable<ReturnType<typeof undoOffer>>;
}

/** An undo cannot be undone, so it is asked for once more, with its number. */
export function UndoQuestion({ now, offer }: Props): JSX.Element {
  const { cleaning } = useTags();
  const modules = now.steps.filter(({ run }) => (run?.changed ?? 0) > 0).map(({ module }) => module);
  const records = recordsOf(offer.records, modules);
  const isAsked = cleaning.cleanups.asked.value.state === 'asked';
  return (
    <Job icon="undo" heading={text('cl_undo_h', { tags: tagsWords(namesOf(now)), records })}>
      <p>
        {text('undo_confirm_p')} {text('cl_undo_p')}
      </p>
      <div class="run-foot">
        <button class="btn" type="button" onClick={() => (cleaning.undoing.value = null)}>
          {text('back')}
        </button>
        <button
          class="btn primary"
          type="button"
          aria-disabled={isAsked || undefined}
          onClick={() => {
            if (!isAsked) inBackground(cleaning.undo(now.cleanup.id), 'UndoQuestion.undo');
          }}
        >
          {text('undo_confirm_btn', { records })}
        </button>
      </div>
    </Job>
  );
}
