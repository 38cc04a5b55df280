import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { ChangedPill, TagPill } from '../../ui/components/TagMark.tsx';
import { changesOf, type ShownRow } from '../shown-row.ts';

/** Pills in a row of the usual height: with "n more" they take two lines. */
const MOST = 4;

interface Props {
  readonly row: ShownRow;
  readonly run: Run;
  /** All tags, at any height. */
  readonly isWhole: boolean;
  readonly onWhole: () => void;
}

/** A record's tags before the run, with the removed ones struck out and those that came on marked. */
export function TagsCell({ row, run, isWhole, onWhole }: Props): JSX.Element {
  const isUndo = run.kind === 'undo';
  const { on, off } = changesOf(row, run);
  const changed = [
    ...tagsAt(run, on).map((tag) => ({ tag, change: 'back' as const })),
    ...tagsAt(run, off).map((tag) => ({ tag, change: 'gone' as const })),
  ];
  const came = text(isUndo ? 'rep_put_back' : 'rep_added');
  const kept = tagsAt(
    run,
    row.before.filter((place) => !off.includes(place) && !on.includes(place)),
  );
  const all = changed.length + kept.length;
  if (all === 0) return <span class="muted">{text('rep_no_tags')}</span>;
  const shown = isWhole || all <= MOST ? all : MOST - 1;
  const keptShown = kept.slice(0, Math.max(0, shown - changed.length));
  return (
    <ul class="pills">
      {changed.slice(0, shown).map(({ tag, change }) => (
        <ChangedPill
          key={`${change} ${tag.id}`}
          tag={tag}
          change={change}
          words={change === 'back' ? came : text('rep_removed')}
        />
      ))}
      {keptShown.map((tag) => (
        <TagPill key={tag.id} tag={tag} />
      ))}
      {kept.length + on.length === 0 && !isUndo ? <li class="muted small">{text('rep_none_left')}</li> : null}
      {shown < all ? (
        <li>
          <button class="link small" type="button" onClick={onWhole}>
            {plural('rep_more', all - shown)}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function tagsAt(run: Run, places: readonly number[]): readonly Tag[] {
  return places.flatMap((place) => run.tags[place] ?? []);
}
