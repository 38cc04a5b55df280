import { createModel, effect, signal } from '@preact/signals';
import type { Module } from '../../shared/run-summary.ts';
import { type Basket, basketItem } from '../../shared/stored-items.ts';

/** Why a record cannot be kept: one basket holds one module of one org. */
export type Refusal = 'other-module' | 'other-org' | null;

/** Records kept across pages and views. */
export const BasketModel = createModel((now: () => number) => {
  const basket = signal<Basket | null>(null);
  const refused = signal<Refusal>(null);
  /** True after records were kept, until the popup closes. */
  const hasKept = signal(false);

  effect(() => basketItem.watch((value) => (basket.value = value)));

  return {
    basket,
    refused,
    hasKept,
    async load(): Promise<void> {
      basket.value = await basketItem.get();
    },
    /** Adds records of one page; `page` is its address. */
    async keep(connectionId: string, module: Module, ids: readonly string[], page: string): Promise<void> {
      const held = await basketItem.get();
      const refusal = refusalOf(held, connectionId, module);
      refused.value = refusal;
      if (refusal !== null) return;
      const kept: Basket = {
        connectionId,
        module,
        ids: [...new Set([...(held?.ids ?? []), ...ids])],
        pages: [...new Set([...(held?.pages ?? []), page])],
        keptAt: now(),
      };
      await basketItem.set(kept);
      basket.value = kept;
      hasKept.value = true;
    },
    async empty(): Promise<void> {
      await basketItem.clear();
      basket.value = null;
      refused.value = null;
      hasKept.value = false;
    },
  };
});

function refusalOf(held: Basket | null, connectionId: string, module: Module): Refusal {
  if (held === null || held.ids.length === 0) return null;
  if (held.connectionId !== connectionId) return 'other-org';
  return held.module.apiName === module.apiName ? null : 'other-module';
}
