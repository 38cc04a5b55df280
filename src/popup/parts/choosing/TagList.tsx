import type { JSX } from 'preact';
import { number, plural, text } from '../../../shared/i18n.ts';
import { list } from '../../../ui/formats.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { longTitle, shownName, visibleName } from '../../../shared/names.ts';
import { noun, nouns } from '../../../shared/nouns.ts';
import { TagDot } from '../../../ui/components/TagMark.tsx';
import { matchIn, type TagChoice } from '../../models/tag-choices.ts';
import { usePopup } from '../../popup-context.ts';
import { ChooseButton } from './ChooseButton.tsx';

/** The DOM id of a tag's checkbox. Arrow keys move the focus by it. */
export function boxId(tagId: string): string {
  return `tag-${tagId}`;
}

/** The tags on the selected records: one stop for Tab, arrows inside. */
export function TagList(): JSX.Element {
  const { filter, preview, selection } = usePopup();
  const module = selection.selection.value?.module ?? null;
  const matches = filter.matches.value;
  const isSingle = (preview.shown.value?.preview.total ?? 0) === 1;
  if (matches.length === 0) return <NoMatch />;
  return (
    <fieldset class="tags" aria-labelledby="tags-head">
      <p class="list-head">
        <span id="tags-head">{useHeadWords()}</span>
        <ChooseButton />
        {isSingle ? null : <span aria-hidden="true">{visibleName(module?.plural ?? '')}</span>}
      </p>
      <ul
        class="tag-list"
        id="tags"
        aria-label={isSingle ? text('tags_head_record', { noun: noun(module) }) : undefined}
      >
        {matches.map((choice) => (
          <TagRow key={choice.tag.id} choice={choice} />
        ))}
      </ul>
    </fieldset>
  );
}

function useHeadWords(): string {
  const { filter, preview, selection } = usePopup();
  const module = selection.selection.value?.module ?? null;
  const all = preview.choices.value.length;
  if (filter.hasText.value) return text('filter_match', { n: filter.matches.value.length, all });
  if (preview.shown.value?.preview.total === 1) return text('tags_head_record', { noun: noun(module) });
  const picked = preview.picked.value.size;
  const values = { nouns: nouns(module), picked };
  return picked === 0 ? plural('tags_head', all, values) : plural('tags_head_picked', all, values);
}

function NoMatch(): JSX.Element {
  const { filter, preview, selection } = usePopup();
  const all = preview.choices.value.length;
  const module = selection.selection.value?.module ?? null;
  return (
    <div class="body tight" id="tags">
      <p>{text('filter_none', { all, nouns: nouns(module), text: filter.text.value.trim() })}</p>
      <p>
        <button class="link" type="button" onClick={() => filter.filter('')}>
          {text('filter_clear')}
        </button>
      </p>
    </div>
  );
}

function TagRow({ choice: { tag, records, alike } }: { choice: TagChoice }): JSX.Element {
  const { filter, preview, selection } = usePopup();
  const module = selection.selection.value?.module ?? null;
  const isActive = filter.activeId.value === tag.id;
  const total = preview.shown.value?.preview.total ?? 0;
  return (
    <li>
      <label class={`tag-row ${isActive && filter.hasText.value ? 'is-active' : ''}`}>
        <input
          type="checkbox"
          id={boxId(tag.id)}
          tabIndex={isActive ? 0 : -1}
          checked={preview.picked.value.has(tag.id)}
          onChange={() => preview.toggle(tag.id)}
          onFocus={() => filter.activate(tag.id)}
        />
        <TagDot colour={tag.colour} />
        <span class="tag-name">
          <bdi class="name" translate={false} title={longTitle(tag.name)}>
            <Marked name={visibleName(tag.name)} sought={filter.text.value} />
          </bdi>
          {alike.length === 0 ? null : <Alike names={alike} />}
        </span>
        {total === 1 ? null : (
          <span class="n">
            <span aria-hidden="true">{number(records)}</span>
            <span class="vh">{text('tag_count', { n: records, all: total, nouns: nouns(module) })}</span>
          </span>
        )}
      </label>
    </li>
  );
}

/** The look-alikes of a tag. Two names that read the same are two tags. */
function Alike({ names }: { names: readonly string[] }): JSX.Element {
  return (
    <span class="alike">
      <Icon name="warn" />
      <span>{text('tag_alike', { tags: list(names.map((name) => shownName(name))) })}</span>
    </span>
  );
}

/** A name with the matching part marked. */
function Marked({ name, sought }: { name: string; sought: string }): JSX.Element {
  const [start, end] = matchIn(name, sought) ?? [0, 0];
  if (start === end) return <>{name}</>;
  return (
    <>
      {name.slice(0, start)}
      <mark>{name.slice(start, end)}</mark>
      {name.slice(end)}
    </>
  );
}
