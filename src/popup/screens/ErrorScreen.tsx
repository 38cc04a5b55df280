import type { ComponentChildren, JSX } from 'preact';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { errorText } from '../../ui/error-text.ts';
import { noteForAdmin, permissionText } from '../../ui/permission-text.ts';
import { usePopup } from '../popup-context.ts';
import { ErrorButton } from '../parts/problems/ErrorButton.tsx';

/** A refusal in words: what happened, what it means for the records, what to do. */
export function ErrorScreen({ error, onRetry }: { error: ErrorData; onRetry: () => void }): JSX.Element {
  const { selection, page } = usePopup();
  const permissions = error.details.permissions ?? [];
  const waits = WAITS[error.code];
  if (error.code === 'no-permission' && permissions.length > 0)
    return <PermissionScreen permissions={permissions} onRetry={onRetry} />;
  const chosen = selection.selection.value?.module ?? selection.pageModule.value;
  const moduleSlug = page.answer.value?.context.moduleSlug ?? null;
  const said = errorText(error, {
    module: chosen?.plural ?? moduleSlug,
    dataCentre: page.place.value?.dataCentre ?? null,
    now: Date.now(),
  });
  return (
    <main class="body">
      <Say isAlert tone={waits === undefined ? 'bad' : 'warn'} icon={waits ?? 'bad'} heading={said.headline} isFocused>
        <p>{said.records}</p>
        <p>{said.todo}</p>
      </Say>
      <div class="row fill">
        <ErrorButton action={said.action} error={error} onRetry={onRetry} isMain />
        {said.action === 'try-again' || said.action === 'read-again' ? null : <TryAgain onRetry={onRetry} />}
      </div>
      {said.action === 'copy-details' ? <p class="muted small">{text('crash_note')}</p> : null}
    </main>
  );
}

/** Icons of errors in which nothing is broken: Zoho or the network is busy, or the user has to grant access. */
const WAITS: Partial<Readonly<Record<ErrorCode, IconName>>> = {
  'signed-out': 'key',
  'scope-missing': 'key',
  'consent-refused': 'key',
  'consent-closed': 'key',
  'consent-busy': 'key',
  'other-org': 'key',
  offline: 'offline',
  timeout: 'wait',
  'rate-limited': 'wait',
  'out-of-credits': 'wait',
  'sign-in-throttled': 'wait',
};

/** The missing rights of a Zoho profile in words, and a message for an admin. */
export function PermissionScreen({
  permissions,
  onRetry,
  children,
}: {
  permissions: readonly string[];
  onRetry: () => void;
  children?: ComponentChildren;
}): JSX.Element {
  const { selection } = usePopup();
  const module = selection.selection.value?.module ?? selection.pageModule.value;
  const profile = selection.connection.value?.user.profile ?? null;
  return (
    <main class="body">
      <Say tone="bad" icon="lock" heading={text('noperm_h', { module: shownName(module?.plural ?? '') })} isFocused>
        <p>{plural('noperm_p', permissions.length)}</p>
      </Say>
      <ul class="offers" aria-label={text('noperm_list')}>
        {permissions.map((permission) => {
          const { what, where } = permissionText(permission, module);
          return (
            <li class="offer" key={permission}>
              <Icon name="x" />
              <span>
                <b>{what}</b>
                <span>{where}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <p>{profile === null ? text('noperm_ask_plain') : text('noperm_ask', { profile })}</p>
      {children}
      <div class="row fill">
        <CopyButton
          label={text('noperm_copy')}
          look="primary"
          content={() => noteForAdmin(permissions, module, profile)}
        />
        <TryAgain onRetry={onRetry} />
      </div>
    </main>
  );
}

function TryAgain({ onRetry }: { onRetry: () => void }): JSX.Element {
  return (
    <button class="btn" type="button" onClick={onRetry}>
      {text('try_again')}
    </button>
  );
}

/** Untag cannot open its store. It could keep nothing, so it starts nothing. */
export function StorageBrokenScreen(): JSX.Element {
  const { storeFault } = usePopup();
  const error = storeFault.value ?? ({ code: 'storage-broken', details: {} } as const);
  const said = errorText(error);
  return (
    <main class="body">
      <Say isAlert tone="bad" icon="bad" heading={said.headline} isFocused>
        <p>{said.records}</p>
        <p>{said.todo}</p>
      </Say>
      {said.action === null ? null : (
        <div class="row">
          <ErrorButton action={said.action} error={error} onRetry={() => undefined} isMain />
        </div>
      )}
    </main>
  );
}
