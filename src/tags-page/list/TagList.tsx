import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type Sort, SORTS } from '../lines/order.ts';
import { tagsCsv } from '../tags-csv.ts';
import { useTags } from '../tags-context.ts';
import { Chips } from './Chips.tsx';
import { Find } from './Find.tsx';
import { Missing } from './Missing.tsx';
import { NoLines } from './NoLines.tsx';
import { TagTable } from './TagTable.tsx';

const CALM_MS = 500;

/** The list: its filters, the number of tags, and the table. */
export function TagList(): JSX.Element {
  const { list, isArriving } = useTags();
  const all = list.lines.value.length;
  const shown = list.items.value.length;
  const status = useStatus();
  const spoken = useDebounced(status, CALM_MS);
  return (
    <>
      {all === 0 && !isArriving.value ? null : (
        <>
          <div class="finders">
            <Find />
            {isArriving.value ? null : <Chips />}
          </div>
          <div class="list-line">
            <p aria-hidden="true">{status}</p>
            <output class="vh">{spoken}</output>
            <div class="row">
              {isArriving.value ? null : <SortBy />}
              {shown === 0 ? null : <ShowAll />}
              {shown === 0 || isArriving.value ? null : <Csv />}
            </div>
          </div>
          <Missing />
        </>
      )}
      {shown > 0 ? <TagTable /> : isArriving.value ? <Bones /> : <NoLines />}
    </>
  );
}

/** The number of shown lines and of all lines. */
function useStatus(): string {
  const { list, isArriving, org } = useTags();
  const lines = list.lines.value;
  const shown = list.shown.value;
  const isLacking = org.modules.value.some(({ readAt }) => readAt === null);
  const all = lines.length;
  if (isArriving.value) return plural('tags_so_far', all);
  if (shown.length === 0) return list.search.value.trim() === '' ? '' : text('tags_count_none');
  if (list.chip.value === 'alike') {
    const groups = new Set(shown.map(({ group }) => group)).size;
    return plural('tags_count_groups', groups, { n: shown.length, all, groups });
  }
  if (shown.length < all) return text('tags_count_of', { n: shown.length, all });
  const tags = plural('n_tags', all);
  if (isLacking) return text('tags_count_partly', { tags });
  const each = list.tags.value.length;
  return each === all ? tags : text('tags_count_each', { tags, all: each });
}

const SORT_WORDS = {
  name: 'sort_name',
  'name-down': 'sort_name_down',
  most: 'sort_most',
  least: 'sort_least',
  oldest: 'sort_oldest',
  newest: 'sort_newest',
} as const;

/** For narrow windows, where the table has no heads. */
function SortBy(): JSX.Element {
  const { list } = useTags();
  return (
    <label class="sort">
      {text('tags_sort')}
      <select
        class="field"
        value={list.sort.value}
        onChange={(event) => (list.sort.value = event.currentTarget.value as Sort)}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {text(SORT_WORDS[sort])}
          </option>
        ))}
      </select>
    </label>
  );
}

function ShowAll(): JSX.Element | null {
  const { list } = useTags();
  if (list.chip.value === null) return null;
  return (
    <button class="link" type="button" onClick={() => (list.chip.value = null)}>
      {text('show_all')}
    </button>
  );
}

function Csv(): JSX.Element {
  const tags = useTags();
  return (
    <button class="btn quiet" type="button" onClick={() => tags.save(tagsCsv(tags))}>
      <Icon name="save" />
      {text('csv')}
    </button>
  );
}

/** Fills the place of the first names. */
function Bones(): JSX.Element {
  return (
    <div class="scroller bones" aria-hidden="true">
      {[62, 48, 70, 40, 56, 66].map((width) => (
        <span key={width} class="bone" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}
