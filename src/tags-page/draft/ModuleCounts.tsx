import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';
import { useDraft } from './draft-context.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import { momentOf } from '../words/tag-words.ts';
import { type Counted, type DraftStep, isBeyond, isEmpty, isFull } from './offer.ts';
import { countCell } from './count-cell.ts';

/** The modules with their records. A link skips a module; no box is ticked in advance. */
export function ModuleCounts(): JSX.Element {
  const draft = useDraft();
  const steps = draft.steps.value;
  const isSingle = steps.length === 1;
  return (
    <section>
      <table class="sums">
        <thead>
          <tr>
            <th scope="col">{text('col_module')}</th>
            <th scope="col" class="num">
              {text('col_records')}
            </th>
            {isSingle ? null : (
              <th scope="col">
                <span class="vh">{text('leave_out')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <Row key={step.module.apiName} step={step} isSingle={isSingle} />
          ))}
        </tbody>
        {isSingle ? null : (
          <tfoot>
            <tr>
              <th scope="row">{text('tags_total')}</th>
              <td class="num">
                <Count counted={draft.offer.value === null ? null : draft.sum.value} />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      <Source />
    </section>
  );
}

function Row({ step, isSingle }: { step: DraftStep; isSingle: boolean }): JSX.Element {
  const draft = useDraft();
  const { module, counted, isSkipped } = step;
  const name = shownName(module.plural);
  const isOut = isSkipped || isBeyond(step) || isFull(step);
  // A module without records is part of a removal that deletes the tag.
  const isPart = !isEmpty(step) || (draft.kind.value === 'retire' && draft.isDeleting.value);
  const canSkip = isPart && !isBeyond(step) && !isFull(step);
  return (
    <tr class={isOut ? 'out' : isEmpty(step) ? 'later' : ''}>
      <th scope="row">
        <Name>{module.plural}</Name>
        {isOut ? <span class="vh">{text('left_out')}</span> : null}
      </th>
      <td class="num">
        <Count counted={counted} />
      </td>
      {isSingle ? null : (
        <td class="leave">
          {!canSkip ? null : isSkipped ? (
            <button
              class="link"
              type="button"
              aria-label={text('take_in_of', { module: name })}
              onClick={() => draft.include(module.apiName)}
            >
              {text('take_in')}
            </button>
          ) : (
            <button
              class="link"
              type="button"
              aria-label={text('leave_out_of', { module: name })}
              onClick={() => draft.skip(module.apiName)}
            >
              {text('leave_out')}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

/** A placeholder while Zoho is asked; a dash for a number that Zoho has not given. */
function Count({ counted }: { counted: Counted | null }): JSX.Element {
  const draft = useDraft();
  if (counted === null) return draft.offerError.value === null ? <span class="bone count" /> : <Unknown />;
  const words = countCell(counted);
  return words === null ? <Unknown /> : <>{words}</>;
}

/** The source and the time of the numbers, or the progress of the question. */
function Source(): JSX.Element | null {
  const { now } = useTags();
  const draft = useDraft();
  const offer = draft.offer.value;
  if (draft.offerError.value !== null) return null;
  if (offer === null) return <output class="hint">{text('rem_counting')}</output>;
  const times = offer.steps.flatMap(({ countedAt }) => countedAt ?? []);
  const at = times.length === 0 ? null : Math.min(...times);
  return (
    <output class="hint">
      {at === null ? text('one_counted_not') : text('one_counted', momentOf(at, now()))}
      {sentenceGap()}
      {offer.spent === 0 ? '' : text('rem_spent', { credits: creditsWords({ least: offer.spent, most: offer.spent }) })}
    </output>
  );
}
