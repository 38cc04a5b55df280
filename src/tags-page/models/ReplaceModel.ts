import { batch, computed, createModel, effect, signal } from '@preact/signals';
import { isSameName } from '../../shared/same-name.ts';
import type { TagRow } from '../../tags/model/types.ts';
import {
  groupsOf,
  knownRecords,
  LONGEST_TAG_NAME,
  matching,
  type NamedTag,
  namedIn,
  TAG_COLOURS,
} from '../replace/tag-names.ts';
import { type DraftAround, DraftModel, type DraftPorts } from './DraftModel.ts';
import { tagKey } from './PickedModel.ts';

/** The tag that stays: one that exists in some of the modules, or one of the name that is typed. */
type Choice = { readonly kind: 'tag'; readonly name: string } | { readonly kind: 'new' };

/** Why a typed name cannot be taken. */
export type NameProblem = 'name_empty' | 'name_long' | 'name_same';

/** Names that the list offers at once. */
const MOST_OFFERED = 50;

/** The sheet before tags are replaced with another one. Several that become one are a merge. */
export const ReplaceModel = createModel((ports: DraftPorts, around: DraftAround) => {
  const choice = signal<Choice | null>(null);
  /** In a merge: none of the chosen tags stays. */
  const isOther = signal(false);
  const typed = signal('');
  const colour = signal<string>(TAG_COLOURS[0].colour);

  /** The name of the tag that stays. */
  const name = computed(() => {
    const now = choice.value;
    const text = typed.value.trim();
    return now === null ? null : now.kind === 'tag' ? now.name : text;
  });
  const rowsIn = (module: string): readonly TagRow[] => around.rows.value.get(module) ?? [];
  const draft = new DraftModel(ports, around, {
    kind: 'replace',
    comesOff: (tag) => tag.name !== name.value,
    isMerge: () => isMerge.peek(),
    staysIn: (module) => {
      const stays = name.value;
      if (stays === null || stays === '') return null;
      const row = rowsIn(module).find((tag) => tag.name === stays);
      if (row !== undefined) return { id: row.id, name: row.name, colour: row.colour };
      const isNew = choice.value?.kind === 'new';
      return { id: null, name: stays, colour: isNew ? colour.value : (existing.value?.colour ?? null) };
    },
  });

  const modules = computed(() => [...new Set(draft.chosen.value.map(({ module }) => module))]);
  /** The chosen tags by name, the one on the most records first. */
  const named = computed(() =>
    namedIn(draft.chosen.value, new Set()).toSorted((one, other) => knownRecords(other) - knownRecords(one)),
  );
  const isMerge = computed(() => named.value.length > 1);
  /** The other tags of these modules. */
  const others = computed(() => {
    const own = new Set(named.value.map((tag) => tag.name));
    const rows = modules.value.flatMap(rowsIn).filter((tag) => !own.has(tag.name));
    return namedIn(rows, groupsOf(draft.chosen.value));
  });
  const existing = computed<NamedTag | null>(
    () => [...named.value, ...others.value].find((tag) => tag.name === name.value) ?? null,
  );
  const offered = computed(() => matching(others.value, typed.value).slice(0, MOST_OFFERED));
  /** Whether the typed text can be the name of a new tag. */
  const canMake = computed(() => {
    const wanted = typed.value.trim();
    const taken = [...named.value, ...others.value];
    return wanted !== '' && !taken.some((tag) => tag.name === wanted);
  });
  const problem = computed<NameProblem | null>(() => {
    const now = choice.value;
    const wanted = typed.value.trim();
    const own = named.value;
    if (now?.kind !== 'new') return null;
    if (wanted === '') return 'name_empty';
    if (wanted.length > LONGEST_TAG_NAME) return 'name_long';
    return own.some((tag) => tag.name === wanted) ? 'name_same' : null;
  });
  /** Tags whose name Zoho may take for that of the tag that stays. */
  const equal = computed(() => {
    const stays = name.value;
    const steps = draft.included.value;
    return stays === null ? [] : steps.flatMap(({ tags }) => tags.filter((tag) => isSameName(tag.name, stays)));
  });
  /** Tags beside the chosen ones whose name Zoho may take for that of the tag that stays, where it would be made. */
  const likely = computed(() => {
    const own = new Set(draft.chosen.value.map(tagKey));
    return draft.included.value.flatMap(({ module, stays }) => {
      const rows = stays?.id === null ? rowsIn(module.apiName) : [];
      const tag = rows.find((row) => !own.has(tagKey(row)) && isSameName(row.name, stays?.name ?? null));
      return tag === undefined ? [] : [{ module, tag }];
    });
  });

  const choose = (next: Choice | null): void => {
    batch(() => {
      choice.value = next;
      draft.leave();
    });
  };
  effect(() => {
    if (draft.isOpen.value) return;
    choice.value = null;
    isOther.value = false;
    typed.value = '';
    colour.value = TAG_COLOURS[0].colour;
  });

  return {
    ...draft,
    isMerge,
    named,
    name,
    choice,
    isOther,
    text: typed,
    colour,
    offered,
    canMake,
    problem,
    /** The tag that stays, where it exists; null for a new one. */
    existing,
    equal,
    likely,
    /** A tag that stays is chosen, and its name can be taken. */
    isChosen: computed(() => name.value !== null && problem.value === null),
    /** One of the tags of the merge stays. */
    keep(wanted: string): void {
      isOther.value = false;
      choose({ kind: 'tag', name: wanted });
    },
    /** In a merge: another tag stays, which is chosen next. */
    another(): void {
      if (isOther.peek()) return;
      isOther.value = true;
      typed.value = '';
      choose(null);
    },
    take(wanted: string): void {
      typed.value = wanted;
      choose({ kind: 'tag', name: wanted });
    },
    make(): void {
      typed.value = typed.peek().trim();
      choose({ kind: 'new' });
    },
    /** The name of a new tag goes on; anything else searches. */
    type(text: string): void {
      typed.value = text;
      const isNaming = choice.peek()?.kind === 'new' && text !== '';
      choose(isNaming ? { kind: 'new' } : null);
    },
    paint(wanted: string): void {
      colour.value = wanted;
      draft.leave();
    },
  };
});

export type ReplaceData = InstanceType<typeof ReplaceModel>;
