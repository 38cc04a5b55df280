import type { JSX } from 'preact';
import { undoingPrice } from '../../cleanups/queries/price.ts';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { records } from '../../shared/nouns.ts';
import { aboutWords } from '../../ui/credits-words.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { undoButton, undoHeading, undoParagraphs } from '../../ui/undo-words.ts';
import { UndoQuestion } from '../head/UndoQuestion.tsx';
import { useReport } from '../report-context.ts';
import { onlyModule, tagsOf } from './cleanup-words.ts';

/** The question before the undo of a clean-up. */
export function CleanupUndo({ now }: { now: CleanupNow }): JSX.Element | null {
  const { cleanup, cleanups, undoCleanup } = useReport();
  const offer = cleanup.offer.value;
  if (offer === null) return null;
  const what = records(offer.records, onlyModule(now));
  const said = { now, offer, records: what };
  const heading =
    offer.records > 0 ? plural('undo_confirm_h', tagsOf(now).length, { records: what }) : undoHeading(said);
  return (
    <UndoQuestion
      button={undoButton(said)}
      more={undoParagraphs(said)}
      cost={aboutWords(undoingPrice(now.steps))}
      isAsked={cleanups.asked.value.state === 'asked'}
      onUndo={() => inBackground(undoCleanup(), 'CleanupUndo.undo')}
    >
      <strong>{heading}</strong>
      {sentenceGap()}
      {offer.modules > 1 ? text('rep_clean_undo_modules', { modules: plural('n_modules', offer.modules) }) : ''}
    </UndoQuestion>
  );
}
