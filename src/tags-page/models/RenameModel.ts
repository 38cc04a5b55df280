import { computed, createModel, signal } from '@preact/signals';
import type { TagRow } from '../../tags/model/types.ts';
import { nameFault, type RenameStep, renameSteps } from '../rename/naming.ts';
import type { DraftPorts } from './DraftModel.ts';
import { createTagChange, type TagChangeAround } from './tag-change.ts';

/** The sheet before a tag gets another name: the name, and the modules in which it is free. */
export const RenameModel = createModel((ports: DraftPorts, around: TagChangeAround) => {
  const change = createTagChange(ports, around, 'rename');
  const { tags, skipped } = change;
  const typed = signal('');

  /** The name of the tags now. */
  const from = computed(() => tags.value[0]?.name ?? '');
  const name = computed(() => typed.value.trim());
  const fault = computed(() => nameFault(name.value, from.value));
  const steps = computed(() =>
    renameSteps({
      tags: tags.value,
      modules: around.modules.value,
      rows: around.rows.value,
      name: name.value,
      skipped: skipped.value,
    }),
  );
  /** Modules in which the tag would be renamed. */
  const included = computed<readonly RenameStep[]>(() =>
    fault.value === null ? steps.value.filter(({ bearer, isSkipped }) => bearer === null && !isSkipped) : [],
  );

  return {
    ...change,
    from,
    typed,
    name,
    fault,
    steps,
    included,
    /** Opens the sheet for tags of one name. */
    open(chosen: readonly TagRow[]): void {
      typed.value = chosen[0]?.name ?? '';
      change.open(chosen);
    },
    type(text: string): void {
      typed.value = text;
      change.leave();
    },
    start: () => change.start(included.peek().map(({ module, tag }) => ({ module, tags: [tag], name: name.peek() }))),
  };
});
