import type { JSX } from 'preact';
import { plural, pluralTemplate, sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { IconName } from '../../ui/components/Icon.tsx';
import { CameBackBy } from '../../ui/components/CameBack.tsx';
import { Gist } from '../../ui/components/Gist.tsx';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { MistakeNote } from '../../ui/components/MistakeNote.tsx';
import { NamesakesNote } from '../../ui/components/NamesakesNote.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { Say } from '../parts/frame/Say.tsx';
import type { Tone } from '../../ui/outcome-words.ts';
import { reportUrl } from '../../ui/links.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { endedWords, gist } from '../../ui/run-words.ts';
import { AskRefused } from '../parts/problems/AskRefused.tsx';
import { EndedFoot } from '../parts/ended/EndedFoot.tsx';
import { ErrorButton } from '../parts/problems/ErrorButton.tsx';
import { Failures } from '../parts/ended/Failures.tsx';
import { Tools } from '../parts/ended/Tools.tsx';
import { usePopup } from '../popup-context.ts';
import { PermissionScreen } from './ErrorScreen.tsx';
import { UndoScreen } from './UndoScreen.tsx';
import { inBackground } from '../../shared/notes.ts';

/** The end of a run: headline, sum, failures first, and the undo. */
export function EndedScreen({ run }: { run: RunSummary }): JSX.Element {
  const { isUndoing, failures, more, runs } = usePopup();
  const permissions = permissionsOf(run);
  if (isUndoing.value) return <UndoScreen run={run} />;
  if (permissions.length > 0) return <Refused run={run} permissions={permissions} />;
  const said = endedWords(run);
  const isWell = run.undoneBy === null && said.tone === 'ok';
  const summary = isWell ? gist(run, Date.now()) : null;
  const groups = failures.groups.value;
  // Here a retry is the same as continuing, whose button is at the foot.
  const action = said.error?.action === 'try-again' ? null : (said.error?.action ?? null);
  return (
    <>
      <main class="body">
        <Say tone={said.tone} icon={iconOf(run, said.tone)} heading={said.headline} isFocused>
          {said.sentences.length === 0 ? null : <p>{sentences(said.sentences)}</p>}
          {said.error === null ? null : <p>{said.error.todo}</p>}
          <Undone by={run.undoneBy} />
        </Say>
        {action === null ? null : (
          <div class="row">
            <ErrorButton
              action={action}
              error={errorOf(run)}
              connectionId={run.connectionId}
              onRetry={() => inBackground(more(run.id), 'EndedScreen.more')}
            />
          </div>
        )}
        {summary === null ? null : <Gist words={summary} />}
        <Ledger run={run} />
        <MistakeNote run={run} />
        <NamesakesNote run={run} use={() => inBackground(runs.useNamesakes(run.id), 'EndedScreen.useNamesakes')} />
        <CameBack run={run} />
        <Failures run={run} groups={groups} />
        <SeeRest run={run} />
        <Tools run={run} groups={groups} hasCopy={summary === null} />
      </main>
      <EndedFoot run={run} />
    </>
  );
}

function errorOf(run: RunSummary): ErrorData {
  return run.error ?? { code: 'unexpected', details: {} };
}

function permissionsOf(run: RunSummary): readonly string[] {
  const isRefused = run.state === 'stopped' && run.error?.code === 'no-permission' && run.counts.removed === 0;
  return isRefused ? (errorOf(run).details.permissions ?? []) : [];
}

/** Missing rights of a profile refuse a whole run, so only the rights are shown. */
function Refused({ run, permissions }: { run: RunSummary; permissions: readonly string[] }): JSX.Element {
  const { runs } = usePopup();
  return (
    <PermissionScreen permissions={permissions} onRetry={() => inBackground(runs.goOn(run.id), 'EndedScreen.goOn')}>
      <AskRefused />
    </PermissionScreen>
  );
}

/** The tags are back, so the summary of the removal is left out. */
function Undone({ by }: { by: string | null }): JSX.Element | null {
  return by === null ? null : (
    <p>
      {text('rep_undone')}
      {sentenceGap()}
      <a class="link" href={reportUrl(by)} target="_blank" rel="noopener">
        {text('rep_undone_link')}
        <span class="vh">{text('new_tab')}</span>
      </a>
    </p>
  );
}

function iconOf({ kind, state, counts }: RunSummary, tone: Tone): IconName | null {
  if (tone === 'warn') return counts.unknown > 0 ? 'ask' : counts.partly > 0 ? 'half' : 'warn';
  if (tone !== '') return tone;
  if (state === 'stopped') return 'bad';
  return kind === 'undo' ? 'undo' : null;
}

/** Tags that automation put back within two minutes. */
function CameBack({ run }: { run: RunSummary }): JSX.Element | null {
  const came = run.cameBack;
  if (came === null || came.records === 0) return null;
  return (
    <Note tone="warn" icon="warn" live="status">
      <p>
        <RichText
          raw={pluralTemplate('came_back', came.records)}
          values={{ records: records(came.records, run.module), tag: <Name>{came.tag}</Name> }}
        />
      </p>
      <CameBackBy {...came} />
    </Note>
  );
}

/** Leads to the report, which lists records with an unknown outcome. */
function SeeRest({ run }: { run: RunSummary }): JSX.Element | null {
  const { counts, module } = run;
  if (counts['not-sent'] + counts.unknown === 0) return null;
  const rest = counts.failed + counts.partly + counts['not-sent'] + counts.unknown;
  return (
    <p>
      <a class="link" href={reportUrl(run.id)} target="_blank" rel="noopener">
        {plural('see_rest', rest, { records: records(rest, module) })}
        <span class="vh">{text('new_tab')}</span>
      </a>
    </p>
  );
}
