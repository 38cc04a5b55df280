import type { JSX } from 'preact';
import { sentenceGap, text } from '../../../shared/i18n.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { usePopup } from '../../popup-context.ts';

/** Why the last request about the run was refused. */
export function AskRefused(): JSX.Element | null {
  const { runs } = usePopup();
  const asked = runs.asked.value;
  if (asked.state !== 'refused') return null;
  const said = errorText(asked.error, { now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong>
        {sentenceGap()}
        {said.todo}
      </p>
    </Note>
  );
}
