import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { hasRecords } from '../../cleanups/queries/facts.ts';
import { sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import {
  canTryNow,
  isHeldUp,
  StoppingNote,
  type Waiting,
  waitHeadline,
  WaitNote,
  waitsForUser,
} from '../../ui/components/WaitNote.tsx';
import { modulesWords, namesOf, newNameWords, tagsWords, workHeadline } from '../../ui/cleanup-words.ts';
import { timeOfDay } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { SignIn } from '../frame/SignIn.tsx';
import { useTags } from '../tags-context.ts';
import { moreFound } from './found-rows.ts';
import { FoundTable } from './FoundTable.tsx';
import { Job } from './Job.tsx';
import { hasTable, OutcomeTable } from './OutcomeTable.tsx';
import { Progress } from './Progress.tsx';

/** A clean-up under way or waiting: its progress, and its modules on demand. */
export function WorkingBand({ now }: { now: CleanupNow }): JSX.Element {
  const isOpen = useSignal(false);
  const { live, isStopping, phase, waiting } = now;
  const isCalm = !isStopping && (waiting === null || isHeldUp(waiting));
  const heading = isCalm ? workWords(now) : isStopping ? text('stopping') : waitHeadline(waiting?.why ?? null);
  const before = isCalm ? '' : text('sentence', { text: workWords(now) });
  const hasDetails = phase === 'finding' || hasTable(now);
  return (
    <Job heading={heading}>
      <p class="muted">{sentences([before, ...whereWords(now)])}</p>
      <Progress now={now} isPaused={waiting !== null} />
      {isStopping ? <Stopping live={live} /> : null}
      {waiting === null ? null : <WaitingNote run={waiting} />}
      <MoreFound now={now} />
      {isOpen.value && hasDetails ? phase === 'finding' ? <FoundTable now={now} /> : <OutcomeTable now={now} /> : null}
      <div class="run-foot">
        <Buttons now={now} waiting={waiting} />
        {hasDetails ? (
          <button
            class="btn quiet"
            type="button"
            aria-expanded={isOpen.value}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            <Icon name={isOpen.value ? 'up' : 'down'} />
            {text('cl_details')}
          </button>
        ) : null}
        <span class="muted small">{text('run_close')}</span>
      </div>
    </Job>
  );
}

/** The current work as a headline. */
function workWords(now: CleanupNow): string {
  const tags = tagsWords(namesOf(now));
  const said = workHeadline(now);
  if (said !== null) return said;
  if (now.phase === 'finding') return text('cl_finding', { tags });
  return text(now.phase === 'undoing' ? 'cl_undo_run' : 'cl_run_h', { tags });
}

/** The current module, what is done there, and the time of the start. */
function whereWords(now: CleanupNow): readonly string[] {
  const { cleanup, steps, at, phase } = now;
  const step = at === null ? undefined : steps[at];
  const isFinding = phase === 'finding';
  const finding = cleanup.kind === 'replace' ? 'cl_finding_change_p' : 'cl_finding_p';
  return [
    isFinding ? text(finding) : '',
    step === undefined || at === null || steps.length < 2
      ? ''
      : text('cl_module', { n: at + 1, all: steps.length, module: shownName(step.module.plural) }),
    partWords(now),
    isFinding ? '' : text('cl_started', { time: timeOfDay(cleanup.undoneAt ?? cleanup.startedAt) }),
  ];
}

/** Which of the two halves of a replace is at work, or which tags an undo has made again. */
function partWords(now: CleanupNow): string {
  const { cleanup, steps, work } = now;
  const tag = newNameWords(now);
  if (work === 'put') return text('mg_step_on', { tag });
  if (work === 'remove' && cleanup.kind === 'replace')
    return text('mg_step_off', { tags: tagsWords(namesOf(now)), tag });
  if (work === 'takeBack') return text('un_step_off', { new: tag });
  if (work !== 'undo') return '';
  const made = steps.filter(({ tags }) => tags?.renewed?.some((one) => one.tag !== null) === true);
  return made.length === 0 ? '' : text('un_run_p', { modules: modulesWords(made.map(({ module }) => module)) });
}

/** More records were found than Zoho counts: told, not asked. */
function MoreFound({ now }: { now: CleanupNow }): JSX.Element | null {
  const { cleanup, steps, phase } = now;
  if (phase !== 'removing' || !hasRecords(cleanup)) return null;
  const more = moreFound(cleanup, steps);
  if (more === null) return null;
  return (
    <Note icon="info" live="status">
      <p>
        {text('cl_more', { n: more.found, all: more.counted })}
        {sentenceGap()}
        {text('cl_more_p')}
      </p>
    </Note>
  );
}

function Stopping({ live }: { live: RunSummary | null }): JSX.Element {
  if (live !== null && (live.inFlight > 0 || (live.why === 'checking' && live.until !== null)))
    return <StoppingNote run={live} />;
  return (
    <Note icon="wait" live="status">
      <p>{text('cl_stopped_soon')}</p>
    </Note>
  );
}

function WaitingNote({ run }: { run: Waiting }): JSX.Element {
  const { cleaning } = useTags();
  return <WaitNote run={run} reserve={cleaning.reserve.value} />;
}

/** Stop, and what only the user can do about a wait. */
function Buttons({ now, waiting }: { now: CleanupNow; waiting: Waiting | null }): JSX.Element {
  const { cleanups } = useTags().cleaning;
  const { cleanup, isStopping } = now;
  const runId = waiting?.id ?? null;
  const goOn = (useReserve: boolean) =>
    runId === null ? cleanups.goOn(cleanup.id, useReserve) : cleanups.goOnRun(runId, useReserve);
  return (
    <>
      {waiting !== null && waitsForUser(waiting) ? <SignIn /> : null}
      <button
        class="btn"
        type="button"
        aria-disabled={isStopping || undefined}
        onClick={() => {
          if (!isStopping) inBackground(cleanups.stop(cleanup.id), 'WorkingBand.stop');
        }}
      >
        {text(isStopping ? 'stopping' : 'stop')}
      </button>
      {waiting?.why === 'credits' ? (
        <button class="btn" type="button" onClick={() => inBackground(goOn(true), 'WorkingBand.useReserve')}>
          {text('wait_credits_btn')}
        </button>
      ) : null}
      {waiting !== null && canTryNow(waiting) ? (
        <button class="btn" type="button" onClick={() => inBackground(goOn(false), 'WorkingBand.tryNow')}>
          {text('try_now')}
        </button>
      ) : null}
    </>
  );
}
