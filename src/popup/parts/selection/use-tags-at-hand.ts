import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { inBackground } from '../../../shared/notes.ts';
import type { Module, Tag } from '../../../shared/run-summary.ts';
import { recentTagsItem } from '../../../shared/stored-items.ts';
import { usePopup } from '../../popup-context.ts';

/** Recently used tags to offer. The page of tags has all. */
const MOST_RECENT = 2;

/** The tags of a module that somebody may mean: the only picked one, else those that were used last. */
export function useTagsAtHand(connectionId: string | null, module: Module | null): readonly Tag[] {
  const { preview } = usePopup();
  const recent = useSignal<readonly Tag[]>([]);
  const key = `${connectionId ?? ''} ${module?.moduleSlug ?? ''}`;
  useEffect(() => {
    const read = async (): Promise<void> => {
      const tags = (await recentTagsItem.get())[key] ?? [];
      recent.value = tags.slice(0, MOST_RECENT).map(({ id, name }) => ({ id, name, colour: null }));
    };
    inBackground(read(), 'use-tags-at-hand.read');
  }, [key, recent]);
  const picked = preview.choices.value.filter(({ tag }) => preview.picked.value.has(tag.id));
  const [only] = picked;
  return only !== undefined && picked.length === 1 ? [only.tag] : recent.value;
}
