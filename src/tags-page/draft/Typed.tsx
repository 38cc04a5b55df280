import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { number, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { ToType } from '../../shared/typed.ts';

interface Props {
  readonly what: ToType;
  readonly value: string;
  readonly onInput: (typed: string) => void;
}

/** The field for the name or the number. Enter does nothing here. */
export function Typed({ what, value, onInput }: Props): JSX.Element {
  const id = useId();
  return (
    <div class="typed">
      <label class="label" for={id}>
        {text(what.what === 'name' ? 'rem_type' : what.what === 'records' ? 'rem_type_n' : 'rem_type_tags')}
      </label>
      <input
        class="field"
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {what.what === 'name' ? text('rem_type_hint') : wantedWords(what)}
      </p>
    </div>
  );
}

export function wantedWords(what: ToType): string {
  return text('rem_type_side', { what: what.what === 'name' ? shownName(what.name) : number(what.n) });
}
