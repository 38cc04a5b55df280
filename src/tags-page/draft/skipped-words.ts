import { text } from '../../shared/i18n.ts';
import type { Draft } from '../models/DraftModel.ts';
import { countedWords } from '../words/cleanup-words.ts';
import { isEmpty, sumOf } from './offer.ts';

/** Says how many records of the skipped modules keep their tags; null where nothing is skipped. */
export function skippedWords({ steps }: Pick<Draft, 'steps'>): string | null {
  const skipped = steps.value.filter((step) => step.isSkipped && !isEmpty(step));
  if (skipped.length === 0) return null;
  const kept = sumOf(skipped);
  if (!kept.isWhole) return text('rem_side_left_some');
  const modules = skipped.map(({ module }) => module);
  return text('rem_side_left', { records: countedWords(kept, modules) });
}
