import type { JSX } from 'preact';
import { browser } from '../../../shared/browser.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { text } from '../../../shared/i18n.ts';
import { CopyButton } from '../../../ui/components/CopyButton.tsx';
import { type ErrorAction } from '../../../ui/error-text.ts';
import { errorDetails } from '../../../ui/error-details.ts';
import { connectUrl, reportUrl } from '../../../ui/links.ts';
import { noteForAdmin } from '../../../ui/permission-text.ts';
import { usePopup } from '../../popup-context.ts';
import { useReconnect } from './use-reconnect.ts';
import { inBackground, withNotes } from '../../../shared/notes.ts';

interface Props {
  readonly action: ErrorAction | null;
  readonly error: ErrorData;
  readonly onRetry: () => void;
  /** The connection to sign in to, if it is not the current one. */
  readonly connectionId?: string;
  /** Whether it is the main action of the screen. */
  readonly isMain?: boolean;
}

/** The button of an error; none where no action helps. */
export function ErrorButton({ action, error, onRetry, connectionId, isMain = false }: Props): JSX.Element | null {
  const { selection, session, page } = usePopup();
  const connection = selection.selection.value?.connection ?? selection.connection.value;
  const reconnect = useReconnect(connectionId ?? connection?.id ?? '');
  const look = isMain ? 'primary' : '';
  const copyLook = isMain ? ({ look: 'primary' } as const) : {};
  const connect = (): void => {
    const place = page.place.value;
    const dataCentre = place?.dataCentre ?? connection?.dataCentre;
    if (dataCentre === undefined) return;
    const isSandbox = place?.isSandbox ?? connection?.environment === 'sandbox';
    const orgSegment = place?.orgSegment ?? null;
    inBackground(session.connect({ dataCentre, orgSegment, isSandbox }), 'ErrorButton.connect');
  };
  switch (action) {
    case null:
      return null;
    case 'try-again':
      return <Press look={look} label={text('try_again')} onPress={onRetry} />;
    case 'read-again':
      return <Press look={look} label={text('act_read_again')} onPress={onRetry} />;
    case 'connect':
      return <Press look={look} label={text('connect_btn')} onPress={connect} />;
    case 'connect-again':
      return (
        <Press look={look} label={text('act_connect_again')} onPress={connection === null ? connect : reconnect} />
      );
    case 'sign-in':
      return <Press look={look} label={text('wait_signin_btn')} onPress={connection === null ? connect : reconnect} />;
    case 'set-up':
      return <Link look={look} label={text('act_open_connect')} href={connectUrl({ tabId: page.tab.value?.id })} />;
    case 'past-runs':
      return <Link look={look} label={text('past_runs')} href={reportUrl(null)} />;
    case 'copy-details':
      return (
        <CopyButton
          label={text('err_details')}
          {...copyLook}
          content={() => withNotes(errorDetails(error, browser.runtime.getManifest().version))}
        />
      );
    case 'copy-note':
      return (
        <CopyButton
          label={text('noperm_copy')}
          {...copyLook}
          content={() =>
            noteForAdmin(
              error.details.permissions ?? [error.details.zohoCode ?? error.code],
              selection.pageModule.value,
              connection?.user.profile ?? null,
            )
          }
        />
      );
  }
}

function Press({ label, look, onPress }: { label: string; look: string; onPress: () => void }): JSX.Element {
  return (
    <button class={`btn ${look}`} type="button" onClick={onPress}>
      {label}
    </button>
  );
}

function Link({ label, look, href }: { label: string; look: string; href: string }): JSX.Element {
  return (
    <a class={`btn ${look}`} href={href} target="_blank" rel="noopener">
      {label}
    </a>
  );
}
