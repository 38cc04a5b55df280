import { isMerge, tagSum } from '../cleanups/queries/facts.ts';
import type { KeptTag, Renaming, UnmadeTag } from '../cleanups/model/types.ts';
import { plural, sentences, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { records } from '../shared/nouns.ts';
import type { Module, Tag } from '../shared/run-summary.ts';
import { errorText } from './error-text.ts';
import { list } from './formats.ts';
import type { CleanupNow, StepNow } from './models/CleanupsModel.ts';
import type { Tone } from './outcome-words.ts';
import type { Unmade, UnmadeText } from './row-reason-text.ts';

/* Words for a clean-up of any kind that the page of tags and the report share. */

type Facts = Pick<CleanupNow, 'cleanup' | 'steps'>;

/** Names of the tags of a clean-up, each once. */
export function namesOf({ steps }: Pick<CleanupNow, 'steps'>): readonly string[] {
  return [...new Set(steps.flatMap(({ holders }) => holders.tags.map(({ name }) => name)))];
}

/** Tags in a sentence: one by its name in quotation marks, several by their number. */
export function tagsWords(names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 && only !== undefined ? quoted(only) : plural('n_tags', names.length);
}

/** A name in a sentence. */
export function quoted(name: string): string {
  return text('tag_quoted', { name: shownName(name) });
}

/** The name of the tag that stays, or the new name, in quotation marks; empty where there is none. */
export function newNameWords(now: Pick<CleanupNow, 'steps'>): string {
  const name = newNameOf(now);
  return name === null ? '' : quoted(name);
}

/** The same without quotation marks; null where there is none. */
export function newNameOf({ steps }: Pick<CleanupNow, 'steps'>): string | null {
  const [first] = steps;
  return first?.tags?.stays?.name ?? first?.replace?.stays.name ?? first?.name ?? null;
}

/** The same where tags of one name in several modules are counted each. */
export function tagsOfModules(names: readonly string[], n: number): string {
  return names.length === 1 ? tagsWords(names) : plural('n_tags', n);
}

/** A count with its noun; the general one where the records are of several modules. */
export function recordsIn(n: number, steps: readonly Pick<StepNow, 'module'>[]): string {
  return records(n, steps.length === 1 ? (steps[0]?.module ?? null) : null);
}

/** Modules in a sentence. */
export function modulesWords(modules: readonly Pick<Module, 'plural'>[]): string {
  return list(modules.map((module) => shownName(module.plural)));
}

/** The current work of a clean-up as a headline; null for a retire that finds, removes or restores. */
export function workHeadline(now: Pick<CleanupNow, 'cleanup' | 'steps' | 'work' | 'phase'>): string | null {
  const { cleanup, work, phase, steps } = now;
  const tags = tagsWords(namesOf(now));
  const name = newNameWords(now);
  if (work === 'make') return text('cl_make_h', { tag: name });
  if (work === 'delete') return text('cl_del_h', { tags: chosenWords(steps) });
  if (work === 'remake') return text('un_make_run', { tags: deletedWords(steps) });
  if (phase === 'finding' || phase === 'asking') return null;
  switch (cleanup.kind) {
    case 'retire':
      return null;
    case 'delete':
      return cleanup.isUndo
        ? text('un_make_run', { tags: deletedWords(steps) })
        : text('cl_del_h', { tags: chosenWords(steps) });
    case 'rename':
      return cleanup.isUndo
        ? text('un_rename_run', { old: tags, new: name })
        : text('cl_rename_h', { old: tags, new: name });
    case 'replace':
      if (cleanup.isUndo) return null;
      return isMerge(cleanup, steps) ? text('cl_merge_h', { tag: name }) : text('cl_repl_h', { old: tags, new: name });
  }
}

/** The tags of all modules, in a sentence that counts them: the same name in two modules is two. */
function chosenWords(steps: readonly StepNow[]): string {
  return tagsOfModules(
    namesOf({ steps }),
    steps.reduce((sum, { holders }) => sum + holders.tags.length, 0),
  );
}

function deletedWords(steps: readonly StepNow[]): string {
  return tagsOfModules(
    deletedNames(steps),
    steps.reduce((sum, { tags }) => sum + (tags?.deleted?.length ?? 0), 0),
  );
}

function deletedNames(steps: readonly StepNow[]): readonly string[] {
  return [...new Set(steps.flatMap(({ tags }) => tags?.deleted ?? []).map(({ name }) => name))];
}

/** The result of a replace on its records, as a headline. `finished` of `all` are done. */
export function replacedHeadline(now: Facts, finished: number, all: number, of: readonly StepNow[]): string {
  const isAll = finished === all;
  const words = recordsIn(all, of);
  const values = {
    n: finished,
    records: words,
    tag: newNameWords(now),
    old: tagsWords(namesOf(now)),
    new: newNameWords(now),
  };
  if (isMerge(now.cleanup, now.steps)) return text(isAll ? 'mg_done_h' : 'mg_part_h', values);
  return text(isAll ? 'rp_done_h' : 'rp_part_h', values);
}

/** A headline about tags, for a clean-up without records. */
export interface TagHeadline {
  readonly headline: string;
  readonly tone: Tone;
}

/** The end of a rename or of a delete, or of its undo. */
export function tagHeadline(now: Facts): TagHeadline {
  const { cleanup, steps } = now;
  const sums = steps.map((step) => tagSum(cleanup, step));
  const changed = sums.reduce((sum, one) => sum + one.changed, 0);
  const isStopped = cleanup.left.length > 0;
  if (cleanup.kind === 'rename') return renameHeadline(now, sums.filter((one) => one.changed > 0).length, isStopped);
  const all = cleanup.isUndo
    ? steps.reduce((sum, { tags }) => sum + (tags?.deleted?.length ?? 0), 0)
    : steps.reduce((sum, { holders }) => sum + holders.tags.length, 0);
  const names = cleanup.isUndo ? deletedNames(steps) : namesOf(now);
  const tone = changed === all ? 'ok' : isStopped ? '' : 'warn';
  if (cleanup.isUndo) {
    if (changed < all) return { tone, headline: text('un_made_part_h', { n: changed, tags: plural('n_tags', all) }) };
    return { tone, headline: text('un_made_h', { tags: tagsOfModules(names, all) }) };
  }
  if (changed === 0) return { tone, headline: text(isStopped ? 'dl_stopped_h' : 'dl_none_h') };
  return {
    tone,
    headline:
      changed === all
        ? text('dl_done_h', { tags: all === 1 ? tagsWords(names) : plural('n_tags', all) })
        : text('dl_part_h', { n: changed, tags: plural('n_tags', all) }),
  };
}

function renameHeadline(now: Facts, changed: number, isStopped: boolean): TagHeadline {
  const { cleanup, steps } = now;
  const values = { old: tagsWords(namesOf(now)), new: newNameWords(now) };
  const meant = cleanup.isUndo ? steps.filter(({ tags }) => tags?.renaming?.kind === 'done').length : steps.length;
  const tone = changed === meant ? 'ok' : isStopped ? '' : 'warn';
  if (changed === 0)
    return { tone, headline: cleanup.isUndo ? text('un_rename_none_h', values) : text('rn_none_h', values) };
  if (cleanup.isUndo)
    return {
      tone,
      headline:
        changed === meant
          ? text('un_rename', values)
          : text('un_rename_part', { ...values, n: changed, modules: plural('n_modules', meant) }),
    };
  return {
    tone,
    headline:
      changed === meant
        ? text('rn_done_h', values)
        : text('rn_part_h', { ...values, n: changed, modules: plural('n_modules', meant) }),
  };
}

/** A sentence about a tag of one or more modules. */
export interface TagLine {
  readonly key: string;
  readonly words: string;
  readonly isProblem: boolean;
  /** The tag that stays as it is, where the sentence is about one. */
  readonly tag: { readonly module: string; readonly tag: Tag } | null;
  /** It stays because of its records. Automation may use it, too. */
  readonly isCarried?: boolean;
  /** The tag that has the new name. Its id is null where Zoho does not say it. */
  readonly other?: { readonly id: string | null; readonly name: string };
}

/** What has become of the tags themselves, the kept ones last. What the headline of a delete says is left out. */
export function tagLines({ cleanup, steps }: Facts): readonly TagLine[] {
  if (cleanup.kind === 'rename') return renameLines({ cleanup, steps });
  const isDelete = cleanup.kind === 'delete';
  const changed = isDelete ? [] : cleanup.isUndo ? remadeLines(steps) : deletedLines(steps);
  return [...changed, ...(cleanup.isUndo ? [...sameLines(steps), ...unmadeLines(steps)] : keptLines(steps))];
}

function deletedLines(steps: readonly StepNow[]): readonly TagLine[] {
  return byName(steps, ({ tags }) => tags?.deleted ?? []).map(({ name, modules }) => ({
    key: `deleted ${name}`,
    words: inModules('mg_deleted', name, modules, steps),
    isProblem: false,
    tag: null,
  }));
}

function remadeLines(steps: readonly StepNow[]): readonly TagLine[] {
  return byName(steps, ({ tags }) => (tags?.renewed ?? []).flatMap(({ tag }) => tag ?? [])).map(
    ({ name, modules }) => ({
      key: `made ${name}`,
      words: inModules('un_made_line', name, modules, steps),
      isProblem: false,
      tag: null,
    }),
  );
}

/** Deleted tags that cannot be made again, because Zoho holds their names for that of the tag that stays. */
function sameLines(steps: readonly StepNow[]): readonly TagLine[] {
  const stays = newNameWords({ steps });
  return steps.flatMap(({ module, tags }) =>
    (tags?.renewed ?? []).flatMap(({ old, tag }): readonly TagLine[] => {
      const lost = tag === null ? (tags?.deleted ?? []).find(({ id }) => id === old) : undefined;
      if (lost === undefined) return [];
      const words = text('un_same', { old: quoted(lost.name), new: stays });
      return [{ key: `same ${module.apiName} ${old}`, words, isProblem: true, tag: null }];
    }),
  );
}

/** Deleted tags that Zoho has refused to make again. */
function unmadeLines(steps: readonly StepNow[]): readonly TagLine[] {
  const isSeveral = steps.length > 1;
  return steps.flatMap(({ module, tags }) =>
    (tags?.unmade ?? []).map((unmade): TagLine => {
      const { reason } = unmadeWords(unmade, module);
      return {
        key: `unmade ${module.apiName} ${unmade.tag.id}`,
        words: isSeveral ? text('cl_in_module', { module: shownName(module.plural), what: reason }) : reason,
        isProblem: true,
        tag: null,
      };
    }),
  );
}

/** Why Zoho has not made a deleted tag again, and what to do. */
function unmadeWords(unmade: UnmadeTag, { plural: module }: Module): UnmadeText {
  const refused = unmade.why === 'taken' ? null : errorText(unmade.error, { module, isOfTag: true });
  const why = refused?.headline ?? text('un_unmade_taken');
  const reason = text('un_unmade', { tag: quoted(unmade.tag.name), why });
  return { reason, todo: sentences([refused?.todo ?? '', text('un_unmade_do')]) };
}

/** The deleted tags of a step that are not made again, for the reasons of its records. */
export function unmadeIn({ module, tags }: Pick<StepNow, 'module' | 'tags'>): Unmade {
  return new Map((tags?.unmade ?? []).map((unmade) => [unmade.tag.id, unmadeWords(unmade, module)]));
}

function renameLines({ cleanup, steps }: Facts): readonly TagLine[] {
  const values = { old: tagsWords(namesOf({ steps })), new: newNameWords({ steps }) };
  return steps.flatMap(({ module, tags, holders, name }): readonly TagLine[] => {
    const result = cleanup.isUndo ? tags?.back : tags?.renaming;
    if (result === undefined || result.kind === 'done') return [];
    const stem = cleanup.isUndo
      ? result.kind === 'taken'
        ? 'un_rename_taken'
        : 'un_rename_changed'
      : result.kind === 'taken'
        ? 'rn_taken'
        : 'rn_already';
    const [tag] = holders.tags;
    return [
      {
        key: `${stem} ${module.apiName}`,
        words: text(stem, { ...values, module: shownName(module.plural) }),
        isProblem: true,
        tag: tag === undefined ? null : { module: module.apiName, tag },
        ...(stem === 'rn_taken' && name !== undefined && { other: { id: idIn(result), name } }),
      },
    ];
  });
}

function idIn(result: Renaming): string | null {
  return result.kind === 'taken' ? result.id : null;
}

function keptLines(steps: readonly StepNow[]): readonly TagLine[] {
  const isSeveral = steps.length > 1;
  return steps.flatMap(({ module, tags }) =>
    (tags?.kept ?? []).map((kept): TagLine => {
      const words = keptWords(kept, module);
      return {
        key: `kept ${module.apiName} ${kept.tag.id}`,
        words: isSeveral ? text('cl_in_module', { module: shownName(module.plural), what: words }) : words,
        isProblem: kept.why !== 'gone',
        isCarried: kept.why === 'carried',
        tag: kept.why === 'gone' ? null : { module: module.apiName, tag: kept.tag },
      };
    }),
  );
}

function keptWords(kept: KeptTag, module: Module): string {
  const tag = quoted(kept.tag.name);
  switch (kept.why) {
    case 'carried':
      return plural('dl_kept', kept.records, { tag, records: records(kept.records, module) });
    case 'used':
      return kept.places.length === 0
        ? text('dl_held_plain', { tag })
        : plural('dl_held', kept.places.length, { tag, places: list(kept.places.map((name) => shownName(name))) });
    case 'uncounted':
      return text('dl_uncounted', { tag });
    case 'gone':
      return text('dl_gone', { tag });
    case 'refused':
      return text('dl_refused', { tag, why: errorText(kept.error, { module: module.plural, isOfTag: true }).headline });
  }
}

interface Named {
  readonly name: string;
  readonly modules: readonly Module[];
}

function byName(steps: readonly StepNow[], of: (step: StepNow) => readonly Tag[]): readonly Named[] {
  const found = new Map<string, Module[]>();
  for (const step of steps) for (const { name } of of(step)) found.set(name, [...(found.get(name) ?? []), step.module]);
  return [...found].map(([name, modules]) => ({ name, modules }));
}

/** The modules are named where a clean-up has several. */
function inModules(
  stem: 'mg_deleted' | 'un_made_line',
  name: string,
  modules: readonly Module[],
  steps: readonly StepNow[],
): string {
  const tag = quoted(name);
  if (steps.length === 1) return text(stem, { tag });
  return text(`${stem}_in`, { tag, modules: modulesWords(modules) });
}

/** The date until which it can be undone, and that deleted tags are made again then. `at`: the words for the date. */
export function undoUntilWords(remade: readonly Tag[], at: string): string {
  return remade.length === 0
    ? text('undo_until', { date: at })
    : plural('cl_undo_until_tag', remade.length, { date: at });
}
