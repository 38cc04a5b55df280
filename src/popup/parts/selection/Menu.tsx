import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import { inBackground } from '../../../shared/notes.ts';
import { nouns } from '../../../shared/nouns.ts';
import { tickedGroups } from '../../../shared/page.ts';
import type { IconName } from '../../../ui/components/Icon.tsx';
import { MenuBox, MenuItem } from '../../../ui/components/MenuBox.tsx';
import { tagWords, viewWords } from '../../../ui/source-words.ts';
import type { Selection } from '../../models/SelectionModel.ts';
import { usePopup } from '../../popup-context.ts';
import { useTagsAtHand } from './use-tags-at-hand.ts';

interface Props {
  readonly chosen: Selection;
  readonly close: () => void;
}

/** The opened menu of sources: what to work on, and below it actions on the basket. */
export function Menu({ chosen, close }: Props): JSX.Element {
  return (
    <MenuBox label={text('src_menu', { nouns: nouns(chosen.module) })} close={close}>
      <Sources chosen={chosen} close={close} />
      <OwnList chosen={chosen} close={close} />
    </MenuBox>
  );
}

/** The available sources. A count appears only where it is known without asking Zoho. */
function Sources({ chosen: { source, module, connection }, close }: Props): JSX.Element {
  const { selection, page, basket, choose, isPasting, finding } = usePopup();
  const isHere = selection.connection.value?.id === connection.id;
  const tags = useTagsAtHand(isHere ? connection.id : null, module);
  const answer = page.answer.value;
  const ticked = tickedGroups(answer?.ticked ?? { groups: [] })[0]?.ids.length ?? 0;
  const held = basket.basket.value;
  const pageModule = selection.pageModule.value;
  const hasView = (answer?.context.viewId ?? null) !== null && pageModule !== null;
  const after = (press: () => void) => (): void => {
    close();
    press();
  };
  const mark = (isChosen: boolean): { icon: IconName | null; isChosen: boolean } => ({
    icon: isChosen ? 'check' : null,
    isChosen,
  });
  return (
    <fieldset aria-label={text('menu_work_on')}>
      {ticked === 0 ? null : (
        <MenuItem
          {...mark(source.kind === 'ticked')}
          label={text('src_ticked')}
          count={ticked}
          onPress={after(() => choose({ from: 'ticked', moduleSlug: null }))}
        />
      )}
      {hasView ? (
        <MenuItem
          {...mark(source.kind === 'view')}
          label={viewWords(selection.viewName.value, pageModule)}
          hint={text('src_view_hint')}
          onPress={after(() => choose({ from: 'view' }))}
        />
      ) : null}
      {tags.map((tag) => (
        <MenuItem
          key={tag.id}
          {...mark(source.holders?.tags[0]?.id === tag.id)}
          label={tagWords(tag, module)}
          hint={text('src_tag_hint')}
          onPress={after(() => {
            finding.value = { module, tag };
          })}
        />
      ))}
      {held === null || held.ids.length === 0 ? null : (
        <MenuItem
          {...mark(source.kind === 'basket')}
          label={text('src_basket')}
          hint={plural('src_basket_hint', held.pages.length)}
          count={held.ids.length}
          onPress={after(() => choose({ from: 'basket' }))}
        />
      )}
      <MenuItem
        {...mark(source.kind === 'pasted')}
        label={text('src_paste')}
        onPress={after(() => {
          isPasting.value = true;
        })}
      />
    </fieldset>
  );
}

/** The actions on the basket: adding to it, and last emptying it. */
function OwnList({ chosen: { source, module, ids, connection }, close }: Props): JSX.Element | null {
  const { selection, basket, keepPage, emptyBasket } = usePopup();
  const held = basket.basket.value;
  const hasAny = held !== null && held.ids.length > 0;
  const canKeep = source.kind === 'ticked' && ids !== null && selection.pageModule.value !== null;
  if (!canKeep && !hasAny) return null;
  return (
    <>
      <hr />
      <fieldset aria-labelledby="own-list">
        <p class="m-head" id="own-list">
          {text('src_basket')}
        </p>
        {canKeep ? (
          <MenuItem
            icon="plus"
            label={plural('basket_keep', ids.length)}
            onPress={() => {
              close();
              inBackground(keepPage(connection.id, module, ids), 'Menu.keepPage');
            }}
          />
        ) : null}
        {hasAny ? (
          <MenuItem
            icon="bin"
            label={text('basket_empty_btn')}
            isAway
            onPress={() => {
              close();
              inBackground(emptyBasket(), 'Menu.emptyBasket');
            }}
          />
        ) : null}
      </fieldset>
    </>
  );
}
