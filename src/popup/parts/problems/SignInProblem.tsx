import type { JSX } from 'preact';
import type { ErrorCode, ErrorData } from '../../../shared/errors.ts';
import { sentenceGap, text } from '../../../shared/i18n.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { connectUrl } from '../../../ui/links.ts';
import { usePopup } from '../../popup-context.ts';

/** Errors that the user caused in Zoho's window. Nothing is broken then. */
const BY_PERSON: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent-refused',
  'consent-closed',
  'consent-busy',
  'other-org',
]);

/** Why the last sign-in failed: the worker's refusal to start it, else `error`, its end at Zoho. */
export function SignInProblem({ error }: { error: ErrorData | null }): JSX.Element | null {
  const { session, page } = usePopup();
  const asked = session.asked.value;
  const problem = asked.state === 'refused' ? asked.error : error;
  if (problem === null) return null;
  const isBroken = !BY_PERSON.has(problem.code);
  const said = errorText(problem, { dataCentre: page.place.value?.dataCentre ?? null, now: Date.now() });
  return (
    <Note tone={isBroken ? 'bad' : ''} icon={isBroken ? 'bad' : 'info'} live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong>
        {sentenceGap()}
        {said.records}
        {sentenceGap()}
        {said.todo}
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
