import { Fragment, type JSX } from 'preact';
import { plural, sentenceGap, text } from '../../../shared/i18n.ts';
import { nouns } from '../../../shared/nouns.ts';
import type { PasteModel } from '../../models/PasteModel.ts';
import type { Pasted } from '../../paste/read-pasted.ts';
import { usePopup } from '../../popup-context.ts';
import { columnName } from './paste-words.ts';

interface Props {
  readonly paste: InstanceType<typeof PasteModel>;
  readonly pasted: Pasted;
}

/** Asks for the column with the records' own ids if it is uncertain, and offers a change if it was found. */
export function ColumnQuestion({ paste, pasted: { table, ids } }: Props): JSX.Element | null {
  const isAsking = paste.isAsking.value;
  const { selection } = usePopup();
  const module = selection.pageModule.value;
  if (table === null || table.columns.length === 0 || table.brokenAt !== null) return null;
  const { columns, column, idsAnywhere } = table;
  const isOneOfMany = columns.length > 1 || idsAnywhere !== null;
  if ((column !== null || ids.length > 0) && !isAsking)
    return isOneOfMany ? (
      <p class="hint">
        <button
          class="link"
          type="button"
          onClick={() => {
            paste.isAsking.value = true;
          }}
        >
          {text('paste_other_column')}
        </button>
      </p>
    ) : null;
  return (
    <fieldset class="choices">
      <legend class="label">{text('paste_which', { nouns: nouns(module) })}</legend>
      {columns.map((one) => (
        <label key={one.index} class="choice">
          <input type="radio" name="column" checked={one.index === column} onChange={() => paste.choose(one.index)} />
          <b>
            <bdi>{columnName(one)}</bdi>
          </b>
          <span class="hint">
            {plural('paste_column', one.rows)}
            {one.samples.map((sample, place) => (
              <Fragment key={sample}>
                {place === 0 ? sentenceGap() : ' · '}
                <bdi>{sample}</bdi>
              </Fragment>
            ))}
          </span>
        </label>
      ))}
      {idsAnywhere !== null && (
        <label class="choice">
          <input
            type="radio"
            name="column"
            checked={column === null && ids.length > 0}
            onChange={() => paste.choose('anywhere')}
          />
          <b>{text('paste_anywhere')}</b>
          <span class="hint">{plural('paste_anywhere_n', idsAnywhere)}</span>
        </label>
      )}
    </fieldset>
  );
}
