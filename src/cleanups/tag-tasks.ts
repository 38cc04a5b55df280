import type { Errand } from '../runs/visit/errand.ts';
import { longestDatedMs, LOOK_APART_MS, MOST_IDLE_MS, patienceFor, SHORT_WAIT_MS } from '../runs/model/waits.ts';
import { AppError, isAppError, toErrorData } from '../shared/errors.ts';
import { isSameName } from '../shared/same-name.ts';
import type { Module, Tag } from '../shared/run-summary.ts';
import { SEARCH_SCOPE } from '../shared/scopes.ts';
import { SEARCHED_TOGETHER } from '../shared/searched-together.ts';
import { isNoAnswer } from '../zoho/answer.ts';
import { CREDITS_PER_READ, CREDITS_PER_TAG_CHANGE, RECORDS_PER_CREDIT } from '../zoho/limits.ts';
import type { RecordTags, TagNaming, TagUseAnswer, ZohoApi } from '../zoho/types.ts';
import type { Progress } from './model/progress.ts';
import type {
  Cleanup,
  CleanupStep,
  KeptTag,
  Renaming,
  StepTags,
  TagCredits,
  TagTask,
  TagWait,
  UnmadeTag,
} from './model/types.ts';
import type { CleanupPorts } from './ports.ts';

/** Ends the work on a task: nothing more can be asked now. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly progress: Progress;
  constructor(progress: Progress) {
    super();
    this.progress = progress;
  }
}

/** A list of tags may lack a tag for once, so it is read again after this time, in milliseconds. */
const LIST_AGAIN_MS = 2_000;

/** Parts of a wait for a late call, in milliseconds. A worker that asks the browser for nothing lives for 30 s. */
const SURE_PART_MS = 10_000;

/** How often a tag is searched again because others renamed it. */
const MOST_RENAMINGS = 2;

/** What a tag task works with. */
interface Work {
  readonly ports: CleanupPorts;
  readonly cleanup: Cleanup;
  readonly place: number;
  readonly errand: Errand;
  /** Stores a change of the clean-up, together with the credits spent so far. Null when the clean-up is gone. */
  readonly store: (event: (now: Cleanup) => Cleanup) => Promise<Cleanup | null>;
  /** Stores what has become of the module's tags, before the next call. */
  write(changes: (tags: StepTags) => StepTags): Promise<void>;
}

/**
 * Makes, renames or deletes tags. Every change can be asked for again after a death: a name that exists is that tag, a tag that
 * is gone is deleted, and a tag that has the name is renamed.
 */
export async function changeTags(ports: CleanupPorts, cleanup: Cleanup, task: TagTask): Promise<Progress> {
  const step = cleanup.steps[task.step];
  if (step === undefined || cleanup.isStopping) return 'done';
  const rest = waitLeft(cleanup, ports.clock.wall());
  if (rest !== null && rest > 0 && cleanup.wait?.until !== null) return later(ports, rest);
  try {
    const { connectionId, wait, useReserve = false } = cleanup;
    const errand = await ports.errand(connectionId, wait?.rounds ?? { misses: 0, throttles: 0 }, useReserve);
    const store = storing(ports, cleanup.id, errand);
    const write: Work['write'] = (changes) => writeTags(ports, store, task.step, changes);
    const work: Work = { ports, cleanup, place: task.step, errand, store, write };
    try {
      await TASKS[task.do](work, step);
    } finally {
      // The end of the task does not depend on the count of its credits.
      await store((now) => now).catch((error: unknown) => ports.note(error, 'cleanups.credits'));
    }
    await readAgain(ports, cleanup, step);
    return 'done';
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (typeof error.progress === 'object' && 'error' in error.progress) await readAgain(ports, cleanup, step);
    return error.progress;
  }
}

/** Stores changes with the credits of an errand. Those of a change that could not be stored go with the next one. */
function storing({ store }: CleanupPorts, id: string, errand: Errand): Work['store'] {
  const owed = { reads: 0, writes: 0 };
  return async (event) => {
    const { reads, writes } = errand.takeCredits();
    owed.reads += reads;
    owed.writes += writes;
    const booked = { ...owed };
    const now = await store.change(id, (cleanup) => withCredits(event(cleanup), booked));
    owed.reads -= booked.reads;
    owed.writes -= booked.writes;
    return now;
  };
}

function withCredits(cleanup: Cleanup, { reads, writes }: TagCredits): Cleanup {
  if (reads + writes === 0) return cleanup;
  const side = cleanup.isUndo ? 'undo' : 'removal';
  const before = cleanup.tagCredits?.[side] ?? { reads: 0, writes: 0 };
  const credits = { reads: before.reads + reads, writes: before.writes + writes };
  return { ...cleanup, tagCredits: { ...cleanup.tagCredits, [side]: credits } };
}

/** The page of tags then shows what the module has now. The clean-up does not depend on it. */
async function readAgain(ports: CleanupPorts, { connectionId }: Cleanup, { module }: CleanupStep): Promise<void> {
  await ports
    .tagsChanged(connectionId, module.apiName)
    .catch((error: unknown) => ports.note(error, 'cleanups.tagsChanged'));
}

const TASKS: Readonly<Record<TagTask['do'], (work: Work, step: CleanupStep) => Promise<void>>> = {
  make,
  rename,
  delete: deleteAll,
  remake,
  nameBack,
};

/** The tag that stays: a name that the module has is that tag, so that none is made twice. */
async function make(work: Work, { module, replace, tags }: CleanupStep): Promise<void> {
  if (replace === undefined || tags?.stays !== undefined) return;
  const answer = await made(work, tags, { module: module.apiName, wanted: replace.stays });
  if (answer.kind === 'made') return work.write((now) => ({ ...withoutMaking(now), stays: answer.tag }));
  await work.write(withoutMaking);
  const error = answer.kind === 'refused' ? answer.error : new AppError('data-refused');
  throw new Interrupted({ error: toErrorData(error) });
}

/** `taken`: Zoho calls the name taken and lists no tag with it. `refused`: it refuses this tag, not every one. */
type Made =
  | { readonly kind: 'made'; readonly tag: Tag }
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly error: AppError };

/**
 * A tag of this name, made or found. {@link StepTags.making} stays for the caller to take back with the result. After a
 * call without an answer, Zoho is asked again only when that call can be applied no more: if others rename a tag
 * meanwhile, the call would make a second one. Throws {@link Interrupted}.
 */
async function made(
  work: Work,
  tags: StepTags | undefined,
  { module, wanted }: { readonly module: string; readonly wanted: Pick<Tag, 'name' | 'colour'> },
): Promise<Made> {
  if (tags?.making === wanted.name) {
    const late = await madeLate(work, tags, { module, name: wanted.name });
    if (late !== undefined) return { kind: 'made', tag: late };
  }
  await work.write(({ lateSince: _earlier, ...now }) => ({ ...now, making: wanted.name }));
  const terms = { refused: 'kept', takenBack: withoutMaking } as const;
  const answer = await change(work, (api) => api.createTag(module, wanted), terms);
  if (isAppError(answer)) return { kind: 'refused', error: answer };
  if (answer.kind === 'done') return { kind: 'made', tag: answer.tag };
  const holder = (all: readonly Tag[]) => bearer(all, wanted.name, answer);
  const found = holder(await listWith(work, module, (all) => holder(all) !== undefined));
  return found === undefined ? { kind: 'taken' } : { kind: 'made', tag: found };
}

/** The tag that a call without an answer has made. Undefined once no such call can be applied any more. */
async function madeLate(
  work: Work,
  tags: StepTags,
  { module, name }: { readonly module: string; readonly name: string },
): Promise<Tag | undefined> {
  // Which other spelling Zoho takes for this name is not known without its answer.
  const isMade = (tag: Tag) => tag.name === name;
  const first = (await list(work, module)).find(isMade);
  if (first !== undefined) return first;
  await untilNotLate(work, tags, true);
  return (await list(work, module)).find(isMade);
}

function withoutMaking({ making: _making, ...rest }: StepTags): StepTags {
  return rest;
}

/** The tag that has a name by Zoho's word, or by its own name where Zoho does not say which. */
function bearer(tags: readonly Tag[], name: string, { id }: Extract<TagNaming, { kind: 'taken' }>): Tag | undefined {
  if (id !== null) return tags.find((tag) => tag.id === id);
  return tags.find((tag) => tag.name === name) ?? tags.find((tag) => isSameName(tag.name, name));
}

async function rename(work: Work, { module, holders, name, tags }: CleanupStep): Promise<void> {
  const [wanted] = holders.tags;
  if (wanted === undefined || name === undefined || tags?.renaming !== undefined) return;
  const isRepeated = tags?.from !== undefined;
  const now = (await listOf(work, module.apiName, [wanted])).find(({ id }) => id === wanted.id);
  if (now === undefined) {
    // Nothing is left to give a name back to.
    if (isRepeated) await work.write(withoutFrom);
    throw new Interrupted({ error: toErrorData(new AppError('tag-gone')), isFinal: true });
  }
  if (now.name === name)
    return work.write((all) => {
      const renaming = { kind: isRepeated ? ('done' as const) : ('changed' as const) };
      return { ...all, renaming, ...(isRepeated && lateFrom(work)) };
    });
  const from = tags?.from ?? now;
  await work.write((all) => ({ ...all, from }));
  const { id, colour } = from;
  const takenBack = isRepeated ? null : withoutFrom;
  const answer = await change(work, (api) => api.renameTag(module.apiName, { id, name, colour }), { takenBack });
  const renaming = await namingOf(work, module.apiName, { id, name }, answer, takenBack);
  await work.write((all) => ({ ...all, renaming, ...(isRepeated && lateFrom(work)) }));
}

/** A change without an answer that was asked for by now may be applied for a while. */
function lateFrom({ ports }: Work): Pick<StepTags, 'lateSince'> {
  return { lateSince: ports.clock.now() };
}

/** Waits until no earlier change can be applied any more. `isOpen`: one has had no answer. Throws {@link Interrupted}. */
async function untilNotLate(work: Work, { lateSince }: StepTags, isOpen: boolean): Promise<void> {
  const { clock } = work.ports;
  if (lateSince === undefined && !isOpen) return;
  if (lateSince === undefined) await work.write((now) => ({ ...now, ...lateFrom(work) }));
  // The clock may have been set back before this worker began.
  else clock.goOnFrom(lateSince);
  await untilSure(work.ports, LOOK_APART_MS - (lateSince === undefined ? 0 : clock.sureSince(lateSince)));
}

/**
 * Waits in this worker, whose own clock nobody sets. Each part ends in a new pass, which keeps the worker alive. Throws
 * {@link Interrupted}.
 */
async function untilSure({ clock }: CleanupPorts, ms: number): Promise<void> {
  if (ms <= 0) return;
  await clock.wait(Math.min(ms, SURE_PART_MS));
  throw new Interrupted('changed');
}

function withoutFrom({ from: _from, ...rest }: StepTags): StepTags {
  return rest;
}

/**
 * The result of a rename. A tag that has the name since an earlier call of this clean-up is renamed. Throws
 * {@link Interrupted} where Zoho refuses a name because the tag itself has one that Zoho holds for it. `takenBack`: what
 * was stored about the call is then taken back with it.
 */
async function namingOf(
  work: Work,
  module: string,
  wanted: Pick<Tag, 'id' | 'name'>,
  answer: TagNaming,
  takenBack: ChangeTerms['takenBack'] = null,
): Promise<Renaming> {
  if (answer.kind === 'done') return { kind: 'done' };
  const tags = await listOf(work, module, [wanted]);
  const now = tags.find(({ id }) => id === wanted.id);
  if (now?.name === wanted.name) return { kind: 'done' };
  const others = tags.filter(({ id }) => id !== wanted.id);
  const isOwn =
    answer.id === wanted.id ||
    (answer.id === null &&
      isSameName(wanted.name, now?.name ?? null) &&
      bearer(others, wanted.name, answer) === undefined);
  if (!isOwn) return answer;
  const error = toErrorData(new AppError('zoho-other', { zohoCode: 'DUPLICATE_DATA' }));
  if (takenBack !== null) await work.write(takenBack);
  throw new Interrupted({ error, isFinal: true });
}

/** Gives a renamed tag its old name, unless others have renamed or deleted it since. */
async function nameBack(work: Work, { module, name, tags }: CleanupStep): Promise<void> {
  if (tags?.from === undefined || tags.back !== undefined) return;
  const { from } = tags;
  await untilNotLate(work, tags, tags.renaming === undefined);
  const now = (await listOf(work, module.apiName, [from])).find(({ id }) => id === from.id);
  if (now?.name === from.name) return work.write((all) => ({ ...all, back: { kind: 'done' } }));
  if (now === undefined || now.name !== name) return work.write((all) => ({ ...all, back: { kind: 'changed' } }));
  const { id, colour } = now;
  const answer = await change(work, (api) => api.renameTag(module.apiName, { id, name: from.name, colour }));
  const back = await namingOf(work, module.apiName, { id, name: from.name }, answer);
  await work.write((all) => ({ ...all, back }));
}

/** Deletes each tag that no record carries and no automation uses: counted, and deleted at once. */
async function deleteAll(work: Work, { module, holders, runId, replace, tags }: CleanupStep): Promise<void> {
  const stays = tags?.stays?.id ?? replace?.stays.id;
  const isOver = ({ id }: Tag): boolean => {
    const isDealtWith = (tag: Tag) => tag.id === id;
    return (tags?.deleted ?? []).some(isDealtWith) || (tags?.kept ?? []).some((kept) => isDealtWith(kept.tag));
  };
  const open = holders.tags.filter((tag) => tag.id !== stays && !isOver(tag));
  if (open.length === 0) return;
  // Whether the module still has such a tag is known once the call can be applied no more.
  if (tags !== undefined && open.some((tag) => isAsked(tags, tag))) await untilNotLate(work, tags, true);
  // A removal is sent by name. Once the tag is gone, Zoho may take its name for that of another one.
  await untilSure(work.ports, await work.ports.engine.lateFor(runId));
  // Their names and colours as they are now are what an undo makes again.
  const now = await listOf(work, module.apiName, open);
  for (let from = 0; from < open.length; from += SEARCHED_TOGETHER) {
    const some = open.slice(from, from + SEARCHED_TOGETHER);
    const listed = some.flatMap(({ id }) => now.find((tag) => tag.id === id) ?? []);
    const searched = await searchedFor(work, { module, runId }, listed);
    for (const given of some) {
      const one = searched.find(({ tag }) => tag.id === given.id);
      const asked = tags?.asked?.find(({ id }) => id === given.id);
      // The call names no module, so an id that this module does not list may be a tag of another one.
      if (one === undefined) await work.write((all) => goneIn(all, asked ?? given));
      else await deleteOne(work, { module, runId }, one);
    }
  }
}

/** Zoho's count may be late, or leave out records that the user cannot see, or converted leads. */
async function deleteOne(
  work: Work,
  { module, runId }: Pick<CleanupStep, 'module' | 'runId'>,
  { tag, found }: SearchedTag,
): Promise<void> {
  const left = await work.ports.carrying(runId, tag.id);
  const { apiName } = module;
  const keep = (kept: KeptTag) => work.write((now) => withKept(now, kept));
  const counted = await ask(work, (api) => api.tagCount(apiName, tag.id));
  if (isAppError(counted)) {
    // The list has the last word: it named the tag a moment ago.
    const isGone = counted.code === 'tag-gone' && !(await listOf(work, apiName, [tag])).some(({ id }) => id === tag.id);
    return isGone ? work.write((now) => goneIn(now, tag)) : keep({ tag, why: 'refused', error: toErrorData(counted) });
  }
  const { records, use } = counted;
  if (records === null || (records === 0 && found === null)) return keep({ tag, why: 'uncounted' });
  const carrying = Math.max(records, left, found ?? 0);
  if (carrying > 0) return keep({ tag, why: 'carried', records: carrying });
  const places = automationIn(use);
  if (places !== null) return keep({ tag, why: 'used', places });
  await work.write((now) => {
    const { lateSince: _earlier, ...rest } = answered(now, tag);
    return { ...rest, asked: [...(rest.asked ?? []), tag] };
  });
  const isRepeated = isAsked(work.cleanup.steps[work.place]?.tags ?? {}, tag);
  const takenBack = isRepeated ? null : (now: StepTags) => answered(now, tag);
  const answer = await change(work, (api) => api.deleteTag(tag.id), { refused: 'kept', takenBack });
  const kept: KeptTag | null = isAppError(answer)
    ? { tag, why: 'refused', error: toErrorData(answer) }
    : answer.kind === 'used'
      ? { tag, why: 'used', places: answer.places }
      : null;
  await work.write((now) => (kept === null ? deletedIn(now, tag) : withKept(answered(now, tag), kept)));
}

/** A tag under its current name, and the records that have it by the search; null where that is not known. */
interface SearchedTag {
  readonly tag: Tag;
  readonly found: number | null;
}

/**
 * Searches the leads for each tag: no document says whether Zoho's count covers converted leads. A tag that was renamed
 * before Zoho answered is searched again. No other module is searched, and none where a removal has found the records or
 * the connection may not search.
 */
async function searchedFor(
  work: Work,
  { module, runId }: Pick<CleanupStep, 'module' | 'runId'>,
  tags: readonly Tag[],
): Promise<readonly SearchedTag[]> {
  const { ports, cleanup } = work;
  const isSearched =
    module.apiName === 'Leads' &&
    (await ports.engine.run(runId)) === null &&
    (await ports.holds(cleanup.connectionId, SEARCH_SCOPE));
  const all = new Map<string, SearchedTag>(tags.map((tag) => [tag.id, { tag, found: 0 }]));
  let open = isSearched ? tags : [];
  for (let round = 0; open.length > 0; round += 1) {
    const isLast = round > MOST_RENAMINGS;
    for (const tag of open) all.set(tag.id, { tag, found: isLast ? null : await foundWith(work, module, tag) });
    const none = open.filter(({ id }) => all.get(id)?.found === 0);
    const now = none.length === 0 ? none : await listOf(work, module.apiName, none);
    open = none.flatMap(({ id, name }) => now.find((tag) => tag.id === id && tag.name !== name) ?? []);
  }
  return [...all.values()];
}

/**
 * How many leads have a tag by the search. Its index may lag, so what it finds is read. Null for more than one read shows,
 * 0 where Zoho refuses the search.
 */
async function foundWith(work: Work, { apiName, nameField }: Module, { id, name }: Tag): Promise<number | null> {
  const page = await ask(work, (api) => api.searchByTag(apiName, nameField, name, { window: null, page: 1 }));
  if (isAppError(page)) return 0;
  const hasTag = ({ tags }: RecordTags) => tags.some((tag) => tag.id === id);
  const ids = page.records.filter(hasTag).map((record) => record.id);
  if (ids.length === 0) return 0;
  const read = await ask(work, (api) => api.recordsByIds(apiName, nameField, ids.slice(0, RECORDS_PER_CREDIT)));
  const having = isAppError(read) ? 0 : read.filter(hasTag).length;
  const isAll = !isAppError(read) && ids.length <= RECORDS_PER_CREDIT && !page.isMore;
  return isAll ? having : null;
}

function isAsked({ asked = [] }: StepTags, { id }: Tag): boolean {
  return asked.some((other) => other.id === id);
}

/** Without the note that Zoho was asked to delete the tag. */
function answered(now: StepTags, { id }: Tag): StepTags {
  const { asked = [], lateSince, ...rest } = now;
  const others = asked.filter((other) => other.id !== id);
  return others.length === 0 ? rest : { ...rest, ...(lateSince !== undefined && { lateSince }), asked: others };
}

/** A tag that is gone: this clean-up has deleted it if it has asked for that. */
function goneIn(now: StepTags, tag: Tag): StepTags {
  return isAsked(now, tag) ? deletedIn(now, tag) : withKept(now, { tag, why: 'gone' });
}

function withKept(now: StepTags, kept: KeptTag): StepTags {
  return { ...now, kept: [...(now.kept ?? []), kept] };
}

function deletedIn(now: StepTags, tag: Tag): StepTags {
  const kept = now.kept?.filter((one) => one.tag.id !== tag.id);
  return { ...answered(now, tag), ...(kept && { kept }), deleted: [...(now.deleted ?? []), tag] };
}

/** Rules, blueprints and orchestrations that use a tag; null where none does. Views do not count. */
function automationIn(use: TagUseAnswer | null): readonly string[] | null {
  const areas = use?.areas.filter(({ type }) => type !== 'view') ?? [];
  return areas.length === 0 ? null : areas.flatMap(({ places }) => places.map(({ name }) => name));
}

/**
 * Makes deleted tags again, with their names and colours; each new id is stored before anything is put back. A tag that Zoho
 * refuses is noted, and the others are made all the same.
 */
async function remake(work: Work, { module, replace, tags }: CleanupStep): Promise<void> {
  const stays = tags?.stays?.id ?? replace?.stays.id;
  const settled = new Set([
    ...(tags?.renewed ?? []).map(({ old }) => old),
    ...(tags?.unmade ?? []).map(({ tag }) => tag.id),
  ]);
  for (const old of [...(tags?.deleted ?? []), ...(await lateIn(work, module.apiName, tags))]) {
    if (settled.has(old.id)) continue;
    const again = await made(work, tags, { module: module.apiName, wanted: old });
    if (again.kind === 'made') {
      // Zoho holds the two names for one: there is no way back for the records of this tag.
      const tag = again.tag.id === stays ? null : again.tag;
      await work.write((now) => ({ ...withoutMaking(now), renewed: [...(now.renewed ?? []), { old: old.id, tag }] }));
      continue;
    }
    const unmade: UnmadeTag =
      again.kind === 'taken'
        ? { tag: old, why: 'taken' }
        : { tag: old, why: 'refused', error: toErrorData(again.error) };
    await work.write((now) => ({ ...withoutMaking(now), unmade: [...(now.unmade ?? []), unmade] }));
  }
}

/** Tags that calls without an answer have deleted in the meantime. */
async function lateIn(work: Work, module: string, tags: StepTags | undefined): Promise<readonly Tag[]> {
  const { asked = [] } = tags ?? {};
  if (tags === undefined || asked.length === 0) return [];
  await untilNotLate(work, tags, true);
  const now = await listOf(work, module, asked);
  const late = asked.filter(({ id }) => !now.some((tag) => tag.id === id));
  if (late.length > 0) await work.write((all) => late.reduce(deletedIn, all));
  return late;
}

/** The tags of a module, read twice where the first list lacks one of `wanted`. Throws {@link Interrupted}. */
function listOf(work: Work, module: string, wanted: readonly Pick<Tag, 'id'>[]): Promise<readonly Tag[]> {
  return listWith(work, module, (tags) => wanted.every(({ id }) => tags.some((tag) => tag.id === id)));
}

async function listWith(
  work: Work,
  module: string,
  isWhole: (tags: readonly Tag[]) => boolean,
): Promise<readonly Tag[]> {
  const first = await list(work, module);
  if (isWhole(first)) return first;
  await work.ports.clock.wait(LIST_AGAIN_MS);
  const second = await list(work, module);
  // A tag that either list names is there.
  return [...second, ...first.filter(({ id }) => !second.some((tag) => tag.id === id))];
}

async function list(work: Work, module: string): Promise<readonly Tag[]> {
  const tags = await ask(work, (api) => api.tags(module));
  if (isAppError(tags)) throw new Interrupted({ error: toErrorData(tags) });
  return tags;
}

/** A read. Answers Zoho's refusal. Throws {@link Interrupted}. */
async function ask<Value>(work: Work, send: (api: ZohoApi) => Promise<Value>): Promise<Value | AppError> {
  const called = await work.errand.call(CREDITS_PER_READ, send);
  if (called.kind === 'answered') return called.value;
  if (called.kind === 'refused') return called.error;
  throw new Interrupted(await halted(work));
}

interface ChangeTerms {
  /** Where the tag is only kept, a refusal is answered. */
  readonly refused?: 'kept';
  /** What was stored about the call, taken back unless it may be applied; null where an earlier one may have been. */
  readonly takenBack?: ((tags: StepTags) => StepTags) | null;
}

/** A change of a tag. A refusal ends the clean-up, or is answered where the tag is only kept. Throws {@link Interrupted}. */
async function change<Value>(
  work: Work,
  send: (api: ZohoApi) => Promise<Value>,
  terms?: Pick<ChangeTerms, 'takenBack'>,
): Promise<Value>;
async function change<Value>(
  work: Work,
  send: (api: ZohoApi) => Promise<Value>,
  terms: ChangeTerms & { readonly refused: 'kept' },
): Promise<Value | AppError>;
async function change<Value>(
  work: Work,
  send: (api: ZohoApi) => Promise<Value>,
  { refused, takenBack = null }: ChangeTerms = {},
): Promise<Value | AppError> {
  const called = await work.errand.change(CREDITS_PER_TAG_CHANGE, send);
  if (called.kind === 'answered') return called.value;
  if (called.kind === 'refused' && refused === 'kept') return called.error;
  const { error } = called;
  const isLost = error !== null && (isNoAnswer(error) || error.code === 'unexpected');
  if (isLost) await work.write((now) => ({ ...now, ...lateFrom(work) }));
  else if (takenBack !== null) await work.write(takenBack);
  throw new Interrupted(called.kind === 'halted' ? await halted(work) : { error: toErrorData(called.error) });
}

/** What a halt means: the clean-up waits, is tried again once the stores work, or ends. */
async function halted({ ports, cleanup, errand, store }: Work): Promise<Progress> {
  const { halt, rounds } = errand;
  if (halt === null) return 'changed';
  if (halt.kind === 'stop') return { error: halt.error };
  if (halt.kind === 'leave') return { broken: toErrorData(new AppError('storage-broken')) };
  const { why, error, ms, isDated } = halt;
  const at = ports.clock.wall();
  const before = cleanup.wait ?? null;
  const isSame = before !== null && patienceFor(before.why) === patienceFor(why);
  const idleMs = isSame ? before.idleMs + Math.min(before.askedMs, Math.max(0, at - before.at)) : 0;
  if (idleMs > MOST_IDLE_MS[patienceFor(why)]) return { error };
  const wait: TagWait = { why, until: isDated ? at + ms : null, error, rounds, idleMs, at, askedMs: ms };
  await store((now) => (now.state === 'working' ? { ...now, wait } : now));
  ports.changed(cleanup.connectionId);
  return isDated ? later(ports, ms) : { waitsFor: 'tags' };
}

/** Goes on in this worker after a short wait, else by the alarm. */
async function later(ports: CleanupPorts, ms: number): Promise<Progress> {
  if (ms > SHORT_WAIT_MS) return { waitsFor: 'tags' };
  await ports.clock.wait(ms);
  return 'changed';
}

/**
 * How much is left of the wait of a tag task, in milliseconds; null where there is none. A date further away than its reason
 * can ask for has passed.
 */
export function waitLeft({ wait = null }: Pick<Cleanup, 'wait'>, wall: number): number | null {
  if (wait === null) return null;
  if (wait.until === null) return wait.askedMs;
  const rest = wait.until - wall;
  return rest > longestDatedMs(wait.why) ? 0 : Math.max(0, rest);
}

async function writeTags(
  ports: CleanupPorts,
  store: Work['store'],
  place: number,
  changes: (tags: StepTags) => StepTags,
): Promise<void> {
  const now = await store((cleanup) => {
    const steps = cleanup.steps.map((step, n) => (n === place ? { ...step, tags: changes(step.tags ?? {}) } : step));
    return { ...cleanup, steps, wait: null };
  });
  if (now === null) throw new AppError('run-gone');
  ports.changed(now.connectionId);
}
