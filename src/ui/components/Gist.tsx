import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from './CopyButton.tsx';

/** The sentence to pass on, with a button to copy it. */
export function Gist({ words }: { words: string }): JSX.Element {
  return (
    <div class="gist">
      <p>{words}</p>
      <CopyButton label={text('copy')} name={text('gist_copy')} content={() => words} look="quiet" />
    </div>
  );
}
