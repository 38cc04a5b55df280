import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { TagDot } from '../../ui/components/TagMark.tsx';
import { Name } from '../../ui/rich-text.tsx';
import { useTags } from '../tags-context.ts';
import { RecordsByModule } from './RecordsByModule.tsx';
import { TagField } from './TagField.tsx';
import { knownRecords } from './tag-names.ts';

/** One of the tags of a merge stays, or another one. Nothing is chosen in advance. */
export function WhichStays(): JSX.Element {
  const { replace } = useTags();
  const { choice, isOther, named } = replace;
  const group = useId();
  const chosen = choice.value;
  const [first, second] = named.value;
  const most = first !== undefined && knownRecords(first) > knownRecords(second ?? { tags: [] }) ? first.name : null;
  return (
    <section>
      <h3 id={group}>{text('merge_which')}</h3>
      <div class="stays" role="radiogroup" aria-labelledby={group}>
        {named.value.map((tag) => (
          <label key={tag.name}>
            <input
              type="radio"
              name={group}
              checked={!isOther.value && chosen?.kind === 'tag' && chosen.name === tag.name}
              onChange={() => replace.keep(tag.name)}
            />
            <span class="tag-line">
              <TagDot colour={tag.colour} />
              <Name>{tag.name}</Name>
              {tag.name === most ? <span class="env">{text('merge_most')}</span> : null}
            </span>
            <span class="n">
              <RecordsByModule tags={tag.tags} />
            </span>
          </label>
        ))}
        <label>
          <input type="radio" name={group} checked={isOther.value} onChange={replace.another} />
          <span>{text('merge_other')}</span>
        </label>
        {isOther.value ? (
          <div class="in">
            <TagField label="new_name" />
          </div>
        ) : null}
      </div>
    </section>
  );
}
