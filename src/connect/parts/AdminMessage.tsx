import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useConnect } from '../connect-context.ts';
import { PageIcon } from './PageIcon.tsx';

interface Props {
  readonly message: string;
  readonly kind: 'quiet' | 'primary' | '';
}

/** Copies a message to the admin; {@link AdminNote} then shows it. */
export function AdminButton({ message, kind }: Props): JSX.Element {
  const { connect } = useConnect();
  return (
    <button
      class={`btn ${kind}`}
      type="button"
      onClick={() => inBackground(connect.guide.copyMessage(message), 'AdminMessage.copy')}
    >
      <PageIcon name="mail" />
      {text('conn_admin')}
    </button>
  );
}

/** The message after it was copied. If copying failed, its text can be selected here. */
export function AdminNote({ message, isClientAsked }: { message: string; isClientAsked: boolean }): JSX.Element | null {
  const { connect } = useConnect();
  const outcome = connect.guide.admin.value;
  if (outcome === null) return null;
  const isCopied = outcome === 'copied';
  return (
    <Note tone={isCopied ? 'ok' : 'warn'} icon={isCopied ? 'check' : 'warn'} live="status">
      <div>
        <p>
          <strong>{isCopied ? text('conn_admin_copied') : text('sentence', { text: text('copy_failed') })}</strong>
          {sentenceGap()}
          {text(isClientAsked ? 'conn_admin_p' : 'conn_admin_sent')}
        </p>
        <details open={!isCopied}>
          <summary>{text('conn_admin_what')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keyboard must reach it. */}
          <pre class="msg" tabIndex={0} aria-label={text('conn_admin_what')}>
            {message.split(/(?<=\n)/).map((line, n) => (
              <span key={n} dir="auto">
                {line}
              </span>
            ))}
          </pre>
        </details>
      </div>
    </Note>
  );
}
