import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { records } from '../../../shared/nouns.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

/** What became of the records that were to be kept in the basket. */
export function BasketNote(): JSX.Element | null {
  const { basket, emptyBasket } = usePopup();
  const held = basket.basket.value;
  const refused = basket.refused.value;
  if (held === null) return null;
  if (refused !== null)
    return (
      <div class="pad">
        <Note tone="warn" icon="basket" live="alert">
          <p>
            {refused === 'other-org'
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
  return basket.hasKept.value ? (
    <div class="pad">
      <Note tone="ok" icon="basket" live="status">
        <p>{text('basket_kept', { records: records(held.ids.length, held.module) })}</p>
      </Note>
    </div>
  ) : null;
}
