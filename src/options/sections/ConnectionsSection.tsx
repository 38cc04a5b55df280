import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { connectUrl } from '../../ui/links.ts';
import { useOptions } from '../options-context.ts';
import { ConnectionRow } from './ConnectionRow.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { ManagedNote } from './ManagedNote.tsx';
import { LeftNote } from './LeftNote.tsx';
import { ErrorNote } from './ErrorNote.tsx';

/** The orgs that Untag may work on. */
export function ConnectionsSection(): JSX.Element {
  const { connections } = useOptions();
  const all = connections.connections.value;
  const asked = connections.asked.value;
  return (
    <section id="connections" aria-labelledby="h-connections">
      <div class="sec-head">
        <div>
          <h2 id="h-connections">{text('opt_conn_h')}</h2>
          <p class="muted">{text('opt_conn_p')}</p>
        </div>
        {all.length === 0 ? null : (
          <a class="btn" href={connectUrl({ isFresh: true })}>
            <Icon name="plus" />
            {text('conn_h_other')}
          </a>
        )}
      </div>
      <ManagedNote />
      {all.length === 0 ? (
        <div class="empty">
          <h3 class="strong">{text('opt_conn_empty_h')}</h3>
          <p class="muted">{text('opt_conn_empty_p')}</p>
          <a class="btn primary" href={connectUrl()}>
            {text('conn_h')}
          </a>
        </div>
      ) : (
        <ul class="conns">
          {all.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
      <ErrorNote error={asked.state === 'refused' ? asked.error : null} />
      <LeftNote left={connections.left.value} heading={text('opt_left_h')} runs={text('opt_left_stop')} />
      <DisconnectDialog />
    </section>
  );
}
