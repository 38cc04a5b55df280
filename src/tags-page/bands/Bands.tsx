import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { progressOf } from '../../cleanups/queries/facts.ts';
import { sentenceGap, template, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { percent } from '../../ui/formats.ts';
import { errorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { useTags } from '../tags-context.ts';
import { cleanupWords } from '../words/ended-words.ts';
import { AskingBand } from './AskingBand.tsx';
import { BackBands } from './BackBands.tsx';
import { EndedBand } from './EndedBand.tsx';
import { BandFocus } from './Job.tsx';
import { WorkingBand } from './WorkingBand.tsx';

/** The bands over the list: the clean-up of this org, and one line for one of another org. */
export function Bands(): JSX.Element {
  const { cleaning } = useTags();
  const shown = cleaning.shown.value;
  const other = cleaning.elsewhere.value;
  const error = cleaning.cleanups.error.value ?? cleaning.cleanups.refusal.value;
  // The band that says it is new, so that its words alone would not be read out.
  const end = shown?.phase === 'ended' ? cleanupWords(shown).headline : '';
  return (
    <>
      <output class="vh">{end}</output>
      {shown === null ? null : <Band key={shown.cleanup.id} now={shown} />}
      {cleaning.active.value === null ? <BackBands /> : null}
      {other === null ? null : <Elsewhere now={other} />}
      {error === null ? null : (
        <Note tone="bad" icon="bad" live="alert">
          <p>
            <strong>{text('sentence', { text: errorText(error).headline })}</strong>
            {sentenceGap()}
            {errorText(error).todo}
          </p>
        </Note>
      )}
    </>
  );
}

function Band({ now }: { now: CleanupNow }): JSX.Element {
  const hasFocus = useRef(false);
  return (
    <BandFocus.Provider value={hasFocus}>
      {now.phase === 'asking' ? (
        <AskingBand now={now} />
      ) : now.phase === 'ended' ? (
        <EndedBand now={now} />
      ) : (
        <WorkingBand now={now} />
      )}
    </BandFocus.Provider>
  );
}

/** The org and the progress of a clean-up in another connection. */
function Elsewhere({ now: { cleanup, steps } }: { now: CleanupNow }): JSX.Element {
  const { connections, showConnection } = useTags();
  const { done, all } = progressOf(cleanup, steps);
  const isKnown = connections.value.some(({ id }) => id === cleanup.connectionId);
  const org = { org: <Name>{cleanup.org.name}</Name>, env: text(`env_${cleanup.org.environment}`) };
  return (
    <Note icon="wait" live="status">
      <p>
        {cleanup.kind === 'retire' ? (
          <RichText raw={template('tags_other_run')} values={{ ...org, done, all }} />
        ) : (
          <RichText raw={template('tags_other_part')} values={{ ...org, percent: percent(done, all) }} />
        )}
      </p>
      {isKnown ? (
        <div class="row">
          <button class="link" type="button" onClick={() => showConnection(cleanup.connectionId)}>
            {text('cl_show_it')}
          </button>
        </div>
      ) : null}
    </Note>
  );
}
