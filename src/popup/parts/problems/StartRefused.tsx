import type { JSX } from 'preact';
import { sentenceGap, text } from '../../../shared/i18n.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { usePopup } from '../../popup-context.ts';
import { ErrorButton } from './ErrorButton.tsx';
import { inBackground } from '../../../shared/notes.ts';

/** Why the start was refused, until the user changes the picks. */
export function StartRefused(): JSX.Element | null {
  const { preview, selection, remove } = usePopup();
  const starting = preview.starting.value;
  if (starting.state !== 'refused') return null;
  const said = errorText(starting.error, { module: selection.selection.value?.module.plural ?? null });
  return (
    <Note tone="warn" icon="warn" live="alert">
      <p>
        <strong>{text('sentence', { text: said.headline })}</strong>
        {sentenceGap()}
        {said.records}
        {sentenceGap()}
        {said.todo}
      </p>
      {said.action === null ? null : (
        <div class="row">
          <ErrorButton
            action={said.action}
            error={starting.error}
            onRetry={() => inBackground(remove(), 'StartRefused.remove')}
          />
        </div>
      )}
    </Note>
  );
}
