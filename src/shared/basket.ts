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

/** Why these records do not go into that basket; null when they do. */
export function basketRefusal(held: Basket | null, { connectionId, module }: Keeping): BasketRefusal | null {
  if (held === null || held.ids.length === 0) return null;
  if (held.connectionId !== connectionId) return 'other-org';
  return held.module.apiName === module.apiName ? null : 'other-module';
}

/**
 * Puts the records into the basket, unless something refuses them. Safe with concurrent writers in other windows. Answers the
 * new basket.
 */
export async function keepInBasket(
  keeping: Keeping,
): Promise<{ readonly basket: Basket | null; readonly refusal: BasketRefusal | null }> {
  let refusal: BasketRefusal | null = null;
  const basket = await basketItem.change((held) => {
    refusal = basketRefusal(held, keeping);
    return refusal === null ? withKept(held, keeping) : held;
  });
  return { basket, refusal };
}

/** The basket with these records in it, each once. Only where nothing refuses them. */
export function withKept(held: Basket | null, { connectionId, module, ids, page, at }: Keeping): Basket {
  return {
    connectionId,
    module,
    ids: [...new Set([...(held?.ids ?? []), ...ids])],
    pages: [...new Set([...(held?.pages ?? []), page])],
    keptAt: at,
  };
}

/** A page of a list by its address: sorting it, or asking for more rows, does not make another page of it. */
export function pageKey(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, searchParams } = new URL(url);
  return `${pathname}?page=${searchParams.get('page') ?? '1'}`;
}
