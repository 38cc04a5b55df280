import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../../ui/components/Icon.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import { sourceWords } from '../../../ui/source-words.ts';
import { later } from '../../later.tsx';

/** Opened by a press, so it is loaded with the other screens. */
const Menu = later(() => import('../../screens/OtherScreen.tsx'), 'Menu');

/** The source of the records as a button, and the menu of other sources. It has the keys of a menu. */
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
