import type { AppError } from '../../shared/errors.ts';
import { CREDITS_PER_READ, ID_CHARACTERS_PER_READ, idCharacters, MOST_IDS_PER_READ } from '../../zoho/limits.ts';
import type { RecordTags } from '../../zoho/types.ts';
import type { Run } from '../model/types.ts';
import { call, type CallKind, type Ending, type Session, valueOf } from './session.ts';

/** What a read of records is for. */
export type ReadPurpose = 'select' | 'refresh' | 'look';

/** Ids cut to what one read may name, in order. `characters`: of the ids, commas included. */
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
 * The records among the ids that the user sees. A read that Zoho finds too big goes on in the size that Zoho names, else in
 * halves. Throws {@link Halted}.
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
 * What a read found, and what it left out though it is there: ids that a read of more than Zoho's files allow did not find are
 * asked for once more, in the size that they allow. Where one is found then, that size is kept.
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
 * The first read of a connection that has more ids than Zoho's files allow: names a hundred at once. Where Zoho takes them all
 * that size is kept for good, else the smaller one is. Throws {@link Halted}.
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

/** Characters of the ids of one read, for what is known of the connection. */
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

/** Whether a failure may be about how much the call asked for: neither the network, nor limits of use, nor the sign-in. */
function isAboutTheCall({ verdict }: Extract<Ending<unknown>, { isOk: false }>): boolean {
  return verdict.kind !== 'leave' && (verdict.kind !== 'wait' || verdict.why === 'zoho');
}

/** A size below that of the refused read: the limit that Zoho names, of characters or of ids, else half. */
function smaller(ids: readonly string[], { details: { limit } }: AppError): number {
  const half = idCharacters(ids.slice(0, Math.ceil(ids.length / 2)));
  if (limit === undefined || limit < 1) return half;
  if (limit < ids.length) return idCharacters(ids.slice(0, limit));
  return limit < idCharacters(ids) ? limit : half;
}
