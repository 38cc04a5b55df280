import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import { records } from '../../../shared/nouns.ts';
import { usePopup } from '../../popup-context.ts';
import { useTotal } from '../selection/SelectionHead.tsx';

const BONES = ['a', 'b', 'c', 'd'];

/** Fills the place of the tags while they are read. For a whole view it shows the progress and can cancel. */
export function Skeleton(): JSX.Element {
  const { selection, preview, choose } = usePopup();
  const chosen = selection.selection.value;
  const total = useTotal();
  const isView = chosen !== null && chosen.ids === null;
  const read = preview.summary.value?.read ?? 0;
  return (
    <div class="skeleton" aria-busy="true" id="tags">
      <output class="vh">
        {isView ? text('tags_loading') : text('tags_loading_of', { records: records(total, chosen?.module ?? null) })}
      </output>
      <p class="list-head">
        <span aria-hidden={!isView}>{isView ? text('view_reading', { n: read }) : text('tags_loading')}</span>
        {isView ? (
          <button class="link" type="button" onClick={() => choose({ from: 'page' })}>
            {text('cancel')}
          </button>
        ) : null}
      </p>
      {BONES.map((bone) => (
        <div class="bone-row" key={bone} aria-hidden="true">
          <span class="bone" />
          <span class="bone" />
        </div>
      ))}
    </div>
  );
}
