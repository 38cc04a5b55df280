import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { number } from '../../shared/i18n.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  readonly label: string;
  /** The user left the menu: by Escape, Tab, or a press elsewhere. */
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** An open menu in the element of its button. The focus is on its checked item, or its first. */
export function MenuBox({ label, close, children }: Props): JSX.Element {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = menu.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(menu.current)[0];
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
      aria-label={label}
      ref={menu}
      onKeyDown={(event) => onMenuKey(event, menu.current, close)}
    >
      {children}
    </div>
  );
}

interface ItemProps {
  readonly label: string;
  readonly icon?: IconName | null;
  /** A line below the label. */
  readonly hint?: string;
  readonly count?: number | null;
  /** Given for an item of a choice: whether it is the chosen one. */
  readonly isChosen?: boolean | undefined;
  /** A destructive action. */
  readonly isAway?: boolean;
  readonly onPress: () => void;
}

/** One line of a menu. */
export function MenuItem({
  label,
  icon = null,
  hint = '',
  count = null,
  isChosen,
  isAway = false,
  onPress,
}: ItemProps): JSX.Element {
  return (
    <button
      type="button"
      class={isAway ? 'away' : ''}
      role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChosen}
      tabIndex={-1}
      onClick={onPress}
    >
      {icon === null ? <span class="i" /> : <Icon name={icon} />}
      <span class="grow">
        {label}
        {hint === '' ? null : <span class="sub">{hint}</span>}
      </span>
      {count === null ? null : <span class="n">{number(count)}</span>}
    </button>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function onMenuKey(event: KeyboardEvent, menu: HTMLElement | null, close: () => void): void {
  const items = itemsOf(menu);
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
