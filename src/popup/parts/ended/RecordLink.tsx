import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { recordUrl } from '../../../ui/record-links.ts';
import { Name } from '../../../ui/rich-text.tsx';
import { usePopup } from '../../popup-context.ts';

interface Props {
  readonly run: Pick<RunSummary, 'connectionId' | 'module'>;
  readonly record: { readonly id: string; readonly name: string };
}

/** A record by its name, as a link into its org; as words where the connection is gone. */
export function RecordLink({ run, record: { id, name } }: Props): JSX.Element {
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
