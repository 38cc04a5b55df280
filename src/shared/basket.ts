import type { Module } from './run-summary.ts';
import { type Basket, basketItem } from './stored-items.ts';

/** Why records cannot be kept: one basket holds one module of one org. */
export type BasketRefusal = 'other-module' | 'other-org';

export interface Keeping {
  readonly connectionId: string;
  readonly module: Module;
  readonly ids: readonly string[];
  /** The page on which they were ticked: its `pageKey`. */
  readonly page: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Records, and the pages that they were on. */
export type Added = Pick<Basket, 'ids' | 'pages'>;

interface Kept {
  readonly basket: Basket | null;
  readonly refusal: BasketRefusal | null;
  /** What was not in the basket before. */
  readonly added: Added;
}

const NOTHING: Added = { ids: [], pages: [] };

/** Why these records are refused by that basket; null when they are not. */
export function basketRefusal(
  held: Basket | null,
  { connectionId, module }: Pick<Keeping, 'connectionId' | 'module'>,
): BasketRefusal | null {
  if (held === null || held.ids.length === 0) return null;
  if (held.connectionId !== connectionId) return 'other-org';
  return held.module.apiName === module.apiName ? null : 'other-module';
}

/**
 * Puts the records into the basket, unless something refuses them. Safe with concurrent writers in other windows.
 */
export async function keepInBasket(keeping: Keeping): Promise<Kept> {
  let refusal: BasketRefusal | null = null;
  let before: Basket | null = null;
  const basket = await basketItem.change((held) => {
    refusal = basketRefusal(held, keeping);
    before = held;
    return refusal === null ? withKept(held, keeping) : held;
  });
  return { basket, refusal, added: refusal === null ? addedTo(before, keeping) : NOTHING };
}

/** The basket with these records in it, each once. Call it only where nothing refuses them. */
export function withKept(held: Basket | null, { connectionId, module, ids, page, at }: Keeping): Basket {
  return {
    connectionId,
    module,
    ids: [...new Set([...(held?.ids ?? []), ...ids])],
    pages: [...new Set([...(held?.pages ?? []), page])],
    keptAt: at,
  };
}

function addedTo(before: Basket | null, { ids, page }: Keeping): Added {
  const held = new Set(before?.ids);
  return { ids: ids.filter((id) => !held.has(id)), pages: before?.pages.includes(page) === true ? [] : [page] };
}

/** Takes out the records that were added, and none that came later. Answers the basket afterwards. */
export async function takeBack({ ids, pages }: Added): Promise<Basket | null> {
  const gone = new Set(ids);
  return basketItem.change((held) => {
    const left = held?.ids.filter((id) => !gone.has(id)) ?? [];
    return held === null || left.length === 0
      ? null
      : { ...held, ids: left, pages: held.pages.filter((page) => !pages.includes(page)) };
  });
}

/** Brings back an emptied basket, and keeps what another window has added since. A newer basket of other records stays. */
export async function bringBack(emptied: Basket): Promise<{ basket: Basket | null; refusal: BasketRefusal | null }> {
  let refusal: BasketRefusal | null = null;
  const basket = await basketItem.change((held) => {
    refusal = basketRefusal(held, emptied);
    if (refusal !== null) return held;
    const since = held ?? { ids: [], pages: [] };
    return {
      ...emptied,
      ids: [...new Set([...emptied.ids, ...since.ids])],
      pages: [...new Set([...emptied.pages, ...since.pages])],
    };
  });
  return { basket, refusal };
}

/** A page of a list by its address. Sorting it, or asking for more rows, does not make another page of it. */
export function pageKey(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, searchParams } = new URL(url);
  return `${pathname}?page=${searchParams.get('page') ?? '1'}`;
}
