import type { JSX } from 'preact';
import { Icon } from '../../../ui/components/Icon.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import { sourceWords } from '../../../ui/source-words.ts';
import { later } from '../../later.tsx';
import { useMenu } from '../../../ui/use-menu.ts';

/** Opened by a press, so it is loaded with the other screens. */
const Menu = later(() => import('../../screens/OtherScreen.tsx'), 'Menu');

/** The source of the records as a button, and the menu of other sources. It has the keys of a menu. */
export function SourceMenu({ chosen }: { chosen: Selection }): JSX.Element {
  const { isOpen, close, opener } = useMenu();
  return (
    <>
      <button class="source" type="button" {...opener}>
        {sourceWords(chosen.source, chosen.module)}
        <Icon name="down" />
      </button>
      {isOpen.value ? <Menu chosen={chosen} close={close} /> : null}
    </>
  );
}
