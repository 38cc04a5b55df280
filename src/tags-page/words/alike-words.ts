import { type MessageKey, text } from '../../shared/i18n.ts';
import { list } from '../../ui/formats.ts';
import { type Difference, differences } from '../lines/differences.ts';

const NOUNS: Readonly<Record<Difference, MessageKey>> = {
  case: 'diff_case',
  letters: 'diff_letters',
  dots: 'diff_dots',
  hyphens: 'diff_hyphens',
  underscores: 'diff_underscores',
  spaces: 'diff_spaces',
  end: 'diff_end',
  start: 'diff_start',
};

/** The difference between look-alike names: `differ in capitals and dots`. */
export function alikeWords(names: readonly string[]): string {
  const found = differences(names);
  if (found.length === 0) return text('alike_unseen');
  return text('alike_differ', { list: list(found.map((difference) => text(NOUNS[difference]))) });
}
