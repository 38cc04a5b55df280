import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import type { Tag } from '../../shared/run-summary.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import { ChangedPill, TagPill } from '../../ui/components/TagMark.tsx';

/** Pills in a row of the usual height: with "n more" they take two lines. */
const MOST = 4;

interface Props {
  readonly row: RecordRow;
  readonly run: Run;
  /** All tags, at any height. */
  readonly isWhole: boolean;
  readonly onWhole: () => void;
}

/** A record's tags before the run, with the removed ones struck out; for an undo, with the restored ones marked. */
export function TagsCell({ row, run, isWhole, onWhole }: Props): JSX.Element {
  const isUndo = run.kind === 'undo';
  const gone = [...row.lost, ...row.mistaken];
  const changed = tagsAt(run, gone);
  const kept = tagsAt(
    run,
    row.before.filter((place) => !gone.includes(place)),
  );
  const all = changed.length + kept.length;
  if (all === 0) return <span class="muted">{text('rep_no_tags')}</span>;
  const shown = isWhole || all <= MOST ? all : MOST - 1;
  const keptShown = kept.slice(0, Math.max(0, shown - changed.length));
  return (
    <ul class="pills">
      {changed.slice(0, shown).map((tag) => (
        <ChangedPill
          key={tag.id}
          tag={tag}
          change={isUndo ? 'back' : 'gone'}
          words={text(isUndo ? 'rep_put_back' : 'rep_removed')}
        />
      ))}
      {keptShown.map((tag) => (
        <TagPill key={tag.id} tag={tag} />
      ))}
      {kept.length === 0 && !isUndo ? <li class="muted small">{text('rep_none_left')}</li> : null}
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
