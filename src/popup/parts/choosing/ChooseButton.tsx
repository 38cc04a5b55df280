import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { later } from '../../later.tsx';
import { usePopup } from '../../popup-context.ts';
import { useMenu } from '../../../ui/use-menu.ts';

/** Loaded with the other screens. */
const ChooseMenu = later(() => import('../../screens/OtherScreen.tsx'), 'ChooseMenu');

/** Opens the menu that chooses several tags at once. */
export function ChooseButton(): JSX.Element | null {
  const { preview } = usePopup();
  const isAlone = preview.choices.value.length < 2;
  const { isOpen, close, opener } = useMenu();
  if (isAlone) return null;
  return (
    <span class="pick-menu">
      <button class="link" type="button" {...opener}>
        {text('pick')}
        <Icon name="down" />
      </button>
      {isOpen.value ? <ChooseMenu close={close} /> : null}
    </span>
  );
}
