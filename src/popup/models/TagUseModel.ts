import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { TagUse } from '../../shared/messages.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { PagePorts } from '../../ui/models/ports.ts';
import { inBackground } from '../../shared/notes.ts';

/** The uses of one picked tag. */
export interface UsedTag {
  readonly tag: Tag;
  readonly use: TagUse;
}

interface Around {
  /** The picked tags with their connection and module; null when there is nothing to ask. */
  readonly picked: ReadonlySignal<{
    readonly connectionId: string;
    readonly module: string;
    readonly tags: readonly Tag[];
  } | null>;
}

/**
 * The automation that adds picked tags and the views that filter by them, where Zoho names them. Each tag is requested
 * once.
 */
export const TagUseModel = createModel((ports: Pick<PagePorts, 'request'>, around: Around) => {
  const known = signal<ReadonlyMap<string, TagUse | null>>(new Map());

  const ask = async (connectionId: string, module: string, tagId: string): Promise<void> => {
    known.value = new Map(known.peek()).set(tagId, null);
    const use = await ports.request('tag.use', { connectionId, module, tagId }).catch(() => null);
    known.value = new Map(known.peek()).set(tagId, use);
  };

  effect(() => {
    const picked = around.picked.value;
    if (picked === null) return;
    for (const { id } of picked.tags)
      if (!known.peek().has(id)) inBackground(ask(picked.connectionId, picked.module, id), 'TagUseModel.ask');
  });

  return {
    /** Picked tags with such a use. */
    used: computed<readonly UsedTag[]>(() => {
      const uses = known.value;
      return (around.picked.value?.tags ?? []).flatMap((tag) => {
        const use = uses.get(tag.id) ?? null;
        return use !== null && use.adding.length + use.views.length > 0 ? [{ tag, use }] : [];
      });
    }),
  };
});
