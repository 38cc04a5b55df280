import { plural, text } from '../../../shared/i18n.ts';
import type { Selection } from '../../models/SelectionModel.ts';
import { viewWords } from '../../../ui/source-words.ts';
import { usePopup } from '../../popup-context.ts';
import { tickedGroups } from '../../../shared/page.ts';
import { inBackground } from '../../../shared/notes.ts';

/** One line of the menu of sources. */
export interface SourceItem {
  readonly id: string;
  readonly label: string;
  /** Only where it is known without asking Zoho. */
  readonly count: number | null;
  /** Null for an action, which is not one of the sources. */
  readonly isChosen: boolean | null;
  /** The sign of an action. */
  readonly icon: 'plus' | 'x' | null;
  readonly isFirstOfActions: boolean;
  readonly onPress: () => void;
}

/** The sources that there are now, and what can be done with the basket. */
export function useSourceItems({ source, module, ids, connection }: Selection): readonly SourceItem[] {
  const { selection, page, basket, choose, isPasting, keepPage, emptyBasket } = usePopup();
  const answer = page.answer.value;
  const ticked = tickedGroups(answer?.ticked ?? { groups: [] })[0]?.ids.length ?? 0;
  const held = basket.basket.value;
  const viewId = answer?.context.viewId ?? null;
  const pageModule = selection.pageModule.value;
  const item = (
    id: string,
    label: string,
    count: number | null,
    isChosen: boolean,
    onPress: () => void,
  ): SourceItem => ({
    id,
    label,
    count,
    isChosen,
    icon: null,
    isFirstOfActions: false,
    onPress,
  });
  const action = (id: string, label: string, icon: 'plus' | 'x', onPress: () => void): SourceItem => ({
    ...item(id, label, null, false, onPress),
    isChosen: null,
    icon,
  });

  const sources = [
    ticked > 0 &&
      item('ticked', text('src_ticked'), ticked, source.kind === 'ticked', () =>
        choose({ from: 'ticked', moduleSlug: null }),
      ),
    viewId !== null &&
      pageModule !== null &&
      item('view', viewWords(selection.viewName.value, pageModule), null, source.kind === 'view', () =>
        choose({ from: 'view' }),
      ),
    held !== null &&
      held.ids.length > 0 &&
      item('basket', text('src_basket'), held.ids.length, source.kind === 'basket', () => choose({ from: 'basket' })),
    item('paste', text('src_paste'), null, source.kind === 'pasted', () => {
      isPasting.value = true;
    }),
  ];
  const canKeep = source.kind === 'ticked' && ids !== null && pageModule !== null;
  const actions = [
    canKeep &&
      action('keep', plural('basket_keep', ids.length), 'plus', () =>
        inBackground(keepPage(connection.id, module, ids), 'source-items.keepPage'),
      ),
    held !== null &&
      held.ids.length > 0 &&
      action('empty', text('basket_empty_btn'), 'x', () => inBackground(emptyBasket(), 'source-items.emptyBasket')),
  ].filter((entry) => entry !== false);
  return [
    ...sources.filter((entry) => entry !== false),
    ...actions.map((entry, place) => ({ ...entry, isFirstOfActions: place === 0 })),
  ];
}
