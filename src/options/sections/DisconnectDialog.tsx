import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { ConfirmDialog } from '../../ui/components/ConfirmDialog.tsx';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Asks before a connection is ended at Zoho, and says what happens to a run in it. */
export function DisconnectDialog(): JSX.Element | null {
  const { connections } = useOptions();
  const connection = connections.leaving.value;
  const isBusy = connections.asked.value.state === 'asked';
  if (connection === null) return null;
  const run = connections.liveRun(connection.id);
  const { org, environment } = connection;
  return (
    <ConfirmDialog
      heading={text('opt_disc_h', { org: shownName(org.name), env: text(`env_${environment}`) })}
      confirm={text('opt_disc')}
      isBusy={isBusy}
      onConfirm={() => inBackground(connections.disconnect(), 'DisconnectDialog.disconnect')}
      onClose={() => (connections.leaving.value = null)}
    >
      {run === null ? (
        <p>{text('opt_disc_p')}</p>
      ) : (
        <p>
          {text('opt_disc_run_p', {
            done: run.total - run.counts.pending,
            records: records(run.total, run.module),
          })}
        </p>
      )}
    </ConfirmDialog>
  );
}
