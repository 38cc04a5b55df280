import type { AppError } from '../../shared/errors.ts';
import { CREDITS_PER_READ, ID_CHARACTERS_PER_READ, idCharacters, MOST_IDS_PER_READ } from '../../zoho/limits.ts';
import type { RecordTags } from '../../zoho/types.ts';
import type { Run } from '../model/types.ts';
import { call, type CallKind, type Ending, type Session, valueOf } from './session.ts';

/** The purpose of a read of records. */
export type ReadPurpose = 'select' | 'refresh' | 'look';

/** Ids in parts for one read each, in order. `characters`: the most characters of a part's ids, commas included. */
export function cutForRead<Item extends { readonly id: string }>(
  items: readonly Item[],
  characters: number,
): readonly (readonly Item[])[] {
  const parts: Item[][] = [];
  let open: Item[] = [];
  let taken = -1;
  for (const item of items) {
    const isFull = taken + item.id.length + 1 > characters || open.length === MOST_IDS_PER_READ;
    if (isFull && open.length > 0) {
      parts.push(open);
      open = [];
      taken = -1;
    }
    open.push(item);
    taken += item.id.length + 1;
  }
  return open.length === 0 ? parts : [...parts, open];
}

/**
 * The records with these ids that the user may see. A read that Zoho refuses as too big continues in the size that Zoho
 * names, else in halves. Throws {@link Halted}.
 */
export async function readRecords(
  session: Session,
  run: Run,
  purpose: ReadPurpose,
  ids: readonly string[],
): Promise<readonly RecordTags[]> {
  const ending = await read(session, run, purpose, ids);
  if (ending.isOk) return withMissing(session, run, purpose, ids, ending.value);
  if (ending.error.code !== 'limit-exceeded' || ids.length === 1) return valueOf(session, ending);
  session.readCharacters = Math.min(session.readCharacters, smaller(ids, ending.error));
  return readInParts(session, run, purpose, ids);
}

/**
 * The records of a read, completed. A read longer than Zoho's files allow may omit existing records, so its missing ids
 * are requested again in the allowed size. If one is found, the connection keeps the allowed size.
 */
async function withMissing(
  session: Session,
  run: Run,
  purpose: ReadPurpose,
  ids: readonly string[],
  records: readonly RecordTags[],
): Promise<readonly RecordTags[]> {
  if (idCharacters(ids) <= ID_CHARACTERS_PER_READ) return records;
  const found = new Set(records.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return records;
  const short = Math.min(session.readCharacters, ID_CHARACTERS_PER_READ);
  const late = await readInParts(session, run, purpose, missing, short);
  if (late.length > 0) {
    session.readCharacters = Math.min(session.readCharacters, ID_CHARACTERS_PER_READ);
    await session.ports.readSize.set(run.connectionId, 'short');
  }
  return [...records, ...late];
}

/**
 * The first read of a connection with more ids than Zoho's files allow. It names a hundred ids in one call. If Zoho
 * returns them all, the connection keeps that size for good, otherwise the allowed one. Throws {@link Halted}.
 */
export async function tryLongRead(session: Session, run: Run, ids: readonly string[]): Promise<readonly RecordTags[]> {
  const ending = await read(session, run, 'select', ids);
  if (!ending.isOk) {
    if (isAboutTheCall(ending)) await session.ports.readSize.set(run.connectionId, 'short');
    const isRefused = ending.verdict.kind === 'stop' || ending.verdict.kind === 'records';
    if (!isRefused) return valueOf(session, ending);
    if (session.halt === ending.verdict) session.halt = null;
    return readInParts(session, run, 'select', ids);
  }
  const records = await withMissing(session, run, 'select', ids, ending.value);
  if (records.length > ending.value.length) return records;
  await session.ports.readSize.set(run.connectionId, 'long');
  session.readCharacters = charactersOf('long');
  return records;
}

/** Characters of the ids in one read; infinite for `long`. */
export function charactersOf(size: 'long' | 'short' | null): number {
  return size === 'long' ? Infinity : ID_CHARACTERS_PER_READ;
}

async function readInParts(
  session: Session,
  run: Run,
  purpose: ReadPurpose,
  ids: readonly string[],
  characters = session.readCharacters,
): Promise<readonly RecordTags[]> {
  const parts = cutForRead(
    ids.map((id) => ({ id })),
    characters,
  );
  const found: RecordTags[] = [];
  for (const part of parts)
    found.push(
      ...(await readRecords(
        session,
        run,
        purpose,
        part.map(({ id }) => id),
      )),
    );
  return found;
}

function read(
  session: Session,
  run: Run,
  purpose: ReadPurpose,
  ids: readonly string[],
): Promise<Ending<readonly RecordTags[]>> {
  const { apiName, nameField } = run.module;
  const use = purpose === 'look' ? 'checks' : 'reads';
  const kind: CallKind = { purpose, use, cost: CREDITS_PER_READ, useReserve: run.useReserve };
  return call(session, kind, () => session.api.recordsByIds(apiName, nameField, ids));
}

/** Whether a failure may come from the size of the call, and not from the network, a limit of use or the sign-in. */
function isAboutTheCall({ verdict }: Extract<Ending<unknown>, { isOk: false }>): boolean {
  return verdict.kind !== 'leave' && (verdict.kind !== 'wait' || verdict.why === 'zoho');
}

/** A size below the refused one, in characters: the limit that Zoho names for characters or ids, else half. */
function smaller(ids: readonly string[], { details: { limit } }: AppError): number {
  const half = idCharacters(ids.slice(0, Math.ceil(ids.length / 2)));
  if (limit === undefined || limit < 1) return half;
  if (limit < ids.length) return idCharacters(ids.slice(0, limit));
  return limit < idCharacters(ids) ? limit : half;
}
