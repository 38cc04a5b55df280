import { createModel, signal } from '@preact/signals';
import { type Added, type BasketRefusal, bringBack, keepInBasket, pageKey, takeBack } from '../../shared/basket.ts';
import type { Module } from '../../shared/run-summary.ts';
import { type Basket, basketItem } from '../../shared/stored-items.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';

/** The last change of the basket in this popup. It can be undone until the popup closes. */
type Change = { readonly done: 'added'; readonly what: Added } | { readonly done: 'emptied'; readonly was: Basket };

/** Records kept across pages and views. */
export const BasketModel = createModel((now: () => number) => {
  const basket = storedSignal(basketItem, null);
  const refused = signal<BasketRefusal | null>(null);
  const change = signal<Change | null>(null);

  return {
    basket,
    refused,
    change,
    /** Adds records of one page. `page` is its address. */
    async keep(connectionId: string, module: Module, ids: readonly string[], page: string): Promise<void> {
      const kept = await keepInBasket({ connectionId, module, ids, page: pageKey(page), at: now() });
      refused.value = kept.refusal;
      basket.value = kept.basket;
      if (kept.refusal === null) change.value = { done: 'added', what: kept.added };
    },
    async empty(): Promise<void> {
      let was: Basket | null = null;
      basket.value = await basketItem.change((held) => {
        was = held;
        return null;
      });
      refused.value = null;
      change.value = was === null ? null : { done: 'emptied', was };
    },
    /** Undoes the last change that was made here. */
    async undo(): Promise<void> {
      const last = change.peek();
      if (last?.done === 'added') basket.value = await takeBack(last.what);
      if (last?.done === 'emptied') {
        const back = await bringBack(last.was);
        refused.value = back.refusal;
        basket.value = back.basket;
        // Records that could not be brought back are offered again.
        if (back.refusal !== null) return;
      }
      change.value = null;
    },
  };
});
