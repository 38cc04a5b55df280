import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { hasOutcomes, hasRecords } from '../cleanups/queries/facts.ts';
import { plural, sentenceGap, text } from '../shared/i18n.ts';
import { Icon } from '../ui/components/Icon.tsx';
import { Note } from '../ui/components/Note.tsx';
import { PageTop } from '../ui/components/PageTop.tsx';
import { LONGEST_TITLE, shownName } from '../shared/names.ts';
import { Name } from '../ui/rich-text.tsx';
import { errorText } from '../ui/error-text.ts';
import { EmptyHistory } from './EmptyHistory.tsx';
import { WayBack } from './WayBack.tsx';
import { DeleteDialogs } from './DeleteDialogs.tsx';
import { CleanupHead } from './cleanup/CleanupHead.tsx';
import { CleanupSum, ModuleFilter } from './cleanup/CleanupSum.tsx';
import { ModuleTable } from './cleanup/ModuleTable.tsx';
import { cleanupTitle, kindOf } from './cleanup/cleanup-words.ts';
import { FindPage } from './find/FindPage.tsx';
import { NO_COUNTS, sumOfCounts } from '../shared/run-summary.ts';
import { RunHead } from './head/RunHead.tsx';
import { RunSum } from './head/RunSum.tsx';
import { History } from './history/History.tsx';
import { RecordsSection } from './records/RecordsSection.tsx';
import { useReport } from './report-context.ts';
import { title } from './title.ts';
import { inBackground } from '../shared/notes.ts';
import type { Run } from '../runs/model/types.ts';

/** The report: the list of all runs, and one run in full. */
export function ReportPage(): JSX.Element {
  const { entries, history, place } = useReport();
  const now = place.value;
  const isEmpty = history.isRead.value && entries.value.length === 0 && now.kind === 'run' && now.id === null;
  return (
    <>
      <PageTop current="history">
        <Where isEmpty={isEmpty} />
      </PageTop>
      <div class={`page ${isEmpty ? 'one' : ''}`}>
        {isEmpty ? null : <History />}
        <main>
          <Broken />
          <Lost />
          {isEmpty ? <Empty /> : now.kind === 'find' ? <FindPage /> : now.kind === 'cleanup' ? <Cleanup /> : <Shown />}
        </main>
      </div>
      <DeleteDialogs />
    </>
  );
}

/** The org of the shown run. For an empty history, the org that was used last, or else Untag. */
function Where({ isEmpty }: { isEmpty: boolean }): JSX.Element {
  const { run, cleanup, lastOrg } = useReport();
  const stored = run.value ?? cleanup.now.value?.cleanup;
  const last = lastOrg.value;
  if (stored) return <Org of={stored.org} words={text('rep_where')} />;
  if (!isEmpty || last === null) return <span class="strong">{text('app_short')}</span>;
  const { org, environment, dataCentre } = last;
  return <Org of={{ name: org.name, environment, dataCentre }} words={text('rep_where_last')} />;
}

interface OrgProps {
  readonly of: Pick<Run['org'], 'name' | 'environment' | 'dataCentre'>;
  readonly words: string;
}

function Org({ of: { name, environment, dataCentre }, words }: OrgProps): JSX.Element {
  return (
    <>
      <span class="vh">{words}</span>
      <span class="org-name" title={shownName(name, LONGEST_TITLE)}>
        <Name>{name}</Name>
      </span>
      <span class="env" data-env={environment}>
        {text(`env_${environment}`)}
      </span>
      <span class="dc" title={text(`dc_${dataCentre}`)}>
        {text(`dc_short_${dataCentre}`)}
      </span>
    </>
  );
}

/** The shown run. If no run has the id, explains what happened to it. */
function Shown(): JSX.Element | null {
  const { run, summary, isLoaded } = useReport();
  const stored = run.value;
  const now = summary.value;
  const headline = now === null ? text('past_runs') : title(now);
  useEffect(() => {
    document.title = text('rep_doc_title', { headline });
  }, [headline]);
  if (stored === undefined || !isLoaded.value) return null;
  if (stored === null || now === null) return <Gone />;
  return (
    <>
      <RunHead run={stored} now={now} />
      <RunSum now={now} />
      <RecordsSection key={stored.id} runs={[{ run: stored, pair: null }]} now={now} />
    </>
  );
}

/** The shown clean-up, or the reason why it is missing. */
function Cleanup(): JSX.Element | null {
  const { cleanup, cleanups, isLoaded } = useReport();
  const now = cleanup.now.value;
  const side = cleanup.side.value;
  const headline = now === null ? text('past_runs') : cleanupTitle(now, side);
  useEffect(() => {
    document.title = text('rep_doc_title', { headline });
  }, [headline]);
  if (!isLoaded.value || !cleanups.isRead.value) return null;
  if (now === null) return <Gone />;
  if (!cleanup.isRead.value) return null;
  const shown = cleanup.runs.value;
  const isCounted = side !== 'undo' || hasOutcomes(now.cleanup);
  const records = {
    id: `${now.cleanup.id} ${side}`,
    kind: kindOf(now.cleanup, side),
    total: shown.reduce((sum, { now: run }) => sum + run.total, 0),
    counts: isCounted ? sumOfCounts(shown.map(({ now: run }) => run)) : NO_COUNTS,
  };
  return (
    <>
      <CleanupHead now={now} />
      <CleanupSum now={now} />
      {hasRecords(now.cleanup) ? (
        <>
          {now.phase === 'finding' || !isCounted ? null : <ModuleTable now={now} />}
          <ModuleFilter />
          <RecordsSection key={records.id} runs={shown} now={records} />
        </>
      ) : null}
    </>
  );
}

function Gone(): JSX.Element {
  return (
    <div class="empty">
      <Icon name="history" />
      <h1 class="strong">{text('rep_gone_h')}</h1>
      <p class="muted">{text('rep_gone_p')}</p>
      <WayBack />
    </div>
  );
}

function Empty(): JSX.Element {
  const { error, history, lost } = useReport();
  useEffect(() => {
    document.title = text('rep_doc_title', { headline: text('past_runs') });
  }, []);
  const isSaid = error.value !== null || history.error.value !== null || lost.value !== null;
  if (isSaid) return <h1 class="vh">{text('past_runs')}</h1>;
  return <EmptyHistory />;
}

/** The browser has replaced the store of runs with an empty one. */
function Lost(): JSX.Element | null {
  const { lost, seeLost } = useReport();
  const runs = lost.value;
  if (runs === null) return null;
  return (
    <Note tone="warn" icon="warn" live="alert">
      <p>
        <strong>{text('sentence', { text: text('rep_lost_h') })}</strong>
        {sentenceGap()}
        {plural('rep_lost_p', runs.count)}
      </p>
      <div class="row">
        <button class="link" type="button" onClick={() => inBackground(seeLost(), 'ReportPage.seeLost')}>
          {text('line_seen')}
        </button>
      </div>
    </Note>
  );
}

/** The store of runs cannot be read. */
function Broken(): JSX.Element | null {
  const { cleanup, cleanups, error, history } = useReport();
  const all = [error.value, history.error.value, cleanups.error.value, cleanup.error.value];
  const broken = all.find((one) => one !== null) ?? null;
  if (broken === null) return null;
  const said = errorText(broken);
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('opt_result_say', { what: said.headline })}</strong>
        {sentenceGap()}
        {said.records}
        {sentenceGap()}
        {said.todo}
      </p>
    </Note>
  );
}
