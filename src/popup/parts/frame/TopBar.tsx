import type { JSX } from 'preact';
import type { Connection } from '../../../shared/connection.ts';
import { text } from '../../../shared/i18n.ts';
import { Name } from '../../../ui/rich-text.tsx';
import { LONGEST_TITLE, shownName } from '../../../shared/names.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { OPTIONS_URL, reportUrl } from '../../../ui/links.ts';

/** The bar: the org that Untag works on, past runs, settings. Without a connection it says Untag. */
export function TopBar({ connection }: { connection: Connection | null }): JSX.Element {
  return (
    <header class="top">
      <p class="org">
        <Icon name="mark" />
        {connection === null ? <span class="org-name">{text('app_short')}</span> : <Org connection={connection} />}
      </p>
      <BarLink href={reportUrl(null)} icon="history" label={text('past_runs')} />
      <BarLink href={OPTIONS_URL} icon="gear" label={text('settings')} />
    </header>
  );
}

function Org({ connection }: { connection: Connection }): JSX.Element {
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

function BarLink({ href, icon, label }: { href: string; icon: 'history' | 'gear'; label: string }): JSX.Element {
  return (
    <a class="icon-btn" href={href} target="_blank" rel="noopener" aria-label={label} title={label}>
      <Icon name={icon} />
    </a>
  );
}
