import type { JSX } from 'preact';
import { plural, sentenceGap, sentences, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { nouns, records } from '../../shared/nouns.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import type { RunSummary, WaitReason } from '../../shared/run-summary.ts';
import { type ErrorText, errorText } from '../error-text.ts';
import { countdown, timeOfDay } from '../formats.ts';
import { RichText } from '../rich-text.tsx';
import { Note } from './Note.tsx';
import { useEffect, useState } from 'preact/hooks';

/** Why a run waits, as a headline. */
export function waitHeadline(why: WaitReason | null): string {
  switch (why) {
    case 'rate-limit':
      return text('wait_rate_h');
    case 'offline':
      return text('wait_offline_h');
    case 'sign-in':
      return text('wait_signin_h');
    case 'credits':
      return text('wait_credits_h');
    case 'org':
      return text('wait_org_h');
    case 'user':
      return text('wait_user_h');
    case 'checking':
      return text('wait_checking_h');
    case 'zoho':
    case null:
      return text('wait_zoho_h');
  }
}

/** Whether only the user can end the wait, by a sign-in. */
export function waitsForUser({ why }: Pick<RunSummary, 'why'>): boolean {
  return why === 'sign-in' || why === 'org' || why === 'user';
}

/** Whether a run waits for Zoho or the network. The user may then have it tried at once. */
export function canTryNow({ why }: Pick<RunSummary, 'why'>): boolean {
  return why === 'zoho' || why === 'rate-limit' || why === 'offline';
}

/** What a wait is told from: a run, or a clean-up that changes tags, which has no id of a run. */
export interface Waiting extends Pick<
  RunSummary,
  | 'state'
  | 'why'
  | 'until'
  | 'error'
  | 'tries'
  | 'inFlight'
  | 'creditsLeft'
  | 'startedAt'
  | 'module'
  | 'orgName'
  | 'userName'
> {
  readonly id: string | null;
}

interface Props {
  readonly run: Waiting;
  /** Credits that the settings reserve for other tools. */
  readonly reserve: number;
}

/** How a wait ends, or what holds the run up: a date instead of a spinner, or the user's next step. */
export function WaitNote({ run, reserve }: Props): JSX.Element {
  if (isHeldUp(run) && run.error !== null) return <HeldUp error={run.error} />;
  const why = run.why ?? 'zoho';
  switch (why) {
    case 'rate-limit':
      return <Timed until={run.until} words={text('wait_rate_p')} />;
    case 'zoho': {
      const tries = run.tries === null ? '' : text('wait_zoho_try', { n: run.tries.n, max: run.tries.of });
      return <Timed until={run.until} words={sentences([causeOf(run), tries])} />;
    }
    case 'checking': {
      const n = run.inFlight;
      const words =
        n === 0
          ? text('checking_plain')
          : text('sentence', { text: text('checking', { records: records(n, run.module) }) });
      return <Timed until={run.until} words={words} />;
    }
    case 'offline':
      return (
        <Said
          strong={text('wait_offline_b')}
          words={run.startedAt === null ? '' : text('wait_offline_p', { nouns: nouns(run.module) })}
        />
      );
    case 'credits':
      return <Credits run={run} reserve={reserve} />;
    case 'sign-in':
      return (
        <Said
          strong={refusalOf(run)?.headline ?? text('wait_signin_b')}
          words={run.startedAt === null ? '' : text('wait_signin_p')}
          isAlert
        />
      );
    case 'org': {
      const refusal = refusalOf(run);
      if (refusal !== null) return <Said strong={refusal.headline} words={refusal.todo} isAlert />;
      return (
        <Said strong={text('wait_org_b')} words={text('wait_org_p', { wanted: shownName(run.orgName) })} isAlert />
      );
    }
    case 'user':
      return (
        <Said
          strong={text('wait_user_b', { org: shownName(run.orgName) })}
          words={text('wait_user_p', { wanted: shownName(run.userName) })}
          isAlert
        />
      );
  }
}

/** The thing that Zoho sent instead of an answer, if it sent something. */
function causeOf({ error }: Waiting): string {
  const isSaid = error?.code === 'unreadable' || error?.code === 'zoho-down';
  return isSaid ? text('sentence', { text: errorText(error).headline }) : '';
}

/** The plain cases of the two waits, which have texts of their own. */
const PLAIN: readonly string[] = [
  'signed-out',
  'sign-in-throttled',
  'consent-busy',
  'other-org',
  'other-user',
] satisfies ErrorCode[];

/** Why the sign-in was refused, except where Zoho just asks the user again. The headline is a sentence. */
function refusalOf({ error }: Waiting): Pick<ErrorText, 'headline' | 'todo'> | null {
  if (error === null || PLAIN.includes(error.code)) return null;
  const { headline, todo } = errorText(error as ErrorData);
  return { headline: text('sentence', { text: headline }), todo };
}

/** Whether a run that does not wait fails again and again because of one of the browser's stores. */
export function isHeldUp({ state, why, error }: Pick<RunSummary, 'state' | 'why' | 'error'>): boolean {
  return (state === 'running' || state === 'reading') && why === null && error !== null;
}

function HeldUp({ error }: { error: ErrorData }): JSX.Element {
  const { headline, todo } = errorText(error);
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('sentence', { text: headline })}</strong>
        {sentenceGap()}
        {todo}
        {sentenceGap()}
        {text('wait_by_itself')}
      </p>
    </Note>
  );
}

/** The wait of a stopping run; nothing without one. */
export function StoppingNote({ run: { inFlight, why, until } }: { run: RunSummary }): JSX.Element | null {
  const isLooking = why === 'checking' && until !== null;
  if (inFlight === 0 && !isLooking) return null;
  return (
    <Note icon="wait" live="status">
      <p>{isLooking ? text('stopping_look', { time: timeOfDay(until) }) : plural('stopping_p', inFlight)}</p>
    </Note>
  );
}

/** A wait that ends by itself, and its reason. */
export function Timed({ until, words }: { until: number | null; words: string }): JSX.Element {
  const now = useNow(until !== null);
  return (
    <Note tone="warn" icon="wait" live="status">
      <p>
        {until === null || until <= now ? (
          <strong>{text('wait_by_itself')}</strong>
        ) : (
          <strong>
            <RichText
              raw={template('wait_until')}
              values={{
                time: timeOfDay(until),
                countdown: (
                  <span role="timer" class="n">
                    {countdown(until - now)}
                  </span>
                ),
              }}
            />
          </strong>
        )}
        {sentenceGap()}
        {words}
      </p>
    </Note>
  );
}

function Said({ strong, words, isAlert = false }: { strong: string; words: string; isAlert?: boolean }): JSX.Element {
  return (
    <Note tone="warn" icon={isAlert ? 'key' : 'offline'} live={isAlert ? 'alert' : 'status'}>
      <p>
        <strong>{strong}</strong>
        {sentenceGap()}
        {words}
      </p>
    </Note>
  );
}

function Credits({ run: { creditsLeft, until }, reserve }: Props): JSX.Element {
  return (
    <Note tone="warn" icon="wait" live="status">
      <p>
        <strong>
          {creditsLeft === null
            ? text('wait_credits_none')
            : text('wait_credits_b', { left: plural('n_credits', creditsLeft) })}
        </strong>
        {sentenceGap()}
        {until === null
          ? text('wait_credits_p_plain', { reserve })
          : text('wait_credits_p', { reserve, time: timeOfDay(until) })}
      </p>
    </Note>
  );
}

/** The time, updated each second while a countdown shows. */
function useNow(isCounting: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return now;
}
