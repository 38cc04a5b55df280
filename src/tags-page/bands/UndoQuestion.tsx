import type { JSX } from 'preact';
import { changedOf, type UndoOffer } from '../../cleanups/queries/facts.ts';
import { undoingPrice } from '../../cleanups/queries/price.ts';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { namesOf, recordsIn, tagsWords } from '../../ui/cleanup-words.ts';
import { aboutWords } from '../../ui/credits-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { undoButton, undoHeading, undoParagraphs } from '../../ui/undo-words.ts';
import { useTags } from '../tags-context.ts';
import { undoWarnings } from '../words/undo-warnings.ts';
import { Job } from './Job.tsx';

interface Props {
  readonly now: CleanupNow;
  readonly offer: UndoOffer;
}

/** An undo cannot be undone, so it is asked for once more, with its number, and with what stands in its way. */
export function UndoQuestion({ now, offer }: Props): JSX.Element {
  const { cleaning, org } = useTags();
  const { cleanup, steps } = now;
  const of = steps.filter((step) => changedOf(cleanup.kind, step) > 0);
  const records = recordsIn(offer.records, of);
  const isAsked = cleaning.cleanups.asked.value.state === 'asked';
  const warnings = undoWarnings(now, offer, { modules: org.modules.value, rows: org.rows.value });
  const said = { now, offer, records };
  const heading = offer.records > 0 ? text('cl_undo_h', { tags: tagsWords(namesOf(now)), records }) : undoHeading(said);
  return (
    <Job icon="undo" heading={heading}>
      {undoParagraphs(said).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {warnings.length === 0 ? null : (
        <ul class="groups">
          {warnings.map((words) => (
            <li key={words} class="warn">
              <Icon name="warn" />
              <p>{words}</p>
            </li>
          ))}
        </ul>
      )}
      <div class="run-foot">
        <button class="btn" type="button" onClick={cleaning.leaveUndo}>
          {text('back')}
        </button>
        <button
          class="btn primary"
          type="button"
          aria-disabled={isAsked || undefined}
          onClick={() => {
            if (!isAsked) inBackground(cleaning.undo(cleanup.id), 'UndoQuestion.undo');
          }}
        >
          {undoButton(said)}
        </button>
        <span class="muted small">{aboutWords(undoingPrice(steps))}</span>
      </div>
    </Job>
  );
}
