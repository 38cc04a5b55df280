import type { CleanupOffer, OfferStep, Range } from '../../shared/messages.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';

/** How many records have a tag, or several, by Zoho's count. */
export interface Counted {
  readonly n: number;
  /** Zoho has told the count of each tag. */
  readonly isWhole: boolean;
  /** A record that has two of the tags is counted twice. */
  readonly isAtMost: boolean;
}

/** What would be done in one module. */
export interface RetireStep {
  readonly module: TagModule;
  readonly tags: readonly TagRow[];
  /** Null before Zoho was asked. */
  readonly counted: Counted | null;
  readonly offer: OfferStep | null;
  readonly isSkipped: boolean;
}

interface Given {
  readonly tags: readonly TagRow[];
  readonly modules: readonly TagModule[];
  readonly offer: CleanupOffer | null;
  /** API names. */
  readonly skipped: ReadonlySet<string>;
}

/** One step for each module that has some of the tags, in the order of the modules. */
export function stepsOf({ tags, modules, offer, skipped }: Given): readonly RetireStep[] {
  return modules.flatMap((module): RetireStep[] => {
    const its = tags.filter((tag) => tag.module === module.apiName);
    if (its.length === 0) return [];
    const step = offer?.steps.find((one) => one.module === module.apiName) ?? null;
    return [
      {
        module,
        tags: its,
        counted: step === null ? null : countedOf(step.counted),
        offer: step,
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
export function sumOf(steps: readonly RetireStep[]): Counted {
  const counts = steps.map(({ counted }) => counted ?? { n: 0, isWhole: false, isAtMost: false });
  return {
    n: counts.reduce((sum, { n }) => sum + n, 0),
    isWhole: counts.every(({ isWhole }) => isWhole),
    isAtMost: counts.some(({ isAtMost }) => isAtMost),
  };
}

/** Whether Zoho counts no record there, so that nothing has to be looked for. */
export function isEmpty({ counted }: RetireStep): boolean {
  return counted !== null && counted.isWhole && counted.n === 0;
}

/** What the steps take; `isOpen` where some of it depends on what is found. */
export interface Cost extends Range {
  readonly isOpen: boolean;
}

/** API credits for finding, reading and removing. */
export function creditsOf(steps: readonly RetireStep[]): Cost {
  return costOf(
    steps.flatMap(({ offer }) =>
      offer === null ? [null] : [offer.credits.find, offer.credits.read, offer.credits.remove],
    ),
  );
}

/** Those for one of the three. */
export function partOf(steps: readonly RetireStep[], part: 'find' | 'read' | 'remove'): Cost {
  return costOf(steps.map(({ offer }) => offer?.credits[part] ?? null));
}

export function secondsOf(steps: readonly RetireStep[]): Cost {
  return costOf(steps.map(({ offer }) => offer?.seconds ?? null));
}

/** Credits that the right to search would save; null where it would save none. */
export function savedOf(steps: readonly RetireStep[]): Range | null {
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

/** Above so many records the name of the tag has to be typed, or the number where there are several. */
const TYPED_ABOVE = 10_000;

/** What has to be done before the start. A number that Zoho has not told may be any. */
export function confirmationOf({ n, isWhole }: Counted, confirmAbove: number): 'none' | 'repeat' | 'type' {
  if (!isWhole || n > TYPED_ABOVE) return 'type';
  return n > confirmAbove ? 'repeat' : 'none';
}
