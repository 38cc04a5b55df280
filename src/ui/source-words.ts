import { plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { nouns } from '../shared/nouns.ts';
import type { Module, Source, Tag } from '../shared/run-summary.ts';

/** The source of a selection in words: `Ticked rows`, `All leads in “My leads”`. */
export function sourceWords(source: Source, module: Module | null): string {
  switch (source.kind) {
    case 'ticked':
      return text('src_ticked');
    case 'record':
      return text('src_record');
    case 'clicked':
      return text('src_click');
    case 'view':
      return viewWords(source.viewName, module);
    case 'basket':
      return text('src_basket');
    case 'pasted':
      return text('src_pasted');
    case 'tag':
      return holderWords(source.holders?.tags ?? [], module);
    case 'undo':
      return text('src_undo');
    case 'again':
      return text('src_again');
  }
}

/** All records with a tag as a source: `All leads that have “Prime”`, `All leads that have one of 3 tags`. */
function holderWords(tags: readonly Tag[], module: Module | null): string {
  const [first, ...others] = tags;
  return first !== undefined && others.length === 0
    ? tagWords(first, module)
    : plural('src_tags', tags.length, { nouns: nouns(module) });
}

/** All records with one tag as a source: `All leads that have “Prime”`. */
export function tagWords({ name }: Pick<Tag, 'name'>, module: Module | null): string {
  return text('src_tag', { nouns: nouns(module), tag: shownName(name) });
}

/** The whole view as a source: `All leads in “My leads”`. */
export function viewWords(viewName: string | null, module: Module | null): string {
  return viewName === null
    ? text('src_view_unnamed', { nouns: nouns(module) })
    : text('src_view', { nouns: nouns(module), view: shownName(viewName) });
}
