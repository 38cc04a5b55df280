import type { JSX } from 'preact';
import { toErrorData } from '../../shared/errors.ts';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from './CopyButton.tsx';
import { Icon } from './Icon.tsx';
import { errorDetails } from '../error-details.ts';
import { withNotes } from '../../shared/notes.ts';

interface Props {
  readonly error: unknown;
  readonly version: string;
  /** What the failure means for the records, and what to do. */
  readonly about: string;
}

/** Replaces a whole page after a failure in a part of it. */
export function PageCrash({ error, version, about }: Props): JSX.Element {
  return (
    <main class="crash">
      <div class="empty">
        <Icon name="bad" />
        <h1 class="strong">{text('crash_h')}</h1>
        <p class="muted">{about}</p>
        <CopyButton label={text('crash_copy')} content={() => withNotes(detailsOf(error, version))} />
        <p class="muted small">{text('crash_note')}</p>
      </div>
    </main>
  );
}

/** The error's own message and places in Untag's code. Ids in them are masked. */
function detailsOf(error: unknown, version: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : '';
  return `${errorDetails(toErrorData(error), version)}\n${stack.replaceAll(/\d{15,20}/g, '#')}`;
}
