import { text } from '../../shared/i18n.ts';
import type { ReplaceData } from '../models/ReplaceModel.ts';
import { countedWords } from '../words/cleanup-words.ts';

/** The label of the button that starts a replace, or that leads to its confirmation. */
export function startWords({ included, isMerge, sum }: ReplaceData, isAsking: boolean): string {
  const { n, isWhole, isAtMost } = sum.value;
  const isUntold = !isWhole && (isAtMost || n === 0);
  const records = countedWords(
    sum.value,
    included.value.map(({ module }) => module),
  );
  const label = isUntold
    ? text(isMerge.value ? 'merge_plain' : 'repl_plain')
    : text(isMerge.value ? 'merge_btn' : 'repl_btn', { records });
  return isAsking ? text('asks_first', { label }) : label;
}
