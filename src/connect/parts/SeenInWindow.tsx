import type { JSX } from 'preact';
import { crmHost, type DataCentre } from '../../shared/data-centres.ts';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useConnect } from '../connect-context.ts';
import { PageIcon } from './PageIcon.tsx';

/** Asks what the window showed last, if Zoho names no cause. Each answer leads to its cure. */
export function SeenInWindow({ dataCentre }: { dataCentre: DataCentre | null }): JSX.Element {
  const { connect } = useConnect();
  return (
    <ul class="offers">
      <li>
        <button class="offer" type="button" onClick={() => (connect.seenCause.value = 'client')}>
          <Words title="conn_closed_client" about="conn_closed_client_p" />
        </button>
      </li>
      <li>
        <button class="offer" type="button" onClick={() => (connect.seenCause.value = 'addresses')}>
          <Words title="conn_closed_address" about="conn_closed_address_p" />
        </button>
      </li>
      {dataCentre === null ? null : (
        <li>
          <a class="offer" href={`https://${crmHost(dataCentre, 'production')}/crm/`} target="_blank" rel="noopener">
            <Words title="conn_closed_other" about="conn_closed_other_p" isLink />
          </a>
        </li>
      )}
    </ul>
  );
}

function Words({
  title,
  about,
  isLink = false,
}: {
  title: MessageKey;
  about: MessageKey;
  isLink?: boolean;
}): JSX.Element {
  return (
    <>
      <PageIcon name="ask" />
      <span>
        <b>{text(title)}</b>
        <span>{text(about)}</span>
        {isLink ? <span class="vh">{text('new_tab')}</span> : null}
      </span>
      <Icon name={isLink ? 'open' : 'next'} isFlipped />
    </>
  );
}
