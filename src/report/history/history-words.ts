import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { concerned } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { listed } from '../../ui/formats.ts';
import type { Tone } from '../../ui/outcome-words.ts';

/** The names of the removed tags: `Prime, Cold lead`; for an undo `Prime restored`. */
export function whatWords({ chosen, chosenCount, kind }: RunSummary): string {
  const names = chosen.map(({ name }) => shownName(name));
  const rest = chosenCount - names.length;
  const what = listed(rest > 0 ? [...names, text('n_more_tags', { n: rest })] : names);
  return kind === 'undo' ? text('rep_past_undo', { what }) : what;
}

/** The result: `3 of 7 leads · 4 not finished`. The numbers are those of the ledger. */
export function howWords(run: RunSummary): { readonly words: string; readonly tone: Tone } {
  const { counts, module } = run;
  const all = concerned(run);
  const { removed, failed, partly, unknown } = counts;
  const left = failed + partly;
  const of = records(all, module);
  const done =
    removed === all ? text('rep_past_all', { what: of }) : text('rep_past_from', { done: removed, records: of });
  const state = stateWords(run);
  const parts = [
    state,
    left === 0 ? '' : partly === 0 ? plural('rep_past_failed', failed) : plural('rep_past_not_finished', left),
    unknown === 0 ? '' : plural('rep_past_unknown', unknown),
  ].filter((part) => part !== '');
  const words = parts.reduce((how, part) => text('rep_past_state', { how, state: part }), done);
  return { words, tone: left > 0 ? 'bad' : unknown > 0 ? 'warn' : '' };
}

function stateWords({ state, undoneBy }: RunSummary): string {
  if (undoneBy !== null) return text('undone_run');
  if (state === 'running' || state === 'reading') return text('rep_past_live');
  if (state === 'waiting') return text('rep_past_waiting');
  return state === 'stopped' ? text('rep_past_stopped') : '';
}
