import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { list } from '../formats.ts';
import { Note } from './Note.tsx';

interface Props {
  readonly run: Pick<RunSummary, 'namesakes'>;
  /** Continues the undo with the tags that have the names now. */
  readonly use: () => void;
}

/**
 * Names the tags of an undo that were deleted in Zoho, and whose names other tags have now. These are never restored by
 * their name alone: it takes a press.
 */
export function NamesakesNote({ run: { namesakes = [] }, use }: Props): JSX.Element | null {
  if (namesakes.length === 0) return null;
  const { length } = namesakes;
  const tags = list(namesakes.map((name) => text('tag_quoted', { name: shownName(name) })));
  return (
    <Note tone="warn" icon="warn" live="status">
      <p>
        <strong>{plural('same_h', length, { tags })}</strong>
        {sentenceGap()}
        {plural('same_p', length)}
      </p>
      <div class="row">
        <button class="link" type="button" onClick={use}>
          {plural('same_btn', length)}
        </button>
      </div>
    </Note>
  );
}
