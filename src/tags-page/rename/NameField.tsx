import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { FieldError } from '../../ui/components/FieldError.tsx';
import { LONGEST_TAG_NAME } from '../replace/tag-names.ts';
import type { NameFault } from './naming.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly fault: NameFault | null;
  /** What a good name means for the modules. */
  readonly hint: string;
  readonly onInput: (value: string) => void;
}

/** The field for the name of a tag, with its length. Enter does nothing here. */
export function NameField({ label, value, fault, hint, onInput }: Props): JSX.Element {
  const id = useId();
  const isWrong = fault === 'empty' || fault === 'long';
  return (
    <div class="tag-field">
      <label class="label" for={id}>
        {label}
      </label>
      <div class="field-line">
        <input
          class="field"
          id={id}
          value={value}
          autofocus
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-hint ${id}-count`}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <span class="count n" id={`${id}-count`}>
          {text('new_count', { n: value.trim().length, limit: LONGEST_TAG_NAME })}
        </span>
      </div>
      {isWrong ? (
        <FieldError id={`${id}-hint`}>
          {fault === 'empty' ? text('name_empty') : text('name_long', { limit: LONGEST_TAG_NAME })}
        </FieldError>
      ) : (
        <output class="hint" id={`${id}-hint`}>
          {fault === 'same' ? text('name_same') : hint}
        </output>
      )}
    </div>
  );
}
