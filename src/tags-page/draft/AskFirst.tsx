import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { useDraft } from './draft-context.ts';
import { Option } from './Option.tsx';

/** The list of records can be saved once they are found, and before anything is changed. */
export function AskFirst(): JSX.Element | null {
  const { asks, asksFirst, included, kind, offer } = useDraft();
  if (offer.value === null || included.value.length === 0) return null;
  return (
    <Option
      label={text('rem_ask_first')}
      hint={text(kind.value === 'retire' ? 'rem_ask_first_hint' : 'repl_ask_first_hint')}
      isChecked={asksFirst.value}
      onChange={asks}
    />
  );
}
