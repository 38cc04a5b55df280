import type { JSX } from 'preact';
import {
  canContinue,
  canDeleteAgain,
  canMakeAgain,
  countsOf,
  hasRecords,
  undoOffer,
  unreadOf,
} from '../../cleanups/queries/facts.ts';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { noun, nouns } from '../../shared/nouns.ts';
import { lacking } from '../../shared/run-facts.ts';
import { shownName } from '../../shared/names.ts';
import { tagsWords, undoUntilWords } from '../../ui/cleanup-words.ts';
import { CleanupNamesakes } from '../../ui/components/CleanupNamesakes.tsx';
import { Icon } from '../../ui/components/Icon.tsx';
import { MistakeNote } from '../../ui/components/MistakeNote.tsx';
import { day } from '../../ui/formats.ts';
import { cleanupUrl } from '../../ui/links.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';
import { cleanupWords, runsOf } from '../words/ended-words.ts';
import { FailedGroups } from './FailedGroups.tsx';
import { Job, leaveBands } from './Job.tsx';
import { hasTable, OutcomeTable } from './OutcomeTable.tsx';
import { TagLines } from './TagLines.tsx';
import { UndoQuestion } from './UndoQuestion.tsx';

const ICONS = { ok: 'ok', bad: 'bad', warn: 'warn' } as const;

/** The end of a clean-up: the result by module and outcome, the reasons of failures, the next steps, and Undo. */
export function EndedBand({ now }: { now: CleanupNow }): JSX.Element {
  const { undoing, cleanups } = useTags().cleaning;
  const { cleanup, steps } = now;
  const offer = undoOffer(cleanup, steps, cleanups.historyDays.value);
  if (offer !== null && undoing.value === cleanup.id) return <UndoQuestion now={now} offer={offer} />;
  const { tone, headline, sentences: ended } = cleanupWords(now);
  const runs = runsOf(now);
  const said = sentences([...ended, roomWords(now, useTags())]);
  return (
    <Job heading={headline} tone={tone} icon={cleanup.isUndo ? 'undo' : tone === '' ? null : ICONS[tone]}>
      {said === '' ? null : <output>{said}</output>}
      {hasTable(now) ? <OutcomeTable now={now} /> : null}
      <FailedGroups now={now} />
      <TagLines now={now} />
      {runs.map((run) => (
        <MistakeNote key={run.id} run={run} />
      ))}
      <CleanupNamesakes now={now} use={cleanups.useNamesakes} />
      <Actions now={now} offer={offer} />
    </Job>
  );
}

/** How much room a module has after a retire has deleted a tag there; empty for several. */
function roomWords({ cleanup, steps }: CleanupNow, { org }: TagsPageData): string {
  if (cleanup.kind !== 'retire') return '';
  const [only, ...others] = steps.filter(({ tags }) => (tags?.deleted ?? []).length > 0);
  const [tag, ...more] = only?.tags?.deleted ?? [];
  const module = org.modules.value.find(({ apiName }) => apiName === only?.module.apiName);
  const limit = module?.room.allowed ?? null;
  if (cleanup.isUndo || only === undefined || tag === undefined || module === undefined || limit === null) return '';
  if (others.length + more.length > 0) return '';
  const rows = org.rows.value.get(module.apiName) ?? [];
  const n = rows.filter(({ id }) => id !== tag.id).length;
  return text('cl_done_room', { tag: tagsWords([tag.name]), module: shownName(module.plural), n, limit });
}

interface Way {
  readonly label: string;
  readonly isAgain: boolean;
  readonly press: () => Promise<unknown>;
}

/** The next steps in order: unclear records, then the rest, then failures. */
function waysOn({ cleanup, steps }: CleanupNow, { cleanups, retried }: TagsPageData['cleaning']): readonly Way[] {
  const { id } = cleanup;
  const counts = countsOf(cleanup, steps);
  const runs = runsOf({ cleanup, steps });
  const module = steps.length === 1 ? (steps[0]?.module ?? null) : null;
  const rest = counts['not-sent'] + counts.pending;
  const again = retried.value;
  const failed = counts.failed + counts.partly;
  const ways: Way[] = [];
  if (counts.unknown > 0) {
    const names = counts.unknown === 1 ? noun(module) : nouns(module);
    const label = plural('check_unknown', counts.unknown, { nouns: names });
    ways.push({ label, isAgain: true, press: () => cleanups.check(id) });
  }
  if (canContinue(cleanup)) {
    const isBegun = runs.some(({ startedAt }) => startedAt !== null);
    // What has both tags is continued with, too, so a number of the rest would be too small.
    const isCounted = rest > 0 && isBegun && cleanup.kind === 'retire';
    const label = isCounted ? plural('stopped_on', rest) : text('cl_continue');
    ways.push({ label, isAgain: false, press: () => cleanups.goOn(id) });
  }
  // Making the tags again also sends failed records again.
  if (canMakeAgain(cleanup, steps))
    ways.push({ label: text('un_make_again'), isAgain: true, press: () => cleanups.retry(id) });
  else if (again > 0) {
    const isAll = again === failed;
    const label = isAll ? plural('retry_failed', again) : text('retry_some', { n: again, all: failed });
    ways.push({ label, isAgain: true, press: () => cleanups.retry(id) });
  } else if (ways.length === 0 && (runs.some((run) => lacking(run) > 0) || unreadOf(cleanup, steps).length > 0))
    // Trying again also puts back tags that went by mistake, and reads modules that could not be read.
    ways.push({ label: text('try_again'), isAgain: true, press: () => cleanups.retry(id) });
  else if (ways.length === 0 && canDeleteAgain(cleanup, steps))
    ways.push({ label: text('cl_delete_again'), isAgain: true, press: () => cleanups.retry(id) });
  return ways;
}

interface ActionsProps {
  readonly now: CleanupNow;
  readonly offer: ReturnType<typeof undoOffer>;
}

function Actions({ now, offer }: ActionsProps): JSX.Element {
  const { cleaning, now: time } = useTags();
  const { id } = now.cleanup;
  const hasReport = !hasRecords(now.cleanup) || hasTable(now);
  const until = offer === null || offer.until < time() ? null : day(offer.until, time());
  return (
    <div class="run-foot">
      {waysOn(now, cleaning).map(({ label, isAgain, press }, place) => (
        <button
          key={label}
          class={`btn ${place === 0 ? 'primary' : ''}`}
          type="button"
          onClick={() => inBackground(press(), 'EndedBand.press')}
        >
          {isAgain ? <Icon name="retry" /> : null}
          {label}
        </button>
      ))}
      {offer === null ? null : (
        <button class="btn" type="button" onClick={() => (cleaning.undoing.value = id)}>
          <Icon name="undo" />
          {text('undo')}
        </button>
      )}
      <button
        class="btn quiet"
        type="button"
        onClick={() => {
          leaveBands();
          cleaning.close(id);
        }}
      >
        {text('one_close')}
      </button>
      {hasReport ? (
        <a class="btn quiet" href={cleanupUrl(id)} target="_blank" rel="noopener">
          <Icon name="list" />
          {text('open_report')}
          <span class="vh">{text('new_tab')}</span>
        </a>
      ) : null}
      {until === null ? null : <span class="muted small">{undoUntilWords(offer?.remade ?? [], until)}</span>}
    </div>
  );
}
