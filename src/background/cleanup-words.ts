import type { CleanupMirror } from '../shared/cleanup-mirrors.ts';
import { language, plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { records } from '../shared/nouns.ts';

/** A count of a clean-up's records with its noun: `12 leads`; of several modules `12 records`. */
export function recordsOf({ steps }: Pick<CleanupMirror, 'steps'>, n: number): string {
  const [first, ...others] = steps;
  return records(n, first !== undefined && others.length === 0 ? first.module : null);
}

/** The number of records in all modules that it is about: those that had a chosen tag; in an undo, those to restore. */
export function concernedOf({ counts, isUndo, kind }: Pick<CleanupMirror, 'counts' | 'isUndo' | 'kind'>): number {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return isUndo || kind === 'replace' ? all : all - counts['had-none'];
}

/** Those of them that are as they should be. In a replace, records that had the tag that stays already are done. */
export function finishedOf({ counts, isUndo, kind }: Pick<CleanupMirror, 'counts' | 'isUndo' | 'kind'>): number {
  return counts.removed + (kind === 'replace' && !isUndo ? counts['had-none'] : 0);
}

/** Whether it changes tags and no records. */
export function isOfTags({ kind }: Pick<CleanupMirror, 'kind'>): boolean {
  return kind === 'rename' || kind === 'delete';
}

type OfTags = Pick<CleanupMirror, 'kind' | 'tags' | 'tagCount' | 'tagsChanged' | 'tagsKept'>;

/** Its tags: by name, or counted where there are more than a mirror names. A deletion counts those of each module. */
export function tagsOf({ kind, tags, tagCount, tagsChanged, tagsKept }: OfTags): string {
  if (tagCount > tags.length)
    return plural('n_tags', kind === 'delete' ? Math.max(tagCount, tagsChanged + tagsKept) : tagCount);
  return new Intl.ListFormat(language()).format(tags.map((name) => shownName(name)));
}

/** How it went well, in a headline: `Merged into “VIP” on 38 leads`, `“Cold” is now “Lead, cold”`. */
export function doneWords(cleanup: CleanupMirror): string {
  const { kind, isMerge, isUndo, tagCount, newName, tagsChanged } = cleanup;
  const finished = finishedOf(cleanup);
  const of = recordsOf(cleanup, finished);
  const old = tagCount === 1 ? text('quoted', { name: tagsOf(cleanup) }) : plural('n_tags', tagCount);
  const name = newName === null ? '' : text('quoted', { name: shownName(newName) });
  if (kind === 'rename') return text(isUndo ? 'un_rename' : 'rn_done_h', { old, new: name });
  if (kind === 'delete') {
    const tags = tagsChanged === 1 && tagCount === 1 ? old : plural('n_tags', tagsChanged);
    return text(isUndo ? 'un_made_h' : 'dl_done_h', { tags });
  }
  if (finished === 0 && tagsChanged > 0) return text(isUndo ? 'un_made_h' : 'dl_done_h', { tags: old });
  if (finished === 0)
    return isUndo
      ? text('undone_h', { n: 0, records: recordsOf(cleanup, concernedOf(cleanup)) })
      : text('done_nothing_h');
  if (isUndo) return text('undone_all_h', { records: of });
  if (kind === 'retire') return text('done_h', { records: of });
  return isMerge === true
    ? text('mg_done_h', { tag: name, records: of })
    : text('rp_done_h', { old, new: name, records: of });
}
