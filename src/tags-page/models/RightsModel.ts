import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Connection, WideningState } from '../../shared/connection.ts';
import type { ExtraScope } from '../../shared/scopes.ts';
import { wideningItem } from '../../shared/stored-items.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { TagsPagePorts } from '../ports.ts';

interface Around {
  readonly connection: ReadonlySignal<Connection | null>;
  /** Zoho has granted what was asked for. */
  readonly granted: (scopes: readonly ExtraScope[]) => void;
}

/** One more right of the connection, asked for where it helps. Refused, everything stays as it was. */
export const RightsModel = createModel((ports: Pick<TagsPagePorts, 'request' | 'now'>, around: Around) => {
  const widening = storedSignal(wideningItem, null);
  const { asked, ask, error, forget } = createAsk();
  /** The time of the question that is shown. Earlier results are ignored. */
  const since = signal(Infinity);

  const state = computed<WideningState | null>(() => {
    const now = widening.value;
    const from = since.value;
    const id = around.connection.value?.id;
    if (now === null || now.connectionId !== id) return null;
    // One that waits is shown whoever asked it: it can be cancelled, and no other can be asked.
    return now.state === 'waiting' || timeOf(now) >= from ? now : null;
  });
  effect(() => {
    const now = state.value;
    const from = since.value;
    if (now?.state === 'waiting' && from === Infinity) since.value = now.startedAt;
    if (now?.state !== 'granted') return;
    since.value = Infinity;
    around.granted(now.scopes);
  });

  return {
    state,
    asked,
    error: computed(error),
    load: () => widening.load(),
    async ask(scopes: readonly ExtraScope[], code?: string): Promise<void> {
      const connectionId = around.connection.peek()?.id;
      if (connectionId === undefined) return;
      since.value = ports.now();
      await ask(() =>
        ports.request('connection.widen', { connectionId, scopes, ...(code !== undefined && { code: code.trim() }) }),
      );
    },
    showWindow: () => ask(() => ports.request('sign-in.show')),
    cancel: () => ask(() => ports.request('sign-in.cancel')),
    /** Hides the result of an earlier question. */
    forget(): void {
      since.value = Infinity;
      forget();
    },
  };
});

function timeOf(state: WideningState): number {
  return state.state === 'waiting' ? state.startedAt : state.at;
}
