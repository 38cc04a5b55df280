import type { UndoOffer } from '../../cleanups/queries/facts.ts';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { newNameWords, tagsWords } from '../../ui/cleanup-words.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';

/** The tags as the page last read them. */
interface Lists {
  readonly modules: readonly TagModule[];
  readonly rows: ReadonlyMap<string, readonly TagRow[]>;
}

/**
 * What stands in the way of an undo by the lists of tags: a full module, or a name that another tag has now. The lists
 * may be old, and Zoho decides.
 */
export function undoWarnings(now: CleanupNow, offer: UndoOffer, { modules, rows }: Lists): readonly string[] {
  const { steps } = now;
  const warnings = steps.flatMap(({ module, tags, holders, replace }): readonly string[] => {
    const listed = rows.get(module.apiName) ?? [];
    const deleted = tags?.deleted ?? [];
    const stays = tags?.stays?.id ?? replace?.stays.id ?? null;
    const gone = new Set(deleted.map(({ id }) => id));
    const present = listed.filter(({ id }) => !gone.has(id));
    const allowed = modules.find(({ apiName }) => apiName === module.apiName)?.room.allowed ?? null;
    const named = deleted.filter(({ name }) => present.some((row) => row.name === name && row.id !== stays));
    const isFull = allowed !== null && present.length + deleted.length - named.length > allowed;
    return [
      isFull ? text('un_full', { module: shownName(module.plural) }) : '',
      named.length === 0 ? '' : text('un_name', { tags: tagsWords(named.map(({ name }) => name)) }),
      offer.renamed > 0 && tags?.renaming?.kind === 'done' ? takenWords(holders.tags[0], present, now) : '',
    ];
  });
  return [...new Set(warnings)].filter((words) => words !== '');
}

function takenWords(
  tag: { id: string; name: string } | undefined,
  present: readonly TagRow[],
  now: CleanupNow,
): string {
  const isTaken = tag !== undefined && present.some(({ id, name }) => id !== tag.id && name === tag.name);
  return isTaken ? text('un_rename_taken', { old: tagsWords([tag.name]), new: newNameWords(now) }) : '';
}
