import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import { text } from '../../shared/i18n.ts';
import { LONGEST_TITLE, shownName } from '../../shared/names.ts';
import { Name } from '../rich-text.tsx';

/** The current org, its environment and its data centre. */
export function OrgName({ connection }: { connection: Connection }): JSX.Element {
  const { org, environment, dataCentre } = connection;
  return (
    <>
      <span class="vh">{text('works_on')}</span>
      <span class="org-name" title={shownName(org.name, LONGEST_TITLE)}>
        <Name>{org.name}</Name>
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
