import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { countCell } from '../draft/count-cell.ts';
import { type Counted, sumOf } from '../draft/offer.ts';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';

/** The records by what happens to them. A number that is known only after reading is a dash. */
export function Preview(): JSX.Element | null {
  const { full, included, likely, offer } = useTags().replace;
  const doing = included.value;
  if (offer.value === null || doing.length + full.value.length === 0) return null;
  const sum = sumOf(doing);
  // Where no record has the tag that stays yet, all of them get it.
  const isNowhere = likely.value.length === 0 && doing.every((step) => step.offer?.replace?.counted === 0);
  const kept = sumOf(full.value);
  const isKept = full.value.length > 0;
  return (
    <section>
      <dl class="ledger" aria-label={text('prev_label')}>
        <Part label={text('prev_get')} counted={isNowhere ? sum : null} />
        {isNowhere ? null : <Part label={text('prev_have')} counted={null} />}
        {isKept ? <Part label={text('prev_stay')} counted={kept} /> : null}
        <Part label={text(isKept ? 'prev_sum_all' : 'prev_sum')} counted={sumOf([...doing, ...full.value])} isSum />
      </dl>
      {isNowhere ? null : <p class="hint">{text('prev_unknown')}</p>}
    </section>
  );
}

interface PartProps {
  readonly label: string;
  readonly counted: Counted | null;
  readonly isSum?: boolean;
}

function Part({ label, counted, isSum = false }: PartProps): JSX.Element {
  return (
    <div class={isSum ? 'sum' : ''}>
      <dt>{label}</dt>
      <dd>{(counted === null ? null : countCell(counted)) ?? <Unknown />}</dd>
    </div>
  );
}
