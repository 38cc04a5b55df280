import type { FaultInput } from '../zoho/limits/fault-types.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import type { Zoho } from '../zoho/simulator.ts';

/** One undocumented behaviour of Zoho, and the odd facts about the records. */
export interface Case {
  readonly name: string;
  /** Whether the short test plays it too. */
  readonly isTelling?: boolean;
  readonly switches?: SwitchesInput;
  readonly faults?: readonly FaultInput[];
  /** A change in the org between the preview and the start. */
  readonly meanwhile?: (zoho: Zoho, ids: readonly string[]) => void;
  /** How far the wall clock is set from the true time: at the start, and when the run first waits. */
  readonly clock?: { readonly atStart?: number; readonly atWait?: number };
  /** Zoho refuses something for good. The run stops, and the user continues it. */
  readonly goesOn?: boolean;
  /** Not all removed tags can be put back, so the undo is not played. */
  readonly isOneWay?: boolean;
}

const remove = (nth: number, times = 1) => ({ endpoint: 'removeTags', nth, times });

function lockSome(zoho: Zoho, ids: readonly string[]): void {
  for (const id of some(ids)) leads(zoho).lock(id);
}

function closeSome(zoho: Zoho, ids: readonly string[]): void {
  for (const id of some(ids)) leads(zoho).forbidEditing(id);
}

function deleteSome(zoho: Zoho, ids: readonly string[]): void {
  for (const id of some(ids)) leads(zoho).delete(id);
}

function leads(zoho: Zoho) {
  return zoho.world.org('brightside').module('Leads');
}

function some(ids: readonly string[]): string[] {
  return ids.filter((_, place) => place % 397 === 1);
}

export const CASES: readonly Case[] = [
  { name: 'as documented', isTelling: true },
  { name: 'missing tag is an error', switches: { missingTag: 'itemError' } },
  { name: 'unknown tag: invalid id', switches: { unknownTag: 'invalidTagId' }, meanwhile: dropTag, isOneWay: true },
  { name: 'unknown tag: tags envelope', switches: { unknownTag: 'tagsEnvelope' }, meanwhile: dropTag, isOneWay: true },
  { name: 'tag deleted, success', meanwhile: dropTag, isOneWay: true },
  { name: 'tag renamed', meanwhile: (zoho) => leads(zoho).renameTag('Prime', 'Prime plus') },
  {
    name: 'tag renamed in mid-run',
    faults: [
      {
        fault: 'meanwhile',
        match: remove(2),
        change: { kind: 'renameTag', module: 'Leads', tag: 'Prime', to: 'Prime plus' },
      },
    ],
  },
  {
    name: 'renamed, old name refused',
    switches: { unknownTag: 'invalidTagId' },
    faults: [
      {
        fault: 'meanwhile',
        match: remove(2),
        change: { kind: 'renameTag', module: 'Leads', tag: 'Prime', to: 'Prime plus' },
      },
    ],
  },
  { name: 'deleted records: items', meanwhile: deleteSome },
  { name: 'deleted records: whole call', switches: { badId: 'wholeCall' }, meanwhile: deleteSome, isTelling: true },
  { name: 'deleted records: absent', switches: { badId: 'absent' }, meanwhile: deleteSome },
  { name: 'locked: as recorded', meanwhile: lockSome },
  { name: 'locked: items', switches: { locked: 'item' }, meanwhile: lockSome },
  { name: 'locked: counted', switches: { locked: 'counted' }, meanwhile: lockSome },
  { name: 'locked: bare', switches: { locked: 'bare' }, meanwhile: lockSome },
  { name: 'locked: bare, unnamed', switches: { locked: 'bareUnnamed' }, meanwhile: lockSome, isTelling: true },
  { name: 'not editable: bare', meanwhile: closeSome },
  { name: 'not editable: items', switches: { notEditable: 'item' }, meanwhile: closeSome },
  { name: 'not editable: absent', switches: { notEditable: 'absent' }, meanwhile: closeSome },
  {
    name: 'waiting for approval',
    meanwhile: (zoho, ids) => some(ids).forEach((id) => leads(zoho).waitForApproval(id)),
  },
  { name: 'mixed status 200', switches: { mixedStatus: 200 }, meanwhile: lockSome },
  { name: 'mixed status 207', switches: { mixedStatus: 207 }, meanwhile: lockSome },
  { name: 'mixed status 400', switches: { mixedStatus: 400 }, meanwhile: lockSome },
  { name: 'one tag a call', switches: { maximumLength: { tags: 1 } } },
  { name: '60 ids a call', switches: { maximumLength: { ids: 60 } } },
  { name: 'tags by name only', switches: { removeBy: 'nameOnly' } },
  { name: 'tags by id only', switches: { removeBy: 'idOnly' } },
  { name: 'tag names in any case', switches: { tagNameCase: 'insensitive' } },
  { name: 'extra keys', switches: { extraKeys: true } },
  { name: 'no tags: null', switches: { noTags: 'null' } },
  { name: 'no tags: absent', switches: { noTags: 'absent' } },
  { name: 'rows shuffled', switches: { shuffledRows: true } },
  { name: 'errors in data[]', switches: { recordsErrorEnvelope: 'data' } },
  { name: 'org refused', switches: { org: 'scopeMismatch' } },
  { name: 'user not told', switches: { currentUser: 'noContent' } },
  { name: 'three calls at once', switches: { concurrency: 3, latency: { baseMs: 300 } }, isTelling: true },
  {
    name: '429 in seconds',
    switches: { retryHint: 'seconds' },
    faults: [{ fault: 'tooManyRequests', match: remove(2) }],
  },
  { name: '429 by date', switches: { retryHint: 'date' }, faults: [{ fault: 'tooManyRequests', match: remove(1, 2) }] },
  {
    name: '429 in details',
    switches: { retryHint: 'details' },
    faults: [{ fault: 'tooManyRequests', match: remove(3) }],
  },
  {
    name: '429 LIMIT_REACHED',
    switches: { throttleCode: 'LIMIT_REACHED' },
    faults: [{ fault: 'tooManyRequests', match: remove(2) }],
  },
  {
    name: '429 LIMIT_EXCEEDED',
    switches: { throttleCode: 'LIMIT_EXCEEDED' },
    faults: [{ fault: 'tooManyRequests', match: remove(2) }],
  },
  { name: 'lost before apply', faults: [{ fault: 'lostBeforeApply', match: remove(2, 2) }] },
  { name: 'lost after apply', faults: [{ fault: 'lostAfterApply', match: remove(2, 2) }] },
  {
    name: 'lost, applied 20 s later',
    faults: [{ fault: 'lostThenApplied', match: remove(2), seconds: 20 }],
    isTelling: true,
  },
  {
    name: 'lost for ever',
    faults: [{ fault: 'lostBeforeApply', match: { endpoint: 'removeTags', nth: 1, times: 100 } }],
  },
  { name: 'never answered', faults: [{ fault: 'neverAnswered', match: remove(2) }] },
  {
    name: 'never answered, applied',
    faults: [{ fault: 'neverAnswered', match: remove(2), applied: true }],
    isTelling: true,
  },
  { name: '500', faults: [{ fault: 'status500', match: remove(2) }] },
  { name: '500, applied', faults: [{ fault: 'status500', match: remove(2), applied: true }] },
  { name: 'HTML', faults: [{ fault: 'html', match: remove(1, 2), applied: true }] },
  { name: 'empty body', faults: [{ fault: 'empty', match: remove(2), applied: true }] },
  { name: 'cut JSON', faults: [{ fault: 'truncated', match: remove(2, 2) }] },
  { name: 'rows missing', faults: [{ fault: 'missingRows', match: remove(1, 3), every: 3 }], isTelling: true },
  { name: 'reads lost', faults: [{ fault: 'lostBeforeApply', match: { endpoint: 'records', nth: 5, times: 3 } }] },
  { name: 'record deleted in mid-run', faults: [{ fault: 'status500', match: remove(1) }], meanwhile: deleteSome },
];

const HOUR = 3_600_000;
/** The first read after the start is refused with this error. */
function refusedRead(status: number, code: string, message: string): FaultInput {
  const body = { code, details: {}, message, status: 'error' };
  return { fault: 'answer', match: { endpoint: 'records', nth: 1, times: 1 }, status, body };
}

const REFUSED: readonly (readonly [string, number, string, string])[] = [
  ['no permission', 403, 'NO_PERMISSION', 'permission denied'],
  ['scope', 401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL'],
  ['bad data', 400, 'INVALID_DATA', 'the id given seems to be invalid'],
  ['bad module', 400, 'INVALID_MODULE', 'the module name given seems to be invalid'],
  ['unknown code', 400, 'SOMETHING_NEW', 'nobody has seen this'],
];

/** A time so far ahead that everything read before the start is stale and is read again. */
const STALE = { atStart: 10 * 60_000 } as const;

/** Those of the cases that tell most where tags are added, beside the property test of such runs. */
const TELLING_OF_PUT = ['locked: bare, unnamed', 'lost, applied 20 s later'];

/** The call that adds tags, in place of the one that removes them. */
function ofPut({ faults, ...rest }: Case): Case {
  const asAdding = (fault: FaultInput): FaultInput => {
    const match = fault.match?.endpoint === 'removeTags' ? { ...fault.match, endpoint: 'addTags' } : fault.match;
    return match === undefined ? fault : { ...fault, match };
  };
  const isTelling = TELLING_OF_PUT.includes(rest.name);
  return {
    ...rest,
    name: `put: ${rest.name}`,
    isTelling,
    ...(faults !== undefined && { faults: faults.map(asAdding) }),
  };
}

/** Cases of a removal alone: tags that are sent by name, and tags that a record lacks. */
const OF_REMOVAL = [
  'missing tag is an error',
  'unknown tag: invalid id',
  'unknown tag: tags envelope',
  'tag deleted, success',
  'renamed, old name refused',
];

/** Fills some records with other tags than the added ones: up to the edition's limit, or to one below it. */
function fillSome(zoho: Zoho, ids: readonly string[]): void {
  const module = leads(zoho);
  const others = module.tags().filter(({ name }) => name !== 'Prime' && name !== 'Trade show 2026');
  for (const [place, id] of some(ids).entries()) {
    const all = [...module.tagsOn(id), ...others].map((tag) => tag.id);
    module.setTags(id, [...new Set(all)].slice(0, place % 2 === 0 ? 10 : 9));
  }
}

/** The cases of added tags: those above, and those that only added tags can meet. */
export const PUT_CASES: readonly Case[] = [
  ...CASES.filter(({ name }) => !OF_REMOVAL.includes(name)).map(ofPut),
  { name: 'put: full records: not added', meanwhile: fillSome, isTelling: true },
  {
    name: 'put: full records: items, one tag a call',
    switches: { recordTagLimit: 'itemError', maximumLength: { tags: 1 } },
    meanwhile: fillSome,
  },
  {
    name: 'put: tag renamed, id and name disagree',
    switches: { idAndNameDisagree: 'idWins' },
    meanwhile: (zoho) => leads(zoho).renameTag('Prime', 'Prime plus'),
  },
];

/** Refusals of the reads in a run, and clocks that are set while it goes on. */
export const REFUSALS_AND_CLOCKS: readonly Case[] = [
  ...REFUSED.map(([name, status, code, message], place): Case => ({
    name: `read refused: ${name}`,
    faults: [refusedRead(status, code, message)],
    clock: STALE,
    goesOn: true,
    isTelling: place === 0,
  })),
  { name: 'read throttled', faults: [{ fault: 'tooManyRequests', match: { endpoint: 'records' } }], clock: STALE },
  {
    name: 'look refused',
    faults: [{ fault: 'lostThenApplied', match: remove(2), seconds: 20 }, refusedRead(403, 'NO_PERMISSION', 'no')],
    goesOn: true,
  },
  ...[-25 * HOUR, -HOUR, 25 * HOUR, 32 * 24 * HOUR].flatMap((skewMs): Case[] => [
    { name: `clock set by ${skewMs / HOUR} h`, clock: { atStart: skewMs }, isTelling: skewMs === -25 * HOUR },
    {
      name: `in a wait by ${skewMs / HOUR} h`,
      faults: [{ fault: 'lostThenApplied', match: remove(2), seconds: 20 }],
      clock: { atWait: skewMs },
    },
  ]),
];

function dropTag(zoho: Zoho): void {
  leads(zoho).deleteTag('Prime');
}
