import type { UndoOffer } from '../cleanups/queries/facts.ts';
import { plural, sentences, text } from '../shared/i18n.ts';
import { isSameName } from '../shared/same-name.ts';
import { shownName } from '../shared/names.ts';
import { namesOf, newNameOf, newNameWords, tagsOfModules, tagsWords } from './cleanup-words.ts';
import { list } from './formats.ts';
import type { CleanupNow } from './models/CleanupsModel.ts';

/* The question before the undo of a clean-up, of any kind. */

export interface UndoAsked {
  readonly now: Pick<CleanupNow, 'cleanup' | 'steps'>;
  readonly offer: UndoOffer;
  /** Its records with their noun. */
  readonly records: string;
}

/** The headline where no record is to be restored. */
export function undoHeading({ now, offer }: UndoAsked): string {
  if (offer.renamed > 0) return text('un_rename_h', { old: tagsWords(namesOf(now)), new: newNameWords(now) });
  return text('un_make_h', { tags: remadeWords(offer) });
}

/** What it does, and what it cannot do. */
export function undoParagraphs({ now, offer, records }: UndoAsked): readonly string[] {
  const { kind } = now.cleanup;
  const { remade } = offer;
  const paragraphs: (readonly string[])[] = [];
  if (remade.length > 0)
    paragraphs.push(
      [
        offer.records > 0 ? plural('un_made', remade.length, { records }) : plural('un_made_only', remade.length),
        plural('un_new', remade.length),
      ],
      // What Zoho does to a record that is tagged in between is in no document.
      [plural('un_between', remade.length)],
      [equalWords(now, offer)],
    );
  if (offer.records > 0)
    paragraphs.push([
      text('undo_confirm_p'),
      kind === 'replace' ? text('un_swap', { new: newNameWords(now) }) : '',
      text('cl_undo_p'),
    ]);
  if (offer.renamed > 0) paragraphs.push([text('un_rename_p')]);
  return paragraphs.map((paragraph) => sentences(paragraph)).filter((paragraph) => paragraph !== '');
}

/** Zoho may hold the name of a deleted tag for that of the tag that stays; then there is no way back for its records. */
function equalWords(now: UndoAsked['now'], { remade }: UndoOffer): string {
  const stays = now.cleanup.kind === 'replace' ? newNameOf(now) : null;
  const names = [...new Set(remade.map(({ name }) => name))].filter((name) => isSameName(name, stays));
  if (names.length === 0) return '';
  const tags = list(names.map((name) => text('tag_quoted', { name: shownName(name) })));
  return text('merge_equal_deleted', { tag: newNameWords(now), tags });
}

export function undoButton({ now, offer, records }: UndoAsked): string {
  if (offer.records > 0) return text('undo_confirm_btn', { records });
  if (offer.renamed > 0) return plural('un_rename_btn', offer.renamed, { old: tagsWords(namesOf(now)) });
  return text('un_make_btn', { tags: remadeWords(offer) });
}

function remadeWords({ remade }: UndoOffer): string {
  const names = [...new Set(remade.map(({ name }) => name))];
  return tagsOfModules(names, remade.length);
}
