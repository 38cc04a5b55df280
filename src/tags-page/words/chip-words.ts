import type { MessageKey } from '../../shared/i18n.ts';
import type { Chip } from '../lines/lines.ts';

interface ChipWords {
  readonly label: MessageKey;
  readonly help: MessageKey;
  /** No tag belongs to it. */
  readonly empty: MessageKey;
  /** No tag of this chip has the text in its name. */
  readonly noMatch: MessageKey;
}

export const CHIP_WORDS: Readonly<Record<Chip, ChipWords>> = {
  none: { label: 'chip_none', help: 'chip_none_help', empty: 'tags_empty_none', noMatch: 'tags_nomatch_none' },
  unused: {
    label: 'chip_unused',
    help: 'chip_unused_help',
    empty: 'tags_empty_unused',
    noMatch: 'tags_nomatch_unused',
  },
  year: { label: 'chip_year', help: 'chip_year_help', empty: 'tags_empty_year', noMatch: 'tags_nomatch_year' },
  alike: { label: 'chip_alike', help: 'chip_alike_help', empty: 'tags_empty_alike', noMatch: 'tags_nomatch_alike' },
  auto: { label: 'chip_auto', help: 'chip_auto_help', empty: 'tags_empty_auto', noMatch: 'tags_nomatch_auto' },
  limit: { label: 'chip_limit', help: 'chip_limit_help', empty: 'tags_empty_limit', noMatch: 'tags_nomatch_limit' },
};
