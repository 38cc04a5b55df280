import type { JSX } from 'preact';
import { undoPrice } from '../../runs/queries/undo-price.ts';
import { plural, sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { undoMix } from '../../ui/run-words.ts';
import { aboutWords } from '../../ui/credits-words.ts';
import { useReport } from '../report-context.ts';
import { UndoQuestion } from './UndoQuestion.tsx';

/** The question before the undo of a removal. */
export function UndoConfirm({ now }: { now: RunSummary }): JSX.Element {
  const { runs, undo } = useReport();
  const what = records(now.changed, now.module);
  return (
    <UndoQuestion
      button={text('undo_confirm_btn', { records: what })}
      more={[sentences([text('undo_confirm_p'), text('rep_undo_p')])]}
      cost={aboutWords(undoPrice(now))}
      isAsked={runs.asked.value.state === 'asked'}
      onUndo={() => inBackground(undo(), 'UndoConfirm.undo')}
    >
      <strong>{plural('undo_confirm_h', now.chosenCount, { records: what })}</strong>
      {sentenceGap()}
      {undoMix(now)}
    </UndoQuestion>
  );
}
