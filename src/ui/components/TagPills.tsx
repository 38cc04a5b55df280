import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { RunSummary, Tag } from '../../shared/run-summary.ts';
import { TagPill } from './TagMark.tsx';

interface Props {
  /** The first of them, or all. */
  readonly tags: readonly Tag[];
  /** The number of all. */
  readonly count: number;
  /** The most pills before the rest is counted. */
  readonly most: number;
  readonly label?: string;
}

/** Tags by name. Of many, the rest is counted, with its names in the title. */
export function TagPills({ tags, count, most, label }: Props): JSX.Element {
  const shown = tags.slice(0, count > most + 1 ? most : most + 1);
  const rest = tags.slice(shown.length).map(({ name }) => shownName(name));
  return (
    <ul class="pills" aria-label={label}>
      {shown.map((tag) => (
        <TagPill key={tag.id} tag={tag} />
      ))}
      {count > shown.length ? (
        <li class="muted small" title={rest.join('\n') || undefined}>
          {text('n_more_tags', { n: count - shown.length })}
        </li>
      ) : null}
    </ul>
  );
}

/** The tags that a run removes or restores. */
export function RunPills({
  run,
  most,
}: {
  run: Pick<RunSummary, 'chosen' | 'chosenCount'>;
  most: number;
}): JSX.Element {
  return <TagPills tags={run.chosen} count={run.chosenCount} most={most} label={text('confirm_tags')} />;
}
