import type { JSX } from 'preact';
import { plural, type PluralKey, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagRow, TagUseArea } from '../../tags/model/types.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Name } from '../../ui/rich-text.tsx';
import { type NamedUse, namedUses, type UseSum } from '../lines/uses.ts';
import { useTags } from '../tags-context.ts';

type Kind = TagUseArea['kind'];
/** Uses that add the tag come first, because they undo a removal. */
const ORDER: readonly (readonly [kind: Kind, action: TagUseArea['action']])[] = (
  ['workflow', 'blueprint', 'orchestration', 'other', 'view'] as const
).flatMap((kind) => (['add', 'remove', null] as const).map((action) => [kind, action] as const));

const STEMS: Readonly<
  Record<Kind, { readonly add: PluralKey; readonly remove: PluralKey; readonly other: PluralKey }>
> = {
  workflow: { add: 'one_adds_workflow', remove: 'one_takes_workflow', other: 'one_names_workflow' },
  blueprint: { add: 'one_adds_blueprint', remove: 'one_takes_blueprint', other: 'one_names_blueprint' },
  orchestration: { add: 'one_adds_orchestration', remove: 'one_takes_orchestration', other: 'one_names_orchestration' },
  other: { add: 'one_adds_other', remove: 'one_takes_other', other: 'one_names_other' },
  view: { add: 'one_names_view', remove: 'one_names_view', other: 'one_names_view' },
};

/** The rules, blueprints, orchestrations and views that use a tag, by name, as far as Zoho names them. */
export function Uses({ tags, sum }: { tags: readonly TagRow[]; sum: UseSum }): JSX.Element {
  const all = namedUses(tags);
  const groups = ORDER.map(([kind, action]) => ({
    kind,
    action,
    uses: all.filter(({ area }) => area.kind === kind && area.action === action),
  })).filter(({ uses }) => uses.length > 0);
  const hasHidden = tags.some((tag) => tag.uses?.areas?.some((area) => area.hasHidden) === true);
  return (
    <section>
      <h3>{text('col_used')}</h3>
      <div class="stack-tight">
        {groups.map(({ kind, action, uses }) => (
          <Group
            key={`${kind} ${action}`}
            stem={STEMS[kind][action ?? 'other']}
            isWarning={action === 'add'}
            uses={uses}
          />
        ))}
        {sum.isWhole || sum.isUsed === false ? (
          groups.length === 0 && !hasHidden ? (
            <p>{text('one_used_none')}</p>
          ) : null
        ) : (
          <p>{text(sum.isUsed === true ? 'one_used_some' : 'one_used_unknown')}</p>
        )}
        {hasHidden ? <p>{text('one_hidden')}</p> : null}
      </div>
      <p class="hint">{text('one_blind')}</p>
    </section>
  );
}

interface GroupProps {
  readonly stem: PluralKey;
  readonly isWarning: boolean;
  readonly uses: readonly NamedUse[];
}

function Group({ stem, isWarning, uses }: GroupProps): JSX.Element {
  return (
    <details class={`adds ${isWarning ? '' : 'plain'}`} open>
      <summary>
        <Icon name={isWarning ? 'warn' : 'list'} />
        <strong>{plural(stem, uses.length)}</strong>
        <Icon name="down" />
      </summary>
      <Places uses={uses} />
    </details>
  );
}

interface PlacesProps {
  readonly uses: readonly NamedUse[];
  readonly label?: string;
}

/** Names of rules or views, with their modules. */
export function Places({ uses, label }: PlacesProps): JSX.Element {
  const { org } = useTags();
  const labels = new Map(org.modules.value.map((module) => [module.apiName, shownName(module.plural)]));
  return (
    <ul aria-label={label}>
      {uses.map(({ tag, place }, n) => (
        <li key={`${tag.module} ${tag.id} ${place.id ?? n}`}>
          <Name>{place.name}</Name>{' '}
          <span class="muted">{placeWords(place.timing, labels.get(tag.module) ?? tag.module)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where a rule or view is, and when it does its work. */
function placeWords(timing: NamedUse['place']['timing'], module: string): string {
  if (timing === null) return module;
  return text(timing === 'instant' ? 'one_when_now' : 'one_when_later', { module });
}
