import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { plural, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { records } from '../../shared/nouns.ts';
import { Note } from '../../ui/components/Note.tsx';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { useReport } from '../report-context.ts';
import { onlyModule, tagsOf } from './cleanup-words.ts';

/** Asks before an undo and shows its numbers, because an undo cannot be undone. */
export function CleanupUndo({ now }: { now: CleanupNow }): JSX.Element | null {
  const { asking, cleanup, cleanups, undoCleanup } = useReport();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  const offer = cleanup.offer.value;
  if (offer === null) return null;
  const what = { records: records(offer.records, onlyModule(now)) };
  const isAsked = cleanups.asked.value.state === 'asked';
  return (
    <Note icon="undo" live="status">
      <p ref={words} tabIndex={-1}>
        <strong>{plural('undo_confirm_h', tagsOf(now).length, what)}</strong>{' '}
        {offer.modules > 1 ? text('rep_clean_undo_modules', { modules: plural('n_modules', offer.modules) }) : ''}{' '}
        {text('undo_confirm_p')} {text('rep_undo_p')}
      </p>
      <div class="row">
        <button class="btn" type="button" onClick={() => (asking.value = null)}>
          {text('back')}
        </button>
        <button
          class="btn primary"
          type="button"
          aria-disabled={isAsked}
          onClick={() => {
            if (!isAsked) inBackground(undoCleanup(), 'CleanupUndo.undo');
          }}
        >
          {text('undo_confirm_btn', what)}
        </button>
      </div>
    </Note>
  );
}
