import { createModel, signal } from '@preact/signals';
import { type BasketRefusal, keepInBasket, pageKey } from '../../shared/basket.ts';
import type { Module } from '../../shared/run-summary.ts';
import { basketItem } from '../../shared/stored-items.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';

/** Records kept across pages and views. */
export const BasketModel = createModel((now: () => number) => {
  const basket = storedSignal(basketItem, null);
  const refused = signal<BasketRefusal | null>(null);
  /** True after records were kept, until the popup closes. */
  const hasKept = signal(false);

  return {
    basket,
    refused,
    hasKept,
    /** Adds records of one page; `page` is its address. */
    async keep(connectionId: string, module: Module, ids: readonly string[], page: string): Promise<void> {
      const kept = await keepInBasket({ connectionId, module, ids, page: pageKey(page), at: now() });
      refused.value = kept.refusal;
      basket.value = kept.basket;
      if (kept.refusal === null) hasKept.value = true;
    },
    async empty(): Promise<void> {
      basket.value = await basketItem.change(() => null);
      refused.value = null;
      hasKept.value = false;
    },
  };
});
