import { plural, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import type { PageAnswer } from '../../../shared/page.ts';
import type { Module } from '../../../shared/run-summary.ts';
import { type SelectionWarning, selectionWarnings } from '../../models/selection-warnings.ts';

/** The texts of a screen without records. `more` comes before `detail`, which leads to the options; it may be empty. */
export interface NothingWords {
  readonly heading: string;
  readonly detail: string;
  readonly more: string;
}

type Unreadable = Extract<SelectionWarning, { kind: 'unreadable' }>;

/** Why a module's page has no usable records. "Nothing ticked" is used only where no row is ticked. */
export function nothingWords(answer: PageAnswer | null, module: Module | null): NothingWords {
  const [gravest] = answer === null ? [] : selectionWarnings(answer);
  switch (gravest?.kind) {
    case undefined:
    case 'disagreeing':
    case 'more':
      return { heading: text('none_h'), detail: text('none_p'), more: '' };
    case 'this-page-only':
      return { heading: text('none_h'), detail: text('none_p'), more: text('sentence', { text: text('page_only') }) };
    case 'fewer':
      return { heading: text('fewer_none_h', { n: gravest.zoho }), detail: text('elsewhere_p'), more: '' };
    case 'whole-view': {
      const { zoho } = gravest;
      const heading = zoho === null ? text('wholeview_none_h') : text('wholeview_none_n_h', { n: zoho });
      return { heading, detail: text('elsewhere_p'), more: '' };
    }
    case 'refused':
      return { heading: plural('refused_all_h', gravest.rows), detail: text('refused_all_p'), more: '' };
    case 'unreadable':
      return unreadableWords(gravest, module);
  }
}

/** The texts for pages outside modules. Search results may hold ticks that cannot be read; other pages hold none. */
export function noPageWords(answer: PageAnswer | null): NothingWords {
  const moduleSlug = answer?.context.moduleSlug ?? null;
  const [warning] = answer === null || moduleSlug !== null ? [] : selectionWarnings(answer);
  if (warning?.kind === 'unreadable') return unreadableWords(warning, null);
  const detail = moduleSlug === null ? text('nopage_other_p') : text('nopage_p', { page: shownName(moduleSlug) });
  return { heading: text('nopage_h'), detail, more: '' };
}

function unreadableWords({ view, rows }: Unreadable, module: Module | null): NothingWords {
  const isList = view === 'list' || view === 'unknown';
  const ofPage = module === null ? text('noticks_other_p') : text('noticks_p', { module: shownName(module.plural) });
  const detail = isList ? text('noticks_list_p') : ofPage;
  return { heading: text('noticks_h'), detail, more: rows === 0 ? '' : plural('noticks_rows', rows) };
}
