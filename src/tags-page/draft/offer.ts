import { confirmationFor } from '../../shared/confirmation.ts';
import type { CleanupOffer, OfferRequest, OfferStep, Range } from '../../shared/messages.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';

/** The number of records that have a tag, or one of several, by Zoho's count. */
export interface Counted {
  readonly n: number;
  /** Zoho has given the count of each tag. */
  readonly isWhole: boolean;
  /** A record that has two of the tags is counted twice. */
  readonly isAtMost: boolean;
}

/** The tag that stays in a module. Its id is null when it is to be made there. */
export type Stays = Pick<Tag, 'name' | 'colour'> & { readonly id: string | null };

/** The work in one module. */
export interface DraftStep {
  readonly module: TagModule;
  readonly tags: readonly TagRow[];
  /** Zoho's count of each of these tags; null where it has given none. */
  readonly counts: readonly (number | null)[];
  /** Null before Zoho was asked. */
  readonly counted: Counted | null;
  readonly offer: OfferStep | null;
  /** The tag that stays; null in a retire, and before one is chosen. */
  readonly stays: Stays | null;
  readonly isSkipped: boolean;
}

interface Given {
  readonly tags: readonly TagRow[];
  readonly modules: readonly TagModule[];
  readonly offer: CleanupOffer | null;
  /** The tags that the offer is for. The list may have been read again since. */
  readonly asked: OfferRequest['steps'];
  /** API names. */
  readonly skipped: ReadonlySet<string>;
  readonly staysIn: (module: string) => Stays | null;
}

/** One step for each module that has some of the tags, in the order of the modules. */
export function stepsOf({ tags, modules, offer, asked, skipped, staysIn }: Given): readonly DraftStep[] {
  return modules.flatMap((module): DraftStep[] => {
    const its = tags.filter((tag) => tag.module === module.apiName);
    if (its.length === 0) return [];
    const step = offer?.steps.find((one) => one.module === module.apiName) ?? null;
    const ids = asked.find((one) => one.module === module.apiName)?.tagIds ?? [];
    const counts = its.map(({ id }) => step?.counted[ids.indexOf(id)] ?? null);
    return [
      {
        module,
        tags: its,
        counts,
        counted: step === null ? null : countedOf(counts),
        offer: step,
        stays: staysIn(module.apiName),
        isSkipped: skipped.has(module.apiName),
      },
    ];
  });
}

export function countedOf(counts: readonly (number | null)[]): Counted {
  const told = counts.flatMap((n) => n ?? []);
  return {
    n: told.reduce((sum, n) => sum + n, 0),
    isWhole: told.length === counts.length,
    isAtMost: told.filter((n) => n > 0).length + (counts.length - told.length) > 1,
  };
}

/** Records of several modules: a record belongs to one of them, so that only one module's tags can count it twice. */
export function sumOf(steps: readonly DraftStep[]): Counted {
  const counts = steps.map(({ counted }) => counted ?? { n: 0, isWhole: false, isAtMost: false });
  return {
    n: counts.reduce((sum, { n }) => sum + n, 0),
    isWhole: counts.every(({ isWhole }) => isWhole),
    isAtMost: counts.some(({ isAtMost }) => isAtMost),
  };
}

/** Whether Zoho counts no record there, so that nothing has to be looked for. */
export function isEmpty({ counted }: DraftStep): boolean {
  return counted !== null && counted.isWhole && counted.n === 0;
}

/** Whether the finder is known to stop before the last record. A scan that does not reach all ends without a removal. */
export function isBeyond({ offer }: DraftStep): boolean {
  return offer?.isWhole === false;
}

/** Whether the tag that stays must be made in a module that has as many tags as the edition allows. */
export function isFull({ stays, module: { room } }: DraftStep): boolean {
  return stays?.id === null && room.used !== null && room.allowed !== null && room.used >= room.allowed;
}

/** The cost of the steps. `isOpen`: a part of it depends on the records that are found. */
export interface Cost extends Range {
  readonly isOpen: boolean;
}

/** API credits of all parts. */
export function creditsOf(steps: readonly DraftStep[], isDeleting: boolean): Cost {
  const all = PARTS.flatMap((part) => partsOf(steps, part, isDeleting));
  return costOf(all);
}

/** The parts of the cost. `tags`: making and deleting tags. */
const PARTS = ['find', 'read', 'put', 'remove', 'tags'] as const;
type Part = (typeof PARTS)[number];

/** The credits of one part. */
export function partOf(steps: readonly DraftStep[], part: Part, isDeleting: boolean): Cost {
  return costOf(partsOf(steps, part, isDeleting));
}

function partsOf(steps: readonly DraftStep[], part: Part, isDeleting: boolean): readonly (Range | null)[] {
  return steps.flatMap((step): readonly (Range | null)[] => {
    const { offer } = step;
    if (offer === null) return [null];
    // Nothing is looked for there.
    if (isEmpty(step)) return part === 'tags' && isDeleting ? [offer.deleting] : [];
    if (part === 'put') return offer.replace === undefined ? [] : [offer.replace.put];
    if (part === 'tags')
      return [...(offer.replace === undefined ? [] : [offer.replace.make]), ...(isDeleting ? [offer.deleting] : [])];
    return [offer.credits[part]];
  });
}

export function secondsOf(steps: readonly DraftStep[]): Cost {
  return costOf(steps.map(({ offer }) => offer?.seconds ?? null));
}

/** Credits that the right to search would save; null where it would save none. */
export function savedOf(steps: readonly DraftStep[]): Range | null {
  const saved = costOf(steps.flatMap(({ offer }) => offer?.searchSaves ?? []));
  return saved.most === 0 ? null : saved;
}

function costOf(parts: readonly (Range | null)[]): Cost {
  const known = parts.flatMap((part) => part ?? []);
  return {
    least: known.reduce((sum, { least }) => sum + least, 0),
    most: known.reduce((sum, { most }) => sum + most, 0),
    isOpen: known.length < parts.length,
  };
}

/** The confirmation before the start. An unknown number counts as a large one. */
export function confirmationOf({ n, isWhole }: Counted, confirmAbove: number): 'none' | 'repeat' | 'type' {
  return isWhole ? confirmationFor(n, confirmAbove) : 'type';
}
