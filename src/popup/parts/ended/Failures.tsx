import type { JSX } from 'preact';
import { sentenceGap, sentences, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { records } from '../../../shared/nouns.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import type { FailureGroup, UnfinishedRow } from '../../../runs/queries/failures.ts';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';
import { reportUrl, recordUrl } from '../../../ui/links.ts';
import { reasonText, stillThereText, tagsReasonText } from '../../../ui/reason-text.ts';
import { Name } from '../../../ui/rich-text.tsx';
import { usePopup } from '../../popup-context.ts';

/** With more failures than this, they are grouped by reason. */
const SINGLY = 3;

/** The failures: record, reason, remedy, and a link to the record. */
export function Failures({ run, groups }: { run: RunSummary; groups: readonly FailureGroup[] }): JSX.Element | null {
  if (groups.length === 0) return null;
  const all = groups.reduce((sum, group) => sum + group.records, 0);
  const label = text(run.kind === 'undo' ? 'fails_undo_label' : 'fails_label', {
    module: shownName(run.module.plural),
  });
  return (
    <ul class="fails" aria-label={label}>
      {all <= SINGLY
        ? groups.flatMap((group) => group.first.map((row) => <One key={row.id} run={run} group={group} row={row} />))
        : groups.map((group) => <Many key={keyOf(group)} run={run} group={group} />)}
    </ul>
  );
}

function keyOf({ reason, zohoCode, zohoMessage }: FailureGroup): string {
  return `${reason} ${zohoCode ?? ''} ${zohoMessage ?? ''}`;
}

interface Props {
  readonly run: RunSummary;
  readonly group: FailureGroup;
}

function One({ run, group, row }: Props & { row: UnfinishedRow }): JSX.Element {
  const said = row.reasons.length > 0 ? tagsReasonText(row.reasons) : reasonText(group.reason, row);
  const icon = iconOf(group);
  const isHalf = row.outcome === 'partly' && icon === 'bad';
  return (
    <li class={isHalf ? 'half' : undefined}>
      <Icon name={isHalf ? 'half' : icon} />
      <div>
        <RecordLink run={run} record={row} />
        <p class="why">{sentences([stillThereText(row.stillThere), said.reason])}</p>
        <p>{said.todo}</p>
      </div>
    </li>
  );
}

function Many({ run, group }: Props): JSX.Element {
  const said = reasonText(group.reason, group, group.records);
  const rest = group.records - group.first.length;
  return (
    <li>
      <Icon name={iconOf(group)} />
      <div>
        <p class="why">
          <strong>{text('fails_group', { records: records(group.records, run.module) })}</strong>
          {sentenceGap()}
          {said.reason}
        </p>
        <p>{said.todo}</p>
        <p class="names">
          {group.first.map((row) => (
            <RecordLink key={row.id} run={run} record={row} />
          ))}
          {rest > 0 ? (
            <a href={reportUrl(run.id)} target="_blank" rel="noopener">
              {text('fails_more', { n: rest })}
            </a>
          ) : null}
        </p>
      </div>
    </li>
  );
}

function iconOf({ reason }: FailureGroup): IconName {
  switch (reason) {
    case 'locked':
    case 'locked-maybe':
    case 'no-edit':
      return 'lock';
    case 'not-approved':
    case 'not-reviewed':
    case 'blueprint':
      return 'wait';
    case 'gone':
    case 'other-module':
    case 'tag-in-use':
    case 'no-answer':
    case 'unknown':
    case 'not-sent-stop':
    case 'not-sent-credits':
    case 'not-sent-sign-in':
    case 'not-sent-org':
    case 'not-sent-error':
    case 'tag-limit':
    case 'tag-deleted':
    case 'already':
    case 'changed':
    case 'other':
    case 'refused-together':
    case 'kept-old':
    case 'kept-new':
      return 'bad';
  }
}

interface RecordLinkProps {
  readonly run: Pick<RunSummary, 'connectionId' | 'module'>;
  readonly record: { readonly id: string; readonly name: string };
}

/** A record by its name, as a link into its org; as plain text if the connection is gone. */
function RecordLink({ run, record: { id, name } }: RecordLinkProps): JSX.Element {
  const { session } = usePopup();
  const connection = session.connections.value.find((known) => known.id === run.connectionId);
  const words = <Name>{name === '' ? text('no_name', { id }) : name}</Name>;
  if (connection === undefined) return <span class="strong">{words}</span>;
  const { dataCentre, environment, org } = connection;
  const place = {
    dataCentre,
    environment,
    domainName: org.domainName,
    zgid: org.zgid,
    moduleSlug: run.module.moduleSlug,
  };
  return (
    <a href={recordUrl(place, id)} target="_blank" rel="noopener">
      {words}
      <span class="vh">{text('new_tab')}</span>
    </a>
  );
}
