import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { TAGS_SCOPE } from '../../shared/scopes.ts';
import { CameBackBy } from '../../ui/components/CameBack.tsx';
import { CleanupNamesakes } from '../../ui/components/CleanupNamesakes.tsx';
import { MistakeNote } from '../../ui/components/MistakeNote.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { tagsUrl } from '../../ui/links.ts';
import { endedWords } from '../../ui/run-words.ts';
import { useReport } from '../report-context.ts';

/**
 * Further facts about a clean-up: refused records, why modules stopped, tags that came back, and the removal or undo
 * that belongs to it.
 */
export function CleanupNotes({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup: shown, cleanups, rows } = useReport();
  const refused = cleanups.refusal.value ?? rows.error.value;
  const { error } = now.cleanup;
  const side = shown.side.value;
  const runs = shown.parts.value;
  const isEnded = now.phase === 'ended';
  const isRetire = now.cleanup.kind === 'retire';
  return (
    <>
      {refused === null ? null : <Refused error={refused} now={now} />}
      {!isEnded || error === null ? null : <Refused error={error} now={now} />}
      {runs.map((run) => {
        const stopped = isEnded && error === null && run.stopReason !== null ? endedWords(run).error : null;
        return stopped === null ? null : (
          <Note key={run.id} tone="warn" icon="warn">
            <p>
              <strong>{text('rep_clean_in', { module: shownName(run.module.plural), what: stopped.headline })}</strong>
              {sentenceGap()}
              {stopped.todo}
            </p>
          </Note>
        );
      })}
      {isEnded ? runs.map((run) => <MistakeNote key={run.id} run={run} />) : null}
      <CleanupNamesakes now={now} use={cleanups.useNamesakes} />
      {runs.map(({ id, cameBack, module }) =>
        cameBack === null || cameBack.records === 0 ? null : (
          <Note key={id} tone="warn" icon="warn" live="status">
            <p>
              {plural('came_back', cameBack.records, {
                records: records(cameBack.records, module),
                tag: shownName(cameBack.tag),
              })}
            </p>
            <CameBackBy {...cameBack} />
          </Note>
        ),
      )}
      {now.cleanup.isUndo ? (
        <p class="muted">
          {text(side === 'undo' ? (isRetire ? 'rep_undo_of' : 'rep_clean_undo_of') : 'rep_undone')}
          {sentenceGap()}
          <button
            class="link"
            type="button"
            onClick={() => {
              shown.asked.value = side === 'undo' ? 'removal' : null;
            }}
          >
            {text(side === 'undo' ? (isRetire ? 'rep_undo_of_link' : 'rep_clean_undo_of_link') : 'rep_undone_link')}
          </button>
        </p>
      ) : null}
    </>
  );
}

interface RefusedProps {
  readonly error: ErrorData;
  readonly now: CleanupNow;
}

/** Leads to the consent where the right to change tags is missing. */
function Refused({ error, now: { cleanup } }: RefusedProps): JSX.Element {
  const { headline, records: of, todo } = errorText(error, { now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('opt_result_say', { what: headline })}</strong>
        {sentenceGap()}
        {of}
        {sentenceGap()}
        {todo}
      </p>
      {error.code === 'scope-missing' && error.details.name === TAGS_SCOPE ? (
        <div class="row">
          <a class="link" href={tagsUrl({ connectionId: cleanup.connectionId, asks: 'tags' })}>
            {text('ask_btn')}
          </a>
        </div>
      ) : null}
    </Note>
  );
}
