import type { Fact } from '../journal/fact.ts';
import { hasNewMistake, heldOpen, keptOf } from '../model/mistaken.ts';
import type { RecordRow } from '../model/types.ts';
import { forgetNames } from '../visit/names.ts';
import type { Session } from '../visit/session.ts';

/** Records of one answer, or of one read after a write, of which tags may have gone by mistake. */
export interface Mistakes {
  readonly records: number[];
  /** Chosen tags that were seen under another name than the one that was sent. */
  readonly renamed: Set<number>;
  /** Whether a chosen tag that was named is still there: then the name is not to be used again. */
  isSure: boolean;
}

export function noMistakes(): Mistakes {
  return { records: [], renamed: new Set(), isSure: false };
}

/** Notes a record that has lost a tag which nobody chose, and answers it as it is to be put: open until that is settled. */
export function noteMistake(
  mistakes: Mistakes,
  before: RecordRow,
  after: RecordRow,
  { named, isRenamed }: { readonly named: readonly number[]; readonly isRenamed: (tag: number) => boolean },
): RecordRow {
  if (!hasNewMistake(before, after)) return after;
  const kept = keptOf(after, named);
  mistakes.records.push(after.n);
  mistakes.isSure ||= kept.length > 0;
  for (const tag of kept) if (isRenamed(tag)) mistakes.renamed.add(tag);
  return heldOpen(after);
}

/** Plans that these tags are put back: in the fact that finds them gone, so that no death comes between. */
export function addRestore(fact: Fact, { records, renamed }: Pick<Mistakes, 'records' | 'renamed'>): void {
  if (records.length === 0) return;
  fact.addBatch({ kind: 'restore', records, tags: [...renamed], isIsolating: false, family: null });
}

/** Has the session put tags back before anything else is sent, where the names that it knows are wrong. */
export function heed(session: Session, { records, isSure }: Mistakes): void {
  for (const n of records) session.restoring.add(n);
  if (!isSure || session.isMistaken) return;
  session.isMistaken = true;
  forgetNames(session);
}
