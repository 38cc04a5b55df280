import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Connection } from '../../shared/connection.ts';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { scopesToAsk, SEARCH_SCOPE } from '../../shared/scopes.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { useTags } from '../tags-context.ts';

/** Asks for the right to search, in words. Nothing starts by itself, and without it the records are found by reading. */
export function RightsStage(): JSX.Element | null {
  const { connection, retire, rights } = useTags();
  const shown = connection.value;
  const state = rights.state.value;
  const code = useSignal('');
  if (shown === null) return null;
  const isWaiting = state?.state === 'waiting' || rights.asked.value.state === 'asked';
  const isSelf = shown.way === 'self';
  const canAsk = !isWaiting && (!isSelf || code.value.trim() !== '');
  const isAgain = state?.state === 'failed';
  return (
    <>
      <div class="drawer-body">
        {isAgain ? <Refused /> : <Asked connection={shown} />}
        {rights.error.value === null ? null : (
          <Note tone="bad" icon="bad" live="alert">
            <p>{text('sentence', { text: errorText(rights.error.value).headline })}</p>
          </Note>
        )}
        {isSelf ? <Code connection={shown} code={code.value} onInput={(typed) => (code.value = typed)} /> : null}
        <p class="mono muted">{SEARCH_SCOPE}</p>
      </div>
      <footer class="drawer-foot">
        <div class="row fill">
          <button class="btn" type="button" onClick={isWaiting ? rights.cancel : retire.back}>
            {text(isWaiting ? 'cancel' : 'back')}
          </button>
          {isWaiting && !isSelf ? (
            <button class="btn" type="button" onClick={() => inBackground(rights.showWindow(), 'RightsStage.show')}>
              {text('connecting_show')}
            </button>
          ) : (
            <button
              class={canAsk ? 'btn primary' : 'btn'}
              type="button"
              aria-disabled={!canAsk || undefined}
              onClick={() => {
                if (!canAsk) return;
                inBackground(rights.ask([SEARCH_SCOPE], isSelf ? code.value : undefined), 'RightsStage.ask');
              }}
            >
              {text(isAgain ? 'ask_again' : 'ask_btn')}
            </button>
          )}
        </div>
        <output class="side">{text(isWaiting ? 'connecting_h' : 'ask_side')}</output>
      </footer>
    </>
  );
}

function Asked({ connection: { org, environment, way } }: { connection: Connection }): JSX.Element {
  return (
    <>
      <p>{text('ask_find_p')}</p>
      <ul class="where-list">
        <li>
          <span>
            <b class="strong">{text('ask_search_b')}</b>
            <br />
            <span class="muted">{text('ask_search_bp')}</span>
          </span>
        </li>
      </ul>
      <p class="muted">
        {way === 'self'
          ? text('ask_without_code')
          : text('ask_without', { org: shownName(org.name), env: text(`env_${environment}`) })}
      </p>
    </>
  );
}

/** The features that still work, and the reason of the refusal. */
function Refused(): JSX.Element {
  const { rights } = useTags();
  const state = rights.state.value;
  // The headline already says that it was not allowed.
  const isSaid = state?.state !== 'failed' || state.code === 'consent-refused';
  const said = isSaid ? null : errorText({ code: state.code, details: state.details });
  return (
    <>
      <Note tone="warn" icon="warn" live="status">
        <p>
          {said === null ? null : <strong>{text('sentence', { text: said.headline })}</strong>} {text('ask_no_find_p')}
        </p>
      </Note>
      <p class="muted">{text('ask_no_admin', { scopes: SEARCH_SCOPE })}</p>
    </>
  );
}

interface CodeProps {
  readonly connection: Connection;
  readonly code: string;
  readonly onInput: (code: string) => void;
}

/** A self client has no window: a new code is made in Zoho's console for the longer list. */
function Code({ connection, code, onInput }: CodeProps): JSX.Element {
  const id = useId();
  const list = scopesToAsk(connection, [SEARCH_SCOPE]).join(',');
  return (
    <div class="typed">
      <p>{text('ask_code_p')}</p>
      <div class="row">
        <CopyButton label={text('ask_code_copy')} content={() => list} />
      </div>
      <label class="label" for={id}>
        {text('ask_code')}
      </label>
      <input
        class="field"
        id={id}
        value={code}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
