import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { lacking } from '../../shared/run-facts.ts';
import { inBackground } from '../../shared/notes.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { day } from '../../ui/formats.ts';
import { tagsUrl } from '../../ui/links.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { nouns } from '../../shared/nouns.ts';
import { canDeleteAgain, canMakeAgain, countsOf, unreadOf } from '../../cleanups/queries/facts.ts';
import { LiveActions } from '../head/LiveActions.tsx';
import { useReport } from '../report-context.ts';
import { onlyModule } from './cleanup-words.ts';

/** The actions for a clean-up: Stop while it is live, the further actions after its end, and the undo. */
export function CleanupActions({ now }: { now: CleanupNow }): JSX.Element {
  return now.phase === 'ended' ? <Ended now={now} /> : <Live now={now} />;
}

function Live({ now: { cleanup, phase, live, waiting, isStopping } }: { now: CleanupNow }): JSX.Element {
  const { cleanups } = useReport();
  return (
    <LiveActions
      live={waiting ?? live}
      isStopping={isStopping}
      stop={() => cleanups.stop(cleanup.id)}
      goOn={cleanups.goOnRun}
      goOnTags={(useReserve) => cleanups.goOn(cleanup.id, useReserve)}
    >
      {phase === 'asking' ? (
        <a class="btn primary" href={tagsUrl({ connectionId: cleanup.connectionId })}>
          {text('rep_clean_answer')}
        </a>
      ) : null}
    </LiveActions>
  );
}

/**
 * Records with an unknown result are checked before anything is sent again. The rest is sent before failed records are
 * sent again.
 */
function Ended({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup: shown, cleanups, asking } = useReport();
  const { cleanup, steps } = now;
  const { id } = cleanup;
  const counts = countsOf(cleanup, steps);
  const { retried } = shown.unfinished.value;
  const rest = counts['not-sent'] + counts.pending;
  const failed = counts.failed + counts.partly;
  const isNewer = (shown.side.value === 'undo') === cleanup.isUndo;
  const ways: { readonly label: string; readonly press: () => Promise<unknown> }[] = [];
  if (isNewer && counts.unknown > 0)
    ways.push({
      label: plural('check_unknown', counts.unknown, { nouns: nouns(onlyModule(now)) }),
      press: () => cleanups.check(id),
    });
  if (isNewer && cleanup.left.length > 0)
    ways.push({
      // In a replace the rest has more records than were not begun.
      label: rest === 0 || cleanup.kind !== 'retire' ? text('rep_clean_go_on') : plural('stopped_on', rest),
      press: () => cleanups.goOn(id),
    });
  // Making the tags again also sends failed records again.
  if (isNewer && canMakeAgain(cleanup, steps))
    ways.push({ label: text('un_make_again'), press: () => cleanups.retry(id) });
  else if (isNewer && retried > 0)
    ways.push({
      label: retried === failed ? plural('retry_failed', failed) : text('retry_some', { n: retried, all: failed }),
      press: () => cleanups.retry(id),
    });
  // Trying again also puts back tags that went by mistake, and reads modules that could not be read.
  const isAgain = shown.parts.value.some((run) => lacking(run) > 0) || unreadOf(cleanup, steps).length > 0;
  if (isNewer && ways.length === 0 && (isAgain || canDeleteAgain(cleanup, steps)))
    ways.push({ label: text(isAgain ? 'try_again' : 'cl_delete_again'), press: () => cleanups.retry(id) });
  const offer = shown.offer.value;
  const isOver = offer === null || offer.until < Date.now();
  return (
    <div class="row run-acts">
      {ways.map(({ label, press }, place) => (
        <button
          key={label}
          class={`btn ${place === 0 ? 'primary' : ''}`}
          type="button"
          onClick={() => inBackground(press(), 'CleanupActions.press')}
        >
          {label}
        </button>
      ))}
      {offer === null ? null : (
        <span class="undo-pair">
          <button class="btn" type="button" onClick={() => (asking.value = 'undo')}>
            <Icon name="undo" />
            {text('undo')}
          </button>
          {isOver ? null : <span class="muted small">{text('undo_date', { date: day(offer.until, Date.now()) })}</span>}
        </span>
      )}
    </div>
  );
}
