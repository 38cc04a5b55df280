import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { inBackground } from '../../../shared/notes.ts';
import { records } from '../../../shared/nouns.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { usePopup } from '../../popup-context.ts';

/** The last change of the basket in this popup, with its undo. */
export function BasketNote(): JSX.Element | null {
  const { basket } = usePopup();
  if (basket.refused.value !== null) return <Refused />;
  return basket.change.value === null ? null : <LastChange />;
}

function Refused(): JSX.Element | null {
  const { basket, emptyBasket } = usePopup();
  const held = basket.basket.value;
  if (held === null) return null;
  return (
    <div class="pad">
      <Note tone="warn" icon="basket" live="alert">
        <p>
          {basket.refused.value === 'other-org'
            ? text('basket_other_org')
            : text('basket_other_module', { module: shownName(held.module.plural) })}
        </p>
        <div class="row">
          <button class="link" type="button" onClick={() => inBackground(emptyBasket(), 'BasketNote.emptyBasket')}>
            {text('basket_empty_btn')}
          </button>
        </div>
      </Note>
    </div>
  );
}

function LastChange(): JSX.Element | null {
  const { basket, selection, choose, undoBasket } = usePopup();
  const change = basket.change.value;
  const held = basket.basket.value;
  if (change === null) return null;
  const isEmptied = change.done === 'emptied';
  const list = isEmptied ? change.was : held;
  if (list === null) return null;
  const what = records(list.ids.length, list.module);
  return (
    <div class="pad">
      <Note tone={isEmptied ? '' : 'ok'} icon={isEmptied ? 'bin' : 'check'} live="status">
        <p>
          {isEmptied
            ? text('basket_emptied', { records: what })
            : text('sentence', { text: text('basket_kept', { records: what }) })}
        </p>
        <div class="row apart">
          {isEmptied || selection.selection.value?.source.kind === 'basket' ? null : (
            <button class="link" type="button" onClick={() => choose({ from: 'basket' })}>
              {text('basket_use')}
            </button>
          )}
          <button class="link" type="button" onClick={() => inBackground(undoBasket(), 'BasketNote.undoBasket')}>
            {text('undo')}
          </button>
        </div>
      </Note>
    </div>
  );
}
