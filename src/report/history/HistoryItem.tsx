import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { reportUrl } from '../../ui/links.ts';
import { Name } from '../../ui/rich-text.tsx';
import { concerned } from '../../shared/run-facts.ts';
import { useReport } from '../report-context.ts';
import { dayAndTime } from '../run-times.ts';

interface Props {
  readonly run: Run;
  readonly now: RunSummary;
  /** Runs of several orgs stand in the list. */
  readonly hasOrg: boolean;
}

/** One run in the list: when, in what, what, and whether all is well. */
export function HistoryItem({ run, now, hasOrg }: Props): JSX.Element {
  const { runId, show } = useReport();
  const isShown = runId.value === run.id;
  const { environment } = run.org;
  const { failed, unknown } = now.counts;
  const state = stateWords(now);
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(run.id);
  };
  return (
    <li>
      <a href={reportUrl(run.id)} aria-current={isShown ? 'page' : undefined} onClick={open}>
        <span class="sub">{dayAndTime(run.startedAt ?? run.createdAt, Date.now())}</span>
        <b>
          <Name>{run.module.plural}</Name>
        </b>
        <span class="sub">{whatWords(now)}</span>
        {failed === 0 ? null : <span class="sub bad">{plural('rep_past_failed', failed)}</span>}
        {unknown === 0 ? null : <span class="sub warn">{plural('rep_past_unknown', unknown)}</span>}
        {state === '' ? null : <span class="sub">{state}</span>}
        {hasOrg ? (
          <span class="sub">
            <Name>{run.org.name}</Name>
          </span>
        ) : null}
        {environment === 'production' ? null : (
          <span class="env" data-env={environment}>
            {text(`env_${environment}`)}
          </span>
        )}
      </a>
    </li>
  );
}

function whatWords(now: RunSummary): string {
  const [only] = now.chosen;
  const what = now.chosenCount === 1 && only !== undefined ? shownName(only.name) : plural('n_tags', now.chosenCount);
  return now.kind === 'undo'
    ? text('rep_past_undo', { what, n: now.total })
    : text('rep_past_from', { what, n: concerned(now) });
}

function stateWords({ state, undoneBy }: RunSummary): string {
  if (undoneBy !== null) return text('undone_run');
  if (state === 'running' || state === 'reading') return text('rep_past_live');
  if (state === 'waiting') return text('rep_past_waiting');
  return state === 'stopped' ? text('rep_past_stopped') : '';
}
