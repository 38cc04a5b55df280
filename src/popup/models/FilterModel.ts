import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import { visibleName } from '../../shared/names.ts';
import { matchIn, type TagChoice } from './tag-choices.ts';

interface Around {
  readonly choices: ReadonlySignal<readonly TagChoice[]>;
}

/** The filter over the tags, and the active row of the keyboard. */
export const FilterModel = createModel(({ choices }: Around) => {
  const text = signal('');
  const wanted = signal<string | null>(null);

  const hasText = computed(() => text.value.trim() !== '');
  const matches = computed(() => {
    const sought = text.value;
    const isFiltered = hasText.value;
    return choices.value.filter(({ tag }) => !isFiltered || matchIn(visibleName(tag.name), sought) !== null);
  });
  const activeId = computed(() => {
    const id = wanted.value;
    const all = matches.value;
    return (all.find(({ tag }) => tag.id === id) ?? all[0])?.tag.id ?? null;
  });

  return {
    text,
    hasText,
    matches,
    activeId,
    /** Sets the filter's text. Its first match becomes the active row. */
    filter(value: string): void {
      text.value = value;
      wanted.value = null;
    },
    activate(id: string): void {
      wanted.value = id;
    },
    /** Moves the active row by `step`. Null is above the first row; the last row stays. */
    beside(step: number): string | null {
      const all = matches.peek();
      const place = all.findIndex(({ tag }) => tag.id === activeId.peek()) + step;
      return place < 0 ? null : (all[Math.min(place, all.length - 1)]?.tag.id ?? null);
    },
  };
});
