import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Connection } from '../../shared/connection.ts';
import { type MessageKey, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { type ExtraScope, scopesToAsk, SEARCH_SCOPE, TAGS_SCOPE } from '../../shared/scopes.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { useTags } from '../tags-context.ts';
import { GoOnButton, SheetFoot } from '../sheet/SheetFoot.tsx';

/** The words of a right: what it is for, and what works without it. */
interface RightWords {
  readonly asked: MessageKey;
  readonly what: MessageKey;
  readonly use: MessageKey;
  readonly without: MessageKey;
  readonly withoutByCode: MessageKey;
  readonly refused: MessageKey;
}

const WORDS: Readonly<Record<ExtraScope, RightWords>> = {
  [SEARCH_SCOPE]: {
    asked: 'ask_find_p',
    what: 'ask_search_b',
    use: 'ask_search_bp',
    without: 'ask_without',
    withoutByCode: 'ask_without_code',
    refused: 'ask_no_find_p',
  },
  [TAGS_SCOPE]: {
    asked: 'ask_tags_p',
    what: 'ask_tags_b',
    use: 'ask_tags_bp',
    without: 'ask_tags_without',
    withoutByCode: 'ask_tags_without_code',
    refused: 'ask_no_tags_p',
  },
};

/** A deletion looks for converted records only. Without the right it reads none. */
const CHECK_WORDS: RightWords = {
  ...WORDS[SEARCH_SCOPE],
  without: 'ask_check_without',
  withoutByCode: 'ask_check_without_code',
  refused: 'ask_no_check_p',
};

interface Props {
  readonly scope: ExtraScope;
  /** The right to search is for the check before a deletion, which reads no records otherwise. */
  readonly isToCheck?: boolean;
  readonly back: () => void;
}

/** Asks for one more right, in words. Nothing starts by itself, and refused, the connection stays as it was. */
export function RightsStage({ scope, isToCheck = false, back }: Props): JSX.Element | null {
  const { connection, rights } = useTags();
  const shown = connection.value;
  const words = isToCheck && scope === SEARCH_SCOPE ? CHECK_WORDS : WORDS[scope];
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
        {isAgain ? <Refused scope={scope} words={words} /> : <Asked words={words} connection={shown} />}
        {rights.error.value === null ? null : (
          <Note tone="bad" icon="bad" live="alert">
            <p>{text('sentence', { text: errorText(rights.error.value).headline })}</p>
          </Note>
        )}
        {isSelf ? (
          <Code scope={scope} connection={shown} code={code.value} onInput={(typed) => (code.value = typed)} />
        ) : null}
        {isAgain ? null : <p class="mono muted">{scope}</p>}
      </div>
      <SheetFoot
        leave={
          isWaiting
            ? { label: text('cancel'), press: () => inBackground(rights.cancel(), 'RightsStage.cancel') }
            : { label: text('back'), press: back }
        }
        side={text(isWaiting ? 'connecting_h' : 'ask_side')}
      >
        {isWaiting && !isSelf ? (
          <button class="btn" type="button" onClick={() => inBackground(rights.showWindow(), 'RightsStage.show')}>
            {text('connecting_show')}
          </button>
        ) : (
          <GoOnButton
            label={text(isAgain ? 'ask_again' : 'ask_btn')}
            canPress={canAsk}
            press={() => inBackground(rights.ask([scope], isSelf ? code.value : undefined), 'RightsStage.ask')}
          />
        )}
      </SheetFoot>
    </>
  );
}

interface AskedProps {
  readonly words: RightWords;
  readonly connection: Connection;
}

function Asked({ words, connection: { org, environment, way } }: AskedProps): JSX.Element {
  return (
    <>
      <p>{text(words.asked)}</p>
      <ul class="where-list">
        <li>
          <span>
            <b class="strong">{text(words.what)}</b>
            <br />
            <span class="muted">{text(words.use)}</span>
          </span>
        </li>
      </ul>
      <p class="muted">
        {way === 'self'
          ? text(words.withoutByCode)
          : text(words.without, { org: shownName(org.name), env: text(`env_${environment}`) })}
      </p>
    </>
  );
}

/** The features that still work, and the reason of the refusal. */
function Refused({ scope, words }: Pick<Props, 'scope'> & Pick<AskedProps, 'words'>): JSX.Element {
  const { rights } = useTags();
  const state = rights.state.value;
  // The headline already says that it was not allowed.
  const isSaid = state?.state !== 'failed' || state.code === 'consent-refused';
  const said = isSaid ? null : errorText({ code: state.code, details: state.details });
  return (
    <>
      <Note tone="warn" icon="warn" live="status">
        <p>
          {said === null ? null : <strong>{text('sentence', { text: said.headline })}</strong>}
          {sentenceGap()}
          {text(words.refused)}
        </p>
      </Note>
      <p class="muted">{text('ask_no_admin', { scopes: scope })}</p>
    </>
  );
}

interface CodeProps extends Pick<Props, 'scope'> {
  readonly connection: Connection;
  readonly code: string;
  readonly onInput: (code: string) => void;
}

/** A self client has no window: a new code is made in Zoho's console for the longer list. */
function Code({ scope, connection, code, onInput }: CodeProps): JSX.Element {
  const id = useId();
  const list = scopesToAsk(connection, [scope]).join(',');
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
