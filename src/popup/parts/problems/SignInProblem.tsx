import type { JSX } from 'preact';
import type { ErrorData } from '../../../shared/errors.ts';
import { text } from '../../../shared/i18n.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { connectUrl } from '../../../ui/links.ts';
import { usePopup } from '../../popup-context.ts';

/** Why the last sign-in failed: the worker's refusal to start it, else `error`, its end at Zoho. */
export function SignInProblem({ error }: { error: ErrorData | null }): JSX.Element | null {
  const { session, page } = usePopup();
  const asked = session.asked.value;
  const problem = asked.state === 'refused' ? asked.error : error;
  if (problem === null) return null;
  const said = errorText(problem, { dataCentre: page.place.value?.dataCentre ?? null, now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong> {said.records} {said.todo}
      </p>
      {said.action === 'set-up' || problem.code === 'consent-closed' ? (
        <div class="row">
          <a class="link" href={connectUrl({ tabId: page.tab.value?.id })} target="_blank" rel="noopener">
            {text('act_open_connect')}
          </a>
        </div>
      ) : null}
    </Note>
  );
}
