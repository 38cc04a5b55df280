import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { text } from '../../../shared/i18n.ts';
import { LONGEST_TITLE, shownName } from '../../../shared/names.ts';
import type { Tag } from '../../../shared/run-summary.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { TagDot, tint } from '../../../ui/components/TagMark.tsx';
import { Name } from '../../../ui/rich-text.tsx';
import { usePopup } from '../../popup-context.ts';

/** Lines of chips before the rest is counted. */
const LINES = 2;

/**
 * The chosen tags above the button, including those that the filter hides. A chip removes its tag from the choice, and
 * the focus moves to the next chip.
 */
export function ChosenTags(): JSX.Element | null {
  const { preview } = usePopup();
  const tags = useComputed(() => {
    const ids = preview.picked.value;
    return preview.choices.value.flatMap(({ tag }) => (ids.has(tag.id) ? [tag] : []));
  }).value;
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const most = useMost(list, tags, isOpen);
  const takeOut = (tag: Tag): void => {
    const place = tags.indexOf(tag);
    preview.toggle(tag.id);
    const next = tags[place + 1];
    const target = next === undefined ? 'filter' : chipId(next.id);
    requestAnimationFrame(() => document.getElementById(target)?.focus());
  };
  if (tags.length === 0) return null;
  const shown = tags.slice(0, most);
  return (
    <fieldset class={`chosen ${isOpen ? 'is-open' : ''}`} aria-label={text('chosen_label')}>
      <ul ref={list}>
        {shown.map((tag) => (
          <li key={tag.id}>
            <Chip tag={tag} onPress={() => takeOut(tag)} />
          </li>
        ))}
        {shown.length < tags.length ? (
          <li>
            <button class="link" type="button" aria-expanded="false" onClick={() => setOpen(true)}>
              {text('n_more_tags', { n: tags.length - shown.length })}
            </button>
          </li>
        ) : null}
      </ul>
    </fieldset>
  );
}

function chipId(tagId: string): string {
  return `chip-${tagId}`;
}

function Chip({ tag, onPress }: { tag: Tag; onPress: () => void }): JSX.Element {
  const name = shownName(tag.name, LONGEST_TITLE);
  return (
    <button
      class="chip-x"
      type="button"
      id={chipId(tag.id)}
      style={tint(tag.colour)}
      title={name}
      aria-label={text('chosen_out', { tag: name })}
      onClick={onPress}
    >
      <TagDot colour={tag.colour} />
      <Name>{tag.name}</Name>
      <Icon name="x" />
    </button>
  );
}

/** Number of chips that fit beside the count of the rest. All are drawn and measured, then fewer until they fit. */
function useMost(list: { current: HTMLUListElement | null }, tags: readonly Tag[], isOpen: boolean): number {
  const key = tags.map(({ id }) => id).join(' ');
  const [fit, setFit] = useState({ key, most: Infinity });
  const most = fit.key === key ? fit.most : Infinity;
  useLayoutEffect(() => {
    if (isOpen || list.current === null) return;
    const tops = [...list.current.children].map((child) => (child as HTMLElement).offsetTop);
    const lines = [...new Set(tops)].toSorted((a, b) => a - b);
    const third = lines[LINES];
    if (third === undefined) return;
    const inLines = tops.filter((top) => top < third).length;
    setFit({ key, most: Math.max(1, Math.min(inLines, most) - 1) });
  }, [key, most, isOpen, list]);
  return isOpen ? Infinity : most;
}
