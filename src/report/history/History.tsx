import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { useReport } from '../report-context.ts';
import { type MoreItem, MoreMenu } from '../head/MoreMenu.tsx';
import { HistoryItem } from './HistoryItem.tsx';
import { inBackground } from '../../shared/notes.ts';

/** All runs of the kept days, newest first. */
export function History(): JSX.Element {
  const { history, historyDays, asking } = useReport();
  const rows = history.rows.value;
  const orgs = new Set(rows.map(({ run }) => run.connectionId));
  const hasOlder = history.next.value !== null;
  const clear: MoreItem = {
    label: text('rep_past_delete_all'),
    icon: 'bin',
    isAway: true,
    press: () => {
      asking.value = 'delete-all';
    },
  };
  return (
    <nav class="past" aria-labelledby="past-h">
      <div class="past-head">
        <h2 id="past-h">{text('past_runs')}</h2>
        <MoreMenu label={text('rep_more_history')} items={rows.length === 0 ? [] : [clear]} />
      </div>
      <ul>
        {rows.map(({ run, now }) => (
          <HistoryItem key={run.id} run={run} now={now} hasOrg={orgs.size > 1} />
        ))}
      </ul>
      {hasOlder ? (
        <p>
          <button class="link" type="button" onClick={() => inBackground(history.more(), 'History.more')}>
            {text('rep_past_more')}
          </button>
        </p>
      ) : null}
      <p class="muted small">{plural('rep_kept', historyDays.value)}</p>
    </nav>
  );
}
