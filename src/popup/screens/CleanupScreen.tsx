import type { JSX } from 'preact';
import { type CleanupMirror, runAtWork } from '../../shared/cleanup-mirrors.ts';
import { cleanupProgress } from '../../shared/cleanup-progress.ts';
import { number, plural, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { nouns } from '../../shared/nouns.ts';
import type { Module, RunSummary } from '../../shared/run-summary.ts';
import { canTryNow, StoppingNote, type Waiting, WaitNote } from '../../ui/components/WaitNote.tsx';
import { list, percent, timeOfDay } from '../../ui/formats.ts';
import { tagsUrl } from '../../ui/links.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { AskRefused } from '../parts/problems/AskRefused.tsx';
import { usePopup } from '../popup-context.ts';

/** A live clean-up of this org. No removal can start beside it. Its questions are answered on the page of tags. */
export function CleanupScreen({ cleanup }: { cleanup: CleanupMirror }): JSX.Element {
  const { runOf, session, stopCleanup, tryCleanup } = usePopup();
  const run = runAtWork(cleanup, runOf);
  const { isStopping } = cleanup;
  const waiting = isStopping ? null : waitOf(cleanup, run);
  return (
    <>
      <main class="body">
        <Say heading={isStopping ? text('stopping') : headlineOf(cleanup)} isFocused>
          <p class="muted">{placeOf(cleanup)}</p>
        </Say>
        <Progress cleanup={cleanup} isPaused={waiting !== null} />
        {isStopping && run !== undefined ? <StoppingNote run={run} /> : null}
        {waiting === null ? null : <WaitNote run={waiting} reserve={session.settings.value.creditReserve} />}
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
          {waiting?.state === 'waiting' && canTryNow(waiting) ? (
            <button
              class="btn tall"
              type="button"
              onClick={() => inBackground(tryCleanup(cleanup.id), 'CleanupScreen.tryNow')}
            >
              {text('try_now')}
            </button>
          ) : null}
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

/** The wait of its run, or of its change of tags. */
function waitOf(cleanup: CleanupMirror, run: RunSummary | undefined): Waiting | null {
  const { wait, steps, step, startedAt, orgName, userName } = cleanup;
  if (run !== undefined) return run.why === null ? null : run;
  const module = steps[step ?? 0]?.module;
  if (wait === null || module === undefined) return null;
  const { why, until } = wait;
  const none = { id: null, error: null, tries: null, inFlight: 0, creditsLeft: null } as const;
  return { ...none, state: 'waiting', why, until, startedAt, module, orgName, userName };
}

function headlineOf({ phase, kind, work, tags, tagCount, isMerge, newName, isUndo, steps }: CleanupMirror): string {
  // The same name in two modules is two tags, as in the line under the bar.
  const deleted = tagCount === 1 ? 1 : steps.reduce((sum, { all }) => sum + all, 0);
  const names = list(tags.map((name) => text('quoted', { name: shownName(name) })));
  const counted = kind === 'delete' && tagCount > 1 ? deleted : tagCount;
  const what = counted > tags.length ? plural('n_tags', counted) : names;
  const name = newName === null ? '' : text('quoted', { name: shownName(newName) });
  if (phase === 'finding') return text('clean_finding_h', { tags: what });
  if (work === 'make') return text('cl_make_h', { tag: name });
  if (work === 'delete') return text('cl_del_h', { tags: what });
  if (work === 'remake' || (isUndo && kind === 'delete')) return text('un_make_run', { tags: what });
  if (kind === 'rename') return text(isUndo ? 'un_rename_run' : 'cl_rename_h', { old: what, new: name });
  if (phase === 'undoing') return text('clean_undoing_h', { tags: what });
  if (kind === 'delete') return text('cl_del_h', { tags: what });
  if (kind === 'replace')
    return isMerge === true ? text('cl_merge_h', { tag: name }) : text('cl_repl_h', { old: what, new: name });
  return text('clean_removing_h', { tags: what });
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
  const label = text('clean_label');
  if (cleanup.phase === 'finding')
    return (
      <div class="stack">
        <progress class={isPaused ? 'paused' : ''} aria-label={label} />
        <p class="count-line">
          <span>
            <RichText
              raw={template('clean_found')}
              values={{ n: <b>{number(done)}</b>, nouns: nouns(onlyModule(cleanup)) }}
            />
          </span>
        </p>
        <p class="muted small">{text(cleanup.kind === 'replace' ? 'clean_finding_change_p' : 'clean_finding_p')}</p>
      </div>
    );
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  const { failed } = cleanup.counts;
  const hasRecords = cleanup.kind === 'retire' || cleanup.kind === 'replace';
  const spoken = { percent: percent(quarter, 4), failed };
  return (
    <div class="stack">
      <progress class={isPaused ? 'paused' : ''} value={done} max={Math.max(all, 1)} aria-label={label} />
      <p class="count-line">
        <span>
          <CountLine cleanup={cleanup} done={done} all={all} />
        </span>
      </p>
      <output class="vh">{quarter === 0 ? '' : text(hasRecords ? 'run_live' : 'clean_live_tags', spoken)}</output>
    </div>
  );
}

/** The progress in numbers; in a replace those of the run at work, because the bar counts each record twice. */
function CountLine({ cleanup, done, all }: { cleanup: CleanupMirror; done: number; all: number }): JSX.Element | null {
  const { runOf } = usePopup();
  const { kind, work, newName } = cleanup;
  const run = runAtWork(cleanup, runOf);
  if (kind === 'rename' || kind === 'delete')
    return all < 2 ? null : <Counted raw={template('clean_of_tags')} done={done} all={all} of={null} />;
  if (kind === 'retire') return <Counted raw={template('run_of')} done={done} all={all} of={onlyModule(cleanup)} />;
  if (run === undefined) return null;
  const { counts, total, module } = run;
  if (work !== 'put') return <Counted raw={template('run_of')} done={total - counts.pending} all={total} of={module} />;
  const raw = template('clean_on').replace('{tag}', text('quoted', { name: shownName(newName ?? '') }));
  return <Counted raw={raw} done={counts.removed + counts['had-none']} all={total} of={module} />;
}

interface CountedProps {
  readonly raw: string;
  readonly done: number;
  readonly all: number;
  readonly of: Module | null;
}

function Counted({ raw, done, all, of }: CountedProps): JSX.Element {
  return <RichText raw={raw} values={{ done: <b>{number(done)}</b>, all: number(all), nouns: nouns(of) }} />;
}

function onlyModule({ steps }: CleanupMirror): Module | null {
  const [first, ...others] = steps;
  return first !== undefined && others.length === 0 ? first.module : null;
}
