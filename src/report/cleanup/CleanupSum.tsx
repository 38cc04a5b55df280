import type { JSX } from 'preact';
import { number, template, text } from '../../shared/i18n.ts';
import { nouns } from '../../shared/nouns.ts';
import { progressOf } from '../../cleanups/queries/facts.ts';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { isHeldUp, StoppingNote, WaitNote } from '../../ui/components/WaitNote.tsx';
import { percent } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { sumOfCounts } from '../../shared/run-summary.ts';
import { useReport } from '../report-context.ts';
import { CleanupActions } from './CleanupActions.tsx';
import { CleanupNotes } from './CleanupNotes.tsx';
import { CleanupUndo } from './CleanupUndo.tsx';
import { onlyModule, tagsOf } from './cleanup-words.ts';

/** The result over all modules and the actions; while the clean-up is live, its progress. */
export function CleanupSum({ now }: { now: CleanupNow }): JSX.Element {
  const { asking, cleanup } = useReport();
  const side = cleanup.side.value;
  const runs = cleanup.all.value.map(({ now: run }) => run);
  const counts = sumOfCounts(runs);
  const kind = side === 'undo' ? ('undo' as const) : ('removal' as const);
  const isLive = now.phase !== 'ended' && (side === 'undo') === now.cleanup.isUndo;
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  const state = isLive ? ('running' as const) : now.cleanup.left.length > 0 ? ('stopped' as const) : ('done' as const);
  const isAsking = asking.value === 'undo' && cleanup.offer.value !== null;
  const sum = { kind, state, total, counts, chosenCount: tagsOf(now).length };
  return (
    <>
      {isLive && now.phase !== 'asking' ? <Live now={now} /> : null}
      <div class="run-sum">
        {runs.length === 0 || now.phase === 'finding' || now.phase === 'asking' ? null : <Ledger run={sum} />}
        {isAsking ? null : <CleanupActions now={now} />}
      </div>
      {isAsking ? <CleanupUndo now={now} /> : null}
      <CleanupNotes now={now} />
    </>
  );
}

/** Its progress over all modules, read aloud at each quarter, and why it waits. */
function Live({ now }: { now: CleanupNow }): JSX.Element {
  const { reserve } = useReport();
  const { cleanup, steps, phase, live, isStopping } = now;
  const module = onlyModule(now);
  const isPaused = live !== null && live.why !== null && !isStopping;
  const found = steps.reduce((sum, { run }) => sum + (run?.total ?? 0), 0);
  const { done, all } = progressOf(cleanup, steps);
  const isFinding = phase === 'finding';
  const quarter = all === 0 || isFinding ? 0 : Math.floor((done / all) * 4);
  const failed = sumOfCounts(steps.flatMap(({ run, undo }) => (cleanup.isUndo ? undo : run) ?? [])).failed;
  const raw = isFinding ? template('clean_found') : template('run_of');
  const values = isFinding
    ? { n: <b>{number(found)}</b>, nouns: nouns(module) }
    : { done: <b>{number(done)}</b>, all: number(all), nouns: nouns(module) };
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
          <RichText raw={raw} values={values} />
        </span>
        <span class="muted">{now.at === null || steps.length < 2 ? '' : placeWords(now, now.at)}</span>
      </p>
      <output class="vh">{quarter === 0 ? '' : text('run_live', { percent: percent(quarter, 4), failed })}</output>
      {isFinding ? <p class="muted small">{text('clean_finding_p')}</p> : null}
      {live === null ? null : isStopping ? (
        <StoppingNote run={live} />
      ) : live.why !== null || isHeldUp(live) ? (
        <WaitNote run={live} reserve={reserve.value} />
      ) : null}
    </div>
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
