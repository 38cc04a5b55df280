import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { reportUrl } from '../../ui/links.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useReport } from '../report-context.ts';
import { dayAndTime } from '../run-times.ts';
import { howWords, whatWords } from './history-words.ts';

interface Props {
  readonly run: Run;
  readonly now: RunSummary;
  /** Whether the list has runs of several orgs. */
  readonly hasOrg: boolean;
}

/** One run in the list: tags, result and time. */
export function HistoryItem({ run, now, hasOrg }: Props): JSX.Element {
  const { runId, show } = useReport();
  const isShown = runId.value === run.id;
  const { environment } = run.org;
  const what = whatWords(now);
  const how = howWords(now);
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(run.id);
  };
  return (
    <li>
      <a href={reportUrl(run.id)} title={shownName(what)} aria-current={isShown ? 'page' : undefined} onClick={open}>
        <b>
          <bdi>{what}</bdi>
        </b>
        <span class={`sub ${how.tone}`}>{how.words}</span>
        <span class="sub when">
          {dayAndTime(run.startedAt ?? run.createdAt, Date.now())}
          {environment === 'production' ? null : (
            <span class="env" data-env={environment}>
              {text(`env_${environment}`)}
            </span>
          )}
        </span>
        {hasOrg ? (
          <span class="sub">
            <Name>{run.org.name}</Name>
          </span>
        ) : null}
      </a>
    </li>
  );
}
