import type { JSX } from 'preact';
import type { ErrorData } from '../../shared/errors.ts';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';

/** The error of a section, and what to do; nothing without an error. */
export function ErrorNote({ error }: { error: ErrorData | null }): JSX.Element | null {
  if (error === null) return null;
  const said = errorText(error, { now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('opt_result_say', { what: said.headline })}</strong>
        {sentenceGap()}
        {said.todo}
      </p>
    </Note>
  );
}
