import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../../ui/components/Icon.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import { sourceWords } from '../../../ui/source-words.ts';
import { later } from '../../later.tsx';

/** Opened by hand: it comes with the other screens. */
const Menu = later(() => import('../../screens/OtherScreen.tsx'), 'Menu');

/** Where the records come from, as a button, and the menu of other sources. Keys are those of menus. */
export function SourceMenu({ chosen }: { chosen: Selection }): JSX.Element {
  const isOpen = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    isOpen.value = false;
    button.current?.focus();
  };
  return (
    <>
      <button
        class="source"
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => {
          isOpen.value = !isOpen.peek();
        }}
      >
        {sourceWords(chosen.source, chosen.module)}
        <Icon name="down" />
      </button>
      {isOpen.value ? <Menu chosen={chosen} close={close} /> : null}
    </>
  );
}
