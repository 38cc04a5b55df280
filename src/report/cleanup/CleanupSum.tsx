import type { JSX } from 'preact';
import { number, template, text } from '../../shared/i18n.ts';
import { nouns } from '../../shared/nouns.ts';
import { countsOf, findingRunOf, hasRecords, progressOf } from '../../cleanups/queries/facts.ts';
import { newNameWords, tagLines } from '../../ui/cleanup-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { StoppingNote, WaitNote } from '../../ui/components/WaitNote.tsx';
import { percent } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { type Module, sumOfCounts } from '../../shared/run-summary.ts';
import { useReport } from '../report-context.ts';
import { CleanupActions } from './CleanupActions.tsx';
import { CleanupNotes } from './CleanupNotes.tsx';
import { CleanupUndo } from './CleanupUndo.tsx';
import type { Side } from '../models/ShownCleanupModel.ts';
import { kindOf, onlyModule, tagsOf } from './cleanup-words.ts';

/** The result over all modules and the actions; while the clean-up is live, its progress. */
export function CleanupSum({ now }: { now: CleanupNow }): JSX.Element {
  const { asking, cleanup } = useReport();
  const side = cleanup.side.value;
  const runs = cleanup.all.value.map(({ now: run }) => run);
  const counts = sumOfCounts(runs);
  const kind = kindOf(now.cleanup, side);
  const isLive = now.phase !== 'ended' && (side === 'undo') === now.cleanup.isUndo;
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  const state = isLive ? ('running' as const) : now.cleanup.left.length > 0 ? ('stopped' as const) : ('done' as const);
  const isAsking = asking.value === 'undo' && cleanup.offer.value !== null;
  const sum = { kind, state, total, counts, chosenCount: tagsOf(now).length };
  // While all is to do there is nothing to add up.
  const hasSum = total > 0 && counts.pending < total && now.phase !== 'finding' && now.phase !== 'asking';
  return (
    <>
      {isLive && now.phase !== 'asking' ? <Live now={now} /> : null}
      <div class="run-sum">
        {hasSum ? <Ledger run={sum} /> : null}
        {isAsking ? null : <CleanupActions now={now} />}
      </div>
      {isAsking ? <CleanupUndo now={now} /> : null}
      {isLive ? null : <TagList now={now} side={side} />}
      <CleanupNotes now={now} />
    </>
  );
}

/** What has become of the tags themselves. */
function TagList({ now, side }: { now: CleanupNow; side: Side }): JSX.Element | null {
  const lines = tagLines({ ...now, cleanup: { ...now.cleanup, isUndo: side === 'undo' } });
  if (lines.length === 0) return null;
  return (
    <ul class="tag-lines">
      {lines.map(({ key, words, isProblem }) => (
        <li key={key} class={isProblem ? 'warn' : 'ok'}>
          <Icon name={isProblem ? 'warn' : 'check'} />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

/** Its progress over all modules, read aloud at each quarter, and why it waits. */
function Live({ now }: { now: CleanupNow }): JSX.Element {
  const { reserve } = useReport();
  const { cleanup, steps, phase, live, isStopping, waiting } = now;
  const isPaused = waiting !== null && waiting.why !== null;
  const { done, all } = progressOf(cleanup, steps);
  const isFinding = phase === 'finding';
  const quarter = all === 0 || isFinding ? 0 : Math.floor((done / all) * 4);
  const { failed } = countsOf(cleanup, steps);
  const isOfRecords = hasRecords(cleanup);
  return (
    <div class="stack run-live">
      {isFinding ? (
        <progress class={isPaused ? 'paused' : ''} aria-label={text('clean_label')} />
      ) : (
        <progress
          class={isPaused ? 'paused' : ''}
          value={done}
          max={Math.max(all, 1)}
          aria-label={text('clean_label')}
        />
      )}
      <p class="count-line">
        <span>
          <CountLine now={now} />
        </span>
        <span class="muted">{now.at === null || steps.length < 2 ? '' : placeWords(now, now.at)}</span>
      </p>
      <output class="vh">
        {quarter === 0
          ? ''
          : text(isOfRecords ? 'run_live' : 'clean_live_tags', { percent: percent(quarter, 4), failed })}
      </output>
      {isFinding ? (
        <p class="muted small">{text(cleanup.kind === 'replace' ? 'clean_finding_change_p' : 'clean_finding_p')}</p>
      ) : null}
      {isStopping ? (
        live === null ? null : (
          <StoppingNote run={live} />
        )
      ) : waiting === null ? null : (
        <WaitNote run={waiting} reserve={reserve.value} />
      )}
    </div>
  );
}

/** The progress in numbers; in a replace those of the run at work, because the bar counts each record twice. */
function CountLine({ now }: { now: CleanupNow }): JSX.Element | null {
  const { cleanup, steps, phase, live, work } = now;
  const module = onlyModule(now);
  const found = steps.reduce((sum, step) => sum + (findingRunOf(cleanup, step)?.total ?? 0), 0);
  if (phase === 'finding')
    return <RichText raw={template('clean_found')} values={{ n: <b>{number(found)}</b>, nouns: nouns(module) }} />;
  const { done, all } = progressOf(cleanup, steps);
  if (!hasRecords(cleanup))
    return all < 2 ? null : (
      <RichText raw={template('clean_of_tags')} values={{ done: <b>{number(done)}</b>, all: number(all) }} />
    );
  if (cleanup.kind !== 'replace') return <Counted done={done} all={all} of={module} />;
  if (live === null) return null;
  if (work !== 'put') return <Counted done={live.total - live.counts.pending} all={live.total} of={live.module} />;
  const raw = template('clean_on').replace('{tag}', newNameWords(now));
  const on = live.counts.removed + live.counts['had-none'];
  return (
    <RichText raw={raw} values={{ done: <b>{number(on)}</b>, all: number(live.total), nouns: nouns(live.module) }} />
  );
}

function Counted({ done, all, of }: { done: number; all: number; of: Module | null }): JSX.Element {
  return (
    <RichText raw={template('run_of')} values={{ done: <b>{number(done)}</b>, all: number(all), nouns: nouns(of) }} />
  );
}

function placeWords({ steps }: CleanupNow, at: number): string {
  const module = steps[at]?.module.plural ?? '';
  return text('clean_module', { n: number(at + 1), all: number(steps.length), module });
}

/** Buttons that choose the listed modules. Empty when there is only one module. */
export function ModuleFilter(): JSX.Element | null {
  const { cleanup } = useReport();
  const { all, module } = cleanup;
  const runs = all.value.filter(({ now }) => now.total > 0);
  if (runs.length < 2) return null;
  const total = runs.reduce((sum, { now }) => sum + now.total, 0);
  const choices = [
    { name: null, label: text('tags_all'), n: total },
    ...runs.map(({ run, now }) => ({ name: run.module.apiName, label: run.module.plural, n: now.total })),
  ];
  return (
    <fieldset class="seg">
      <legend class="vh">{text('rep_clean_filter')}</legend>
      {choices.map(({ name, label, n }) => {
        const id = `module-${name ?? 'all'}`;
        return (
          <label key={id} for={id}>
            <input
              type="radio"
              id={id}
              name="module"
              checked={module.value === name}
              onChange={() => {
                module.value = name;
              }}
            />
            <bdi>{label}</bdi> <span class="n">{number(n)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
