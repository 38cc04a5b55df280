import type { JSX } from 'preact';
import type { ErrorData } from '../../shared/errors.ts';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { concerned, settled } from '../../shared/run-facts.ts';
import { inBackground } from '../../shared/notes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { reportUrl } from '../../ui/links.ts';
import { useTags } from '../tags-context.ts';
import { useDraft } from './draft-context.ts';

/** The failure of the offer. A clean-up does not start without one. */
export function OfferRefused(): JSX.Element | null {
  const draft = useDraft();
  const error = draft.offerError.value;
  if (error === null) return null;
  const said = errorText(error);
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong>
        {sentenceGap()}
        {said.todo}
      </p>
      <div class="row">
        <button class="link" type="button" onClick={() => inBackground(draft.price(), 'OfferRefused.price')}>
          {text('try_again')}
        </button>
      </div>
    </Note>
  );
}

/** Another removal of this org is under way. Nothing is queued, and the selection is kept. */
function Busy(): JSX.Element | null {
  const { otherRun } = useTags().cleaning;
  const run = otherRun.value;
  if (run === null) return null;
  return (
    <Note icon="wait" live="status">
      <p>
        <strong>{text('sentence', { text: text('own_busy') })}</strong>
        {sentenceGap()}
        {text('cl_busy_p', { done: settled(run), all: concerned(run) })}
      </p>
      <div class="row">
        <a class="link" href={reportUrl(run.id)} target="_blank" rel="noopener">
          {text('cl_show_it')}
          <span class="vh">{text('new_tab')}</span>
        </a>
      </div>
    </Note>
  );
}

/** The reason of a refused start. */
export function StartRefused(): JSX.Element | null {
  return <NotStarted error={useDraft().error.value} />;
}

/** The same for another sheet. Nothing is queued: the user presses again. */
export function NotStarted({ error }: { error: ErrorData | null }): JSX.Element | null {
  if (error === null) return <Busy />;
  const said = errorText(error);
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong>
        {sentenceGap()}
        {said.todo}
      </p>
    </Note>
  );
}
