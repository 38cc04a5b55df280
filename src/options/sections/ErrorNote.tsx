import type { JSX } from 'preact';
import type { ErrorData } from '../../shared/errors.ts';
import { text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';

/** What went wrong in a section, and what to do; nothing while nothing did. */
export function ErrorNote({ error }: { error: ErrorData | null }): JSX.Element | null {
  if (error === null) return null;
  const said = errorText(error, { now: Date.now() });
  return (
    <Note tone="bad" icon="bad" live="alert">
      <p>
        <strong>{text('opt_result_say', { what: said.headline })}</strong> {said.todo}
      </p>
    </Note>
  );
}
