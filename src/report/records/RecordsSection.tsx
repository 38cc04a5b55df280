import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Icon } from '../../ui/components/Icon.tsx';
import type { CsvRun } from '../../ui/run-csv.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { copyText } from '../copy-text.ts';
import { useReport } from '../report-context.ts';
import { Filters } from './Filters.tsx';
import { Find } from './Find.tsx';
import { NoRecords } from './NoRecords.tsx';
import { RecordsTable } from './RecordsTable.tsx';
import { inBackground } from '../../shared/notes.ts';

/** The records of a run, or of the runs of a clean-up, by outcome. */
export type RecordsNow = Pick<RunSummary, 'id' | 'kind' | 'total' | 'counts'>;

/** Every record of a run with its result. */
export function RecordsSection({ runs, now }: { runs: readonly CsvRun[]; now: RecordsNow }): JSX.Element {
  const { rows, saveCsv } = useReport();
  const count = rows.order.value.length;
  const isScanning = rows.isScanning.value;
  const outcome = rows.outcome.value;
  const search = rows.search.value;
  const status = useDebounced(
    isScanning && count === 0
      ? text('rep_status_finding')
      : plural(outcome === null ? 'rep_status_order' : 'rep_status', count),
    500,
  );
  return (
    <section aria-labelledby="rec-h">
      <h2 class="vh" id="rec-h">
        {text('rep_records')}
      </h2>
      <div class="tools-bar">
        <Filters now={now} />
        <Find />
        <div class="row acts">
          <CopyButton
            key={now.id}
            label={text('copy')}
            content={() => copyText(runs, { outcome, search })}
            look="quiet"
          />
          <button class="btn quiet" type="button" onClick={() => inBackground(saveCsv(), 'RecordsSection.saveCsv')}>
            <Icon name="save" />
            {text('csv')}
          </button>
        </div>
      </div>
      <output class="vh">{status}</output>
      {count > 0 ? (
        <RecordsTable runs={runs} count={count} />
      ) : isScanning ? (
        <p class="empty muted late">{text('rep_status_finding')}</p>
      ) : rows.error.value === null ? (
        <NoRecords kind={now.kind} />
      ) : null}
    </section>
  );
}
