import type { JSX } from 'preact';
import type { SignInWay } from '../../shared/connection.ts';
import { consoleUrl } from '../../shared/data-centres.ts';
import { template, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { useConnect } from '../connect-context.ts';
import { BesideButton } from './ConsoleLink.tsx';
import { ProblemBox } from './ProblemBox.tsx';
import { CrmAddress } from './RegionQuestion.tsx';

/** Zoho does not know the user's own client id. Shows two causes with their cures, the more likely one first. */
export function UnknownClient({ way }: { way: SignInWay }): JSX.Element | null {
  const { connect } = useConnect();
  const { region, guide } = connect;
  const known = region.value;
  if (known === null) return null;
  const { dataCentre } = known;
  const dc = text(`dc_${dataCentre}`);
  return (
    <ProblemBox
      tone="bad"
      icon="bad"
      level="h3"
      heading={text('auth_client', { dc })}
      actions={
        <>
          <button
            class="btn primary"
            type="button"
            onClick={() => inBackground(guide.connect(way), 'UnknownClient.connect')}
          >
            {text('try_again')}
          </button>
          <BesideButton url={consoleUrl(dataCentre)} label={text('conn_open_client')} isPrimary={false} />
        </>
      }
      words={
        <p>
          <RichText raw={template('conn_where')} values={{ dc, domain: <CrmAddress dataCentre={dataCentre} /> }} />
        </p>
      }
    >
      <ol class="causes">
        <li>
          <RichText
            raw={template('conn_cause_region')}
            values={{
              settings: <b class="z">{text('conn_z_settings')}</b>,
              dc: <b class="z">{text(`dc_short_${dataCentre}`)}</b>,
            }}
          />
        </li>
        <li>{text('conn_cause_part')}</li>
      </ol>
    </ProblemBox>
  );
}
