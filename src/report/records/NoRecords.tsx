import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { outcomeInSentence } from '../../ui/outcome-words.ts';
import { useReport } from '../report-context.ts';

/** The text of an empty table. */
export function NoRecords({ kind }: { kind: RunSummary['kind'] }): JSX.Element {
  const { rows } = useReport();
  const outcome = rows.outcome.value;
  const search = rows.search.value.trim();
  const words =
    search === ''
      ? text('rep_none_yet')
      : outcome === null
        ? text('rep_none_all', { text: search })
        : text('rep_none', { outcome: outcomeInSentence(outcome, kind), text: search });
  return (
    <div class="empty">
      <p class="strong">{words}</p>
      {search === '' ? null : (
        <p>
          <button
            class="link"
            type="button"
            onClick={() => {
              rows.search.value = '';
            }}
          >
            {text('rep_clear')}
          </button>
        </p>
      )}
    </div>
  );
}
