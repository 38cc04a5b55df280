import type { JSX } from 'preact';
import { type PluralKey, pluralTemplate, sentenceGap, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import type { TagUse } from '../../../shared/messages.ts';
import { ADDING_ITEMS } from '../../../ui/components/CameBack.tsx';
import { Icon } from '../../../ui/components/Icon.tsx';
import { Name, RichText } from '../../../ui/rich-text.tsx';
import type { UsedTag } from '../../models/TagUseModel.ts';

type Kind = TagUse['adding'][number]['kind'];

const STEMS: Readonly<Record<Kind, PluralKey>> = {
  workflow: 'adds_workflow',
  blueprint: 'adds_blueprint',
  orchestration: 'adds_orchestration',
  other: 'adds_other',
};

/**
 * Automation that puts picked tags back, where Zoho names it. It informs and never blocks. Renders nothing where Zoho
 * names none.
 */
export function AddsDetails({ used }: { used: readonly UsedTag[] }): JSX.Element {
  return (
    <details class="adds">
      <summary>
        <Icon name="warn" />
        <span>
          {used.map((entry) => (
            <Sum key={entry.tag.id} entry={entry} />
          ))}
          {used.some(({ use }) => use.hasHidden) ? text('adds_hidden') : null}
        </span>
        <Icon name="down" />
      </summary>
      <ul>
        {used.flatMap(({ tag, use }) => [
          ...use.adding.map(({ kind, name }) => (
            <li key={`${tag.id} ${kind} ${name}`}>{text(ADDING_ITEMS[kind], { name: shownName(name) })}</li>
          )),
          ...use.views.map((name) => (
            <li key={`${tag.id} view ${name}`}>{text('adds_item_view', { name: shownName(name) })}</li>
          )),
        ])}
      </ul>
    </details>
  );
}

function Sum({ entry: { tag, use } }: { entry: UsedTag }): JSX.Element {
  const kinds = (['workflow', 'blueprint', 'orchestration', 'other'] as const).flatMap((kind) => {
    const n = use.adding.filter((thing) => thing.kind === kind).length;
    return n === 0 ? [] : [{ kind, n }];
  });
  const name = <Name>{tag.name}</Name>;
  const views = use.views.length;
  return (
    <>
      {kinds.map(({ kind, n }) => (
        <strong key={kind}>
          <RichText raw={pluralTemplate(STEMS[kind], n)} values={{ n, tag: name }} />
          {sentenceGap()}
        </strong>
      ))}
      {views === 0 ? null : (
        <>
          <RichText
            raw={pluralTemplate(kinds.length === 0 ? 'adds_views_of' : 'adds_views', views)}
            values={{ n: views, tag: name }}
          />
          {sentenceGap()}
        </>
      )}
    </>
  );
}
