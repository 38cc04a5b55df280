import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { connectUrl } from '../../ui/links.ts';
import { useTags } from '../tags-context.ts';

/** Signs in to the connection again. A connection from a pasted code is renewed on the page Connect only. */
export function SignIn(): JSX.Element {
  const { connection, signIn } = useTags();
  const shown = connection.value;
  if (shown?.way === 'self')
    return (
      <a class="btn primary" href={connectUrl({ connectionId: shown.id })}>
        {text('wait_signin_btn')}
      </a>
    );
  return (
    <button class="btn primary" type="button" onClick={() => inBackground(signIn(), 'SignIn.signIn')}>
      {text('wait_signin_btn')}
    </button>
  );
}
