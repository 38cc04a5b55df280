import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Connect, or what Zoho is asked at the moment; and what came of it. Stands in a form that connects. */
export function ConnectRow(): JSX.Element {
  const { guide } = useOptions();
  const isWaiting = guide.signIn.value?.state === 'waiting';
  if (isWaiting)
    return (
      <Note icon="wait" live="status">
        <p>
          <strong>{text('opt_result_say', { what: text('connecting_h') })}</strong> {text('connecting_p')}
        </p>
        <div class="row">
          <button class="btn" type="button" onClick={() => inBackground(guide.show(), 'ConnectRow.show')}>
            {text('connecting_show')}
          </button>
          <button class="btn" type="button" onClick={() => inBackground(guide.cancel(), 'ConnectRow.cancel')}>
            {text('cancel')}
          </button>
        </div>
      </Note>
    );
  return (
    <>
      <Made />
      <div class="row">
        <button class="btn primary" type="submit">
          {text('connect_btn')}
        </button>
      </div>
    </>
  );
}

function Made(): JSX.Element | null {
  const { guide } = useOptions();
  const made = guide.made.value;
  if (made === null) return null;
  const { org, environment } = made.connection;
  return (
    <>
      <Note tone="ok" icon="ok" live="status">
        <p>
          <strong>
            {text('opt_result_say', {
              what: text('auth_ok', { org: shownName(org.name), env: text(`env_${environment}`) }),
            })}
          </strong>{' '}
          {text('auth_ok_do')}
        </p>
      </Note>
      {made.isLasting ? null : (
        <Note tone="warn" icon="warn" live="status">
          <p>
            <strong>{text('opt_result_say', { what: text('auth_no_refresh') })}</strong> {text('auth_no_refresh_do')}
          </p>
        </Note>
      )}
    </>
  );
}
