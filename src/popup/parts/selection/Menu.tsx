import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { number, text } from '../../../shared/i18n.ts';
import { nouns } from '../../../shared/nouns.ts';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import { type SourceItem, useSourceItems } from './source-items.ts';

/** The menu of sources, opened. */
export function Menu({ chosen, close }: { chosen: Selection; close: () => void }): JSX.Element {
  const items = useSourceItems(chosen);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = menu.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? buttonsOf(menu.current)[0];
    first?.focus();
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !menu.current?.parentElement?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [close]);
  return (
    <div
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={text('src_menu', { nouns: nouns(chosen.module) })}
      ref={menu}
      onKeyDown={(event) => onMenuKey(event, menu.current, close)}
    >
      {items.map((item) => (
        <Item key={item.id} item={item} close={close} />
      ))}
    </div>
  );
}

function Item({ item, close }: { item: SourceItem; close: () => void }): JSX.Element {
  const icon: IconName | null = item.isChosen === true ? 'check' : item.icon;
  return (
    <>
      {item.isFirstOfActions ? <hr /> : null}
      <button
        type="button"
        role={item.isChosen === null ? 'menuitem' : 'menuitemradio'}
        aria-checked={item.isChosen ?? undefined}
        tabIndex={-1}
        onClick={() => {
          close();
          item.onPress();
        }}
      >
        {icon === null ? <span class="i" /> : <Icon name={icon} />}
        <span class="grow">{item.label}</span>
        {item.count === null ? null : <span class="n">{number(item.count)}</span>}
      </button>
    </>
  );
}

function buttonsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('button') ?? [])];
}

function onMenuKey(event: KeyboardEvent, menu: HTMLElement | null, close: () => void): void {
  const items = buttonsOf(menu);
  const place = items.findIndex((item) => item === document.activeElement);
  const go = (index: number): void => items[(index + items.length) % items.length]?.focus();
  const letter = event.key.length === 1 ? event.key.toLocaleLowerCase() : null;
  if (event.key === 'ArrowDown') go(place + 1);
  else if (event.key === 'ArrowUp') go(place - 1);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(-1);
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else if (letter !== null && letter !== ' ') {
    const after = [...items.slice(place + 1), ...items.slice(0, place + 1)];
    after.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(letter))?.focus();
  } else {
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
