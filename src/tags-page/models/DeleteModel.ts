import { computed, createModel } from '@preact/signals';
import type { TagRow } from '../../tags/model/types.ts';
import { deleteSteps, type Fate, fateOf } from '../delete/deletable.ts';
import type { DraftPorts } from './DraftModel.ts';
import { createTagChange, type TagChangeAround } from './tag-change.ts';

/** The sheet before tags that no record has are deleted. The worker counts each again just before. */
export const DeleteModel = createModel((ports: DraftPorts, around: TagChangeAround) => {
  const change = createTagChange(ports, around, 'delete');
  const { tags, skipped } = change;

  const fates = computed<Readonly<Record<Fate, readonly TagRow[]>>>(() => {
    const all = tags.value;
    const of = (fate: Fate) => all.filter((tag) => fateOf(tag) === fate);
    return { free: of('free'), carried: of('carried'), held: of('held'), uncounted: of('uncounted') };
  });
  const steps = computed(() => deleteSteps(fates.value.free, around.modules.value, skipped.value));
  /** Those that would be done. */
  const included = computed(() => steps.value.filter(({ isSkipped }) => !isSkipped));

  return {
    ...change,
    /** The names of the tags, each once. */
    names: computed(() => [...new Set(tags.value.map(({ name }) => name))]),
    fates,
    steps,
    included,
    start: () => change.start(included.peek()),
  };
});
