import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { records } from '../../../shared/nouns.ts';
import { daysAgo } from '../../../ui/formats.ts';
import { usePopup } from '../../popup-context.ts';
import { Offer } from './Offer.tsx';

/**
 * Leads to the basket. Renders nothing while the basket is empty or its connection is gone. `isHere`: its module is in
 * front.
 */
export function BasketOffer({
  isHere,
  isFocused = false,
}: {
  isHere: boolean;
  isFocused?: boolean;
}): JSX.Element | null {
  const { basket, session, choose } = usePopup();
  const held = basket.basket.value;
  const owner = session.connections.value.find(({ id }) => id === held?.connectionId);
  if (held === null || held.ids.length === 0 || owner === undefined) return null;
  const what = { records: records(held.ids.length, held.module) };
  return (
    <Offer
      icon="basket"
      label={text(isHere ? 'src_basket_offer' : 'src_basket_there', what)}
      hint={
        isHere
          ? plural('src_basket_hint', held.pages.length)
          : text('src_basket_kept', { org: shownName(owner.org.name), day: daysAgo(held.keptAt, Date.now()) })
      }
      isFocused={isFocused}
      onPress={() => choose({ from: 'basket' })}
    />
  );
}
