import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { noun, records } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { FilterField } from '../parts/choosing/FilterField.tsx';
import { GoFoot } from '../parts/choosing/GoFoot.tsx';
import { SelectionHead } from '../parts/selection/SelectionHead.tsx';
import { Skeleton } from '../parts/choosing/Skeleton.tsx';
import { TagList } from '../parts/choosing/TagList.tsx';
import { useChooseKeys } from '../parts/choosing/use-choose-keys.ts';
import { Warnings } from '../parts/selection/Warnings.tsx';
import { later } from '../later.tsx';
import { usePopup } from '../popup-context.ts';

/** Rarely needed, so it is loaded with the other screens. */
const ReadingWaits = later(() => import('./OtherScreen.tsx'), 'ReadingWaits');

/** The tags on the selected records to pick from, and the effect of Remove. */
export function ChooseScreen(): JSX.Element {
  const { selection, preview } = usePopup();
  useChooseKeys();
  const shown = preview.shown.value;
  const chosen = selection.selection.value;
  const isShown = shown !== null;
  const waiting = useWaiting();
  const hasTags = shown === null || shown.preview.tags.length > 0;
  const wanted = selection.intent.value?.tagId ?? null;
  // The Remove button keeps the focus while the tag of a menu click is read, and afterwards.
  const isForRemove = wanted !== null && (!isShown || preview.choices.value.some(({ tag }) => tag.id === wanted));
  return (
    <>
      <main class="choose">
        <SelectionHead />
        {chosen === null ? null : <Warnings chosen={chosen} />}
        {hasTags ? <FilterField isFocused={!isForRemove} /> : null}
        {waiting === null ? null : <ReadingWaits run={waiting} />}
        {shown !== null ? hasTags ? <TagList /> : <NoTags /> : waiting === null ? <Skeleton /> : null}
      </main>
      {hasTags ? <GoFoot /> : null}
    </>
  );
}

/** The run that reads the tags, while it waits or is held up. */
function useWaiting(): RunSummary | null {
  const summary = usePopup().preview.summary.value;
  return summary !== null && summary.startedAt === null && (summary.why ?? summary.error) !== null ? summary : null;
}

/** No record carries a tag, or none was found. This is an answer, not an error. */
function NoTags(): JSX.Element {
  const { selection, preview } = usePopup();
  const module = selection.selection.value?.module ?? null;
  const { total, missing } = preview.shown.value?.preview ?? { total: 0, missing: 0 };
  if (missing === total)
    return (
      <div class="body">
        <p class="strong">{text(total === 1 ? 'gone_one_h' : 'gone_all_h')}</p>
        <p class="muted">
          {text(total === 1 ? 'gone_one_p' : 'gone_all_p', { module: shownName(module?.plural ?? '') })}
        </p>
      </div>
    );
  return (
    <div class="body">
      <p class="strong">
        {total === 1
          ? text('empty_one_h', { noun: noun(module) })
          : text('empty_h', { records: records(total, module) })}
      </p>
      <p class="muted">{text('empty_p')}</p>
    </div>
  );
}
