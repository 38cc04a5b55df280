import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import {
  canTryNow,
  isHeldUp,
  StoppingNote,
  waitHeadline,
  WaitNote,
  waitsForUser,
} from '../../ui/components/WaitNote.tsx';
import { timeOfDay } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { SignIn } from '../frame/SignIn.tsx';
import { useTags } from '../tags-context.ts';
import { tagsWords } from '../words/cleanup-words.ts';
import { namesOf } from '../words/ended-words.ts';
import { FoundTable } from './FoundTable.tsx';
import { Job } from './Job.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { Progress } from './Progress.tsx';

/** A clean-up under way or waiting: its progress, and its modules on demand. */
export function WorkingBand({ now }: { now: CleanupNow }): JSX.Element {
  const isOpen = useSignal(false);
  const { live, isStopping, phase } = now;
  const isHeld = live !== null && isHeldUp(live);
  const waiting = live !== null && !isStopping && (live.why !== null || isHeld) ? live : null;
  const isCalm = !isStopping && (waiting === null || isHeld);
  const heading = isCalm ? workWords(now) : isStopping ? text('stopping') : waitHeadline(live?.why ?? null);
  const before = isCalm ? '' : text('sentence', { text: workWords(now) });
  return (
    <Job heading={heading}>
      <p class="muted">{[before, ...whereWords(now)].filter((part) => part !== '').join(' ')}</p>
      <Progress now={now} isPaused={waiting !== null} />
      {isStopping ? <Stopping live={live} /> : null}
      {waiting === null ? null : <Waiting run={waiting} />}
      {isOpen.value ? phase === 'finding' ? <FoundTable now={now} /> : <OutcomeTable now={now} /> : null}
      <div class="run-foot">
        <Buttons now={now} waiting={waiting} />
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
        <span class="muted small">{text('run_close')}</span>
      </div>
    </Job>
  );
}

/** The current work as a headline. */
function workWords(now: CleanupNow): string {
  const tags = tagsWords(namesOf(now));
  if (now.phase === 'finding') return text('cl_finding', { tags });
  return text(now.phase === 'undoing' ? 'cl_undo_run' : 'cl_run_h', { tags });
}

/** The current module and the time of the start. */
function whereWords({ cleanup, steps, at, phase }: CleanupNow): readonly string[] {
  const step = at === null ? undefined : steps[at];
  const isFinding = phase === 'finding';
  return [
    isFinding ? text('cl_finding_p') : '',
    step === undefined || at === null || steps.length < 2
      ? ''
      : text('cl_module', { n: at + 1, all: steps.length, module: shownName(step.module.plural) }),
    isFinding ? '' : text('cl_started', { time: timeOfDay(cleanup.undoneAt ?? cleanup.startedAt) }),
  ];
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

function Waiting({ run }: { run: RunSummary }): JSX.Element {
  const { cleaning } = useTags();
  return <WaitNote run={run} reserve={cleaning.reserve.value} />;
}

/** Stop, and what only the user can do about a wait. */
function Buttons({ now, waiting }: { now: CleanupNow; waiting: RunSummary | null }): JSX.Element {
  const { cleanups } = useTags().cleaning;
  const { cleanup, isStopping } = now;
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
        <button
          class="btn"
          type="button"
          onClick={() => inBackground(cleanups.goOnRun(waiting.id, true), 'WorkingBand.useReserve')}
        >
          {text('wait_credits_btn')}
        </button>
      ) : null}
      {waiting !== null && canTryNow(waiting) ? (
        <button
          class="btn"
          type="button"
          onClick={() => inBackground(cleanups.goOnRun(waiting.id), 'WorkingBand.tryNow')}
        >
          {text('try_now')}
        </button>
      ) : null}
    </>
  );
}
