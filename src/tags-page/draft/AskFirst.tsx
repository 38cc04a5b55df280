import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { useDraft } from './draft-context.ts';

/** The list of records can be saved once they are found, and before anything is changed. */
export function AskFirst(): JSX.Element | null {
  const { asks, asksFirst, included, kind, offer } = useDraft();
  const id = useId();
  if (offer.value === null || included.value.length === 0) return null;
  return (
    <label class="option" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={asksFirst.value}
        onChange={(event) => asks(event.currentTarget.checked)}
      />
      <b>{text('rem_ask_first')}</b>
      <span class="hint">{text(kind.value === 'retire' ? 'rem_ask_first_hint' : 'repl_ask_first_hint')}</span>
    </label>
  );
}
