import type { JSX } from 'preact';
import { sentences } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { mistakeWords } from '../run-words.ts';
import { Note } from './Note.tsx';

/** Reports a tag that nobody chose and that was removed by mistake, and whether it is back. */
export function MistakeNote({ run }: { run: RunSummary }): JSX.Element | null {
  const said = mistakeWords(run);
  if (said.length === 0) return null;
  return (
    <Note tone="warn" icon="warn" live="status">
      <p>{sentences(said)}</p>
    </Note>
  );
}
