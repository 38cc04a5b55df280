import type { JSX, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { SignInWay } from '../../shared/connection.ts';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import { type MessageKey, sentenceGap, template, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { FieldError } from '../../ui/components/FieldError.tsx';
import { errorText } from '../../ui/error-text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { useConnect } from '../connect-context.ts';
import type { FieldName, FieldProblem } from '../models/ConsoleModel.ts';
import { pastedAs } from '../models/pasted.ts';
import { touchId } from './ConsoleCard.tsx';
import { UnknownClient } from './UnknownClient.tsx';

interface Props {
  readonly way: SignInWay;
  /** The failure of the last attempt, if it concerns the typed values. */
  readonly error: ErrorData | null;
}

/** The fields for Zoho's values. A whole client id without other text connects without a press. */
export function PasteForm({ way, error }: Props): JSX.Element {
  const { connect } = useConnect();
  const { guide } = connect;
  const isWhole = pastedAs(guide.fields.clientId.value).kind === 'id';
  const isSettling = guide.isSettling.value;
  const isUnknown = error?.code === 'client-unknown';
  const hasButton = way !== 'client' || (!isUnknown && !isSettling && (isWhole || error !== null));
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        inBackground(guide.connect(way), 'PasteForm.connect');
      }}
    >
      <Field
        way={way}
        name="clientId"
        label="conn_z_id"
        isLabelHidden={way === 'client'}
        hint={way === 'client' && !isUnknown ? 'conn_paste_p' : null}
        error={error}
      />
      {way === 'client' ? null : (
        <Field way={way} name="clientSecret" label="conn_z_secret" hint="opt_secret_hint" error={error} />
      )}
      {way === 'self' ? <Field way={way} name="code" label="conn_z_code" hint={null} error={error} /> : null}
      {isUnknown ? <UnknownClient way={way} /> : null}
      {hasButton ? (
        <button class="btn primary" type="submit">
          {text('connect_btn')}
        </button>
      ) : null}
    </form>
  );
}

interface FieldProps extends Props {
  readonly name: FieldName;
  readonly label: MessageKey;
  readonly isLabelHidden?: boolean;
  readonly hint: MessageKey | null;
}

function Field({ way, name, label, isLabelHidden = false, hint, error }: FieldProps): JSX.Element {
  const { connect } = useConnect();
  const { guide } = connect;
  const id = useId();
  const value = guide.fields[name].value;
  const problem = guide.problem.value;
  const typed = problem?.field === name ? problem : null;
  const refused = fieldOf(error) === name && problem === null ? error : null;
  const isWrong = typed !== null || refused !== null || (name === 'clientId' && error?.code === 'client-unknown');
  const isSaid = typed !== null || refused !== null;
  const common = {
    class: 'field mono-field',
    id: name === 'clientId' ? touchId('paste') : id,
    value,
    placeholder: name === 'clientId' ? '1000.…' : '',
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': isWrong,
    'aria-describedby': isSaid || hint !== null ? `${id}-d` : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      guide.edit(way, name, event.currentTarget.value, isPaste(event)),
    onChange: () => {
      if (name === 'clientId' && value !== '') guide.check();
    },
  } as const;
  return (
    <div>
      <label class={`label ${isLabelHidden ? 'vh' : ''}`} for={common.id}>
        {text(label)}
      </label>
      {name === 'clientSecret' ? <input type="password" {...common} /> : <input type="text" {...common} />}
      {!isSaid && hint !== null ? (
        <p class="hint" id={`${id}-d`}>
          {text(hint)}
        </p>
      ) : null}
      {typed === null ? null : (
        <FieldError id={`${id}-d`}>
          <ProblemWords problem={typed} />
        </FieldError>
      )}
      {refused === null ? null : (
        <FieldError id={`${id}-d`}>
          <b>{text('sentence', { text: errorText(refused).headline })}</b>
          {sentenceGap()}
          {errorText(refused).todo}
        </FieldError>
      )}
    </div>
  );
}

function isPaste({ inputType }: Event & { readonly inputType?: string }): boolean {
  return inputType === 'insertFromPaste' || inputType === 'insertFromDrop';
}

const MISSING: Readonly<Record<FieldName, MessageKey>> = {
  clientId: 'conn_id_missing',
  clientSecret: 'conn_secret_missing',
  code: 'conn_code_missing',
};

function ProblemWords({ problem }: { problem: FieldProblem }): JSX.Element {
  switch (problem.kind) {
    case 'missing':
      return <>{text(MISSING[problem.field])}</>;
    case 'secret':
      return <RichText raw={template('conn_is_secret')} values={{}} />;
    case 'part':
      return <>{text('conn_is_part')}</>;
    case 'other':
      return <>{text('conn_is_other')}</>;
  }
}

/** The field that a refusal concerns. An unknown client has a separate notice. */
function fieldOf(error: ErrorData | null): FieldName | null {
  return error === null ? null : (FIELDS[error.code] ?? null);
}

const FIELDS: Partial<Readonly<Record<ErrorCode, FieldName>>> = {
  'client-form': 'clientId',
  'client-missing': 'clientId',
  'client-secret': 'clientSecret',
  'code-spent': 'code',
};
