import type { JSX } from 'preact';
import { type CleanupMirror, runAtWork } from '../../shared/cleanup-mirrors.ts';
import { cleanupProgress } from '../../shared/cleanup-progress.ts';
import { number, plural, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { nouns } from '../../shared/nouns.ts';
import { StoppingNote, WaitNote } from '../../ui/components/WaitNote.tsx';
import { list, percent, timeOfDay } from '../../ui/formats.ts';
import { tagsUrl } from '../../ui/links.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { AskRefused } from '../parts/problems/AskRefused.tsx';
import { usePopup } from '../popup-context.ts';

/** A live clean-up of this org. No removal can start beside it. Its questions are answered on the page of tags. */
export function CleanupScreen({ cleanup }: { cleanup: CleanupMirror }): JSX.Element {
  const { runOf, session, stopCleanup } = usePopup();
  const run = runAtWork(cleanup, runOf);
  const { isStopping } = cleanup;
  const isPaused = run !== undefined && run.why !== null && !isStopping;
  return (
    <>
      <main class="body">
        <Say heading={isStopping ? text('stopping') : headlineOf(cleanup)} isFocused>
          <p class="muted">{placeOf(cleanup)}</p>
        </Say>
        <Progress cleanup={cleanup} isPaused={isPaused} />
        {run === undefined ? null : isStopping ? (
          <StoppingNote run={run} />
        ) : isPaused ? (
          <WaitNote run={run} reserve={session.settings.value.creditReserve} />
        ) : null}
      </main>
      <footer class="foot">
        <AskRefused />
        <div class="row fill">
          <button
            class="btn tall"
            type="button"
            aria-disabled={isStopping}
            onClick={() => {
              if (!isStopping) inBackground(stopCleanup(cleanup.id), 'CleanupScreen.stop');
            }}
          >
            {text(isStopping ? 'stopping' : 'stop')}
          </button>
          <a class="btn tall" href={tagsUrl({ connectionId: cleanup.connectionId })} target="_blank" rel="noopener">
            {text('line_show')}
            <span class="vh">{text('new_tab')}</span>
          </a>
        </div>
        <p class="side">{text('run_close')}</p>
      </footer>
    </>
  );
}

function headlineOf({ phase, tags, tagCount }: CleanupMirror): string {
  const names = list(tags.map((name) => text('quoted', { name: shownName(name) })));
  const what = tagCount > tags.length ? plural('n_tags', tagCount) : names;
  if (phase === 'finding') return text('clean_finding_h', { tags: what });
  return text(phase === 'undoing' ? 'clean_undoing_h' : 'clean_removing_h', { tags: what });
}

/** The module at work: `Module 2 of 3: Contacts. Started 14:32`. */
function placeOf({ step, steps, startedAt }: CleanupMirror): string {
  const since = text('clean_started', { time: timeOfDay(startedAt) });
  const module = step === null ? undefined : steps[step]?.module;
  if (module === undefined || step === null || steps.length === 1) return since;
  const of = { n: number(step + 1), all: number(steps.length), module: shownName(module.plural) };
  return text('clean_place', { place: text('clean_module', of), since });
}

/** The progress over all modules, read aloud at each quarter. During the search it is the number of found records. */
function Progress({ cleanup, isPaused }: { cleanup: CleanupMirror; isPaused: boolean }): JSX.Element {
  const { runOf } = usePopup();
  const { done, all } = cleanupProgress(cleanup, runOf);
  const [first, ...others] = cleanup.steps;
  const module = first !== undefined && others.length === 0 ? first.module : null;
  const label = text('clean_label');
  if (cleanup.phase === 'finding')
    return (
      <div class="stack">
        <progress class={isPaused ? 'paused' : ''} aria-label={label} />
        <p class="count-line">
          <span>
            <RichText raw={template('clean_found')} values={{ n: <b>{number(done)}</b>, nouns: nouns(module) }} />
          </span>
        </p>
        <p class="muted small">{text('clean_finding_p')}</p>
      </div>
    );
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  const { failed } = cleanup.counts;
  return (
    <div class="stack">
      <progress class={isPaused ? 'paused' : ''} value={done} max={Math.max(all, 1)} aria-label={label} />
      <p class="count-line">
        <span>
          <RichText
            raw={template('run_of')}
            values={{ done: <b>{number(done)}</b>, all: number(all), nouns: nouns(module) }}
          />
        </span>
      </p>
      <output class="vh">{quarter === 0 ? '' : text('run_live', { percent: percent(quarter, 4), failed })}</output>
    </div>
  );
}
