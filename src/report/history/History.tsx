import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { useReport } from '../report-context.ts';
import { type MoreItem, MoreMenu } from '../head/MoreMenu.tsx';
import { Icon } from '../../ui/components/Icon.tsx';
import { addressOf } from '../place.ts';
import { CleanupItem, HistoryItem } from './HistoryItem.tsx';
import { inBackground } from '../../shared/notes.ts';

/** All runs of the kept days, newest first. */
export function History(): JSX.Element {
  const { entries, history, historyDays, asking, openSearch, place } = useReport();
  const rows = entries.value;
  const orgs = new Set(
    rows.map((entry) => (entry.kind === 'run' ? entry.row.run.connectionId : entry.now.cleanup.connectionId)),
  );
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
      {rows.length === 0 ? null : (
        <a
          class="find-all"
          href={addressOf({ kind: 'find', question: { record: '', tag: '' } })}
          aria-current={place.value.kind === 'find' ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            openSearch();
          }}
        >
          <Icon name="search" />
          {text('find_open')}
        </a>
      )}
      <ul>
        {rows.map((entry) =>
          entry.kind === 'run' ? (
            <HistoryItem key={entry.row.run.id} run={entry.row.run} now={entry.row.now} hasOrg={orgs.size > 1} />
          ) : (
            <CleanupItem key={entry.now.cleanup.id} now={entry.now} hasOrg={orgs.size > 1} />
          ),
        )}
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
