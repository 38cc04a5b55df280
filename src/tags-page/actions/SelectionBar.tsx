import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { TagPills } from '../../ui/components/TagPills.tsx';
import { list as listOf } from '../../ui/formats.ts';
import { useTags } from '../tags-context.ts';
import { countedWords } from '../words/cleanup-words.ts';
import { ActionButton } from './ActionButton.tsx';
import { carriedBy } from './carried.ts';
import { MoreActions } from './MoreActions.tsx';
import { actionsFor } from './tag-actions.ts';

/** Names that the bar has room for. */
const NAMED = 3;

/** The selected tags and their actions. Renders nothing while no tag is selected. */
export function SelectionBar(): JSX.Element | null {
  const page = useTags();
  const { picked } = page;
  const tags = picked.tags.value;
  if (tags.length === 0) return null;
  const named = [...new Map(tags.map((tag) => [tag.name, tag])).values()];
  const actions = actionsFor(page, tags);
  const refusals = [...new Set(actions.flatMap(({ refusal }) => refusal ?? []))];
  return (
    <section class="bar" aria-label={text('bar_label')}>
      <output class="said">
        <b>{plural('bar_tags', named.length)}</b> <Where tags={tags} names={named.length} />
      </output>
      <TagPills tags={named} count={named.length} most={NAMED} label={text('bar_label')} />
      <div class="acts">
        {refusals.map((refusal) => (
          <span key={refusal} class="why muted small">
            {refusal}
          </span>
        ))}
        {actions.map((action) => (
          <ActionButton key={action.key} action={action} />
        ))}
        <MoreActions actions={actions.filter(({ isRare }) => isRare)} />
        <button
          class="icon-btn"
          type="button"
          aria-label={text('act_clear')}
          title={text('act_clear')}
          onClick={picked.clear}
        >
          <Icon name="x" />
        </button>
      </div>
    </section>
  );
}

/** Their records by the numbers of the list, and their modules. */
function Where({ tags, names }: { tags: readonly TagRow[]; names: number }): JSX.Element {
  const { org } = useTags();
  const { sum, modules } = carriedBy(tags, org.modules.value);
  const words = !sum.isWhole
    ? text('bar_on_unknown')
    : sum.n === 0
      ? plural('bar_on_none', names)
      : text('bar_on', {
          records: countedWords(sum, []),
          modules: listOf(modules.map((module) => shownName(module.plural))),
        });
  return <span class="muted">{words}</span>;
}
