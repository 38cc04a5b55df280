import type { JSX } from 'preact';
import type { SignInWay } from '../../shared/connection.ts';
import { consoleUrl } from '../../shared/data-centres.ts';
import { type MessageKey, template, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useOptions } from '../options-context.ts';
import { DataCentreField } from './DataCentreField.tsx';
import { Step } from './Step.tsx';

const KINDS: Readonly<Record<SignInWay, MessageKey>> = {
  client: 'opt_zoho_client',
  server: 'opt_zoho_server',
  self: 'opt_zoho_self',
};

/** Step 1: Zoho's API console, in the data centre where the client is to live. */
export function ConsoleStep(): JSX.Element {
  const { guide } = useOptions();
  const way = guide.way.value;
  const url = consoleUrl(guide.dataCentre.value);
  return (
    <Step n={1} heading={text('opt_step1_h')}>
      <DataCentreField />
      <p>
        <RichText
          raw={template(way === 'self' ? 'opt_console_choose_self' : 'opt_console_choose')}
          values={{
            add: <b>{text('opt_zoho_add')}</b>,
            kind: <b>{text(KINDS[way])}</b>,
            tab: <b>{text('opt_zoho_generate')}</b>,
          }}
        />
      </p>
      <a class="btn" href={url} target="_blank" rel="noopener">
        <Icon name="open" />
        {text('opt_console_open', { host: new URL(url).host })}
        <span class="vh">{text('new_tab')}</span>
      </a>
    </Step>
  );
}
