import type { JSX, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import type { FieldName, Problem } from '../models/GuideModel.ts';
import { useOptions } from '../options-context.ts';
import { problemWords } from './problem-words.ts';
import { FieldError } from './FieldError.tsx';

interface Props {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
}

/** Problems that are told in a line under the field; the others need a notice. */
export function isAboutField(problem: Problem | null, name: FieldName): problem is Problem {
  return problem?.place === name && !(problem.kind === 'error' && problem.error.code === 'client-unknown');
}

/** A field of the guide, with what is wrong with it. */
export function GuideField({ name, label, hint, placeholder, isSecret = false }: Props): JSX.Element {
  const { guide } = useOptions();
  const id = useId();
  const problem = guide.problem.value;
  const value = guide.fields[name].value;
  const isWrong = problem?.place === name;
  const said = isAboutField(problem, name) ? problemWords(problem) : null;
  const common = {
    class: 'field mono-field',
    id,
    name,
    value,
    placeholder: placeholder ?? '',
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': isWrong,
    'aria-describedby': said !== null || hint !== undefined ? `${id}-d` : '',
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => guide.edit(name, event.currentTarget.value),
  } as const;
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      {isSecret ? <input type="password" {...common} /> : <input type="text" {...common} />}
      {said === null && hint !== undefined ? (
        <p class="hint" id={`${id}-d`}>
          {hint}
        </p>
      ) : null}
      {said === null ? null : (
        <FieldError id={`${id}-d`}>
          {said.headline === '' ? said.todo : `${text('opt_result_say', { what: said.headline })} ${said.todo}`}
        </FieldError>
      )}
    </div>
  );
}
