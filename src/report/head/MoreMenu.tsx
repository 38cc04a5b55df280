import type { JSX } from 'preact';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';
import { MenuBox, MenuItem } from '../../ui/components/MenuBox.tsx';
import { useMenu } from '../../ui/use-menu.ts';

/** An action that is rarely needed. */
export interface MoreItem {
  readonly label: string;
  readonly icon: IconName;
  /** A destructive action, which stands last and apart. */
  readonly isAway?: boolean;
  readonly press: () => void;
}

/** A button of three dots with a menu of rarely needed actions. Renders nothing without any. */
export function MoreMenu({ label, items }: { label: string; items: readonly MoreItem[] }): JSX.Element | null {
  const { isOpen, close, opener } = useMenu();
  if (items.length === 0) return null;
  return (
    <div class="more-wrap">
      <button class="icon-btn" type="button" {...opener} aria-label={label} title={label}>
        <Icon name="more" />
      </button>
      {isOpen.value ? (
        <MenuBox label={label} close={close}>
          {items.map(({ label: words, icon, isAway = false, press }, place) => (
            <>
              {isAway && place > 0 ? <hr /> : null}
              <MenuItem
                key={words}
                label={words}
                icon={icon}
                isAway={isAway}
                onPress={() => {
                  close();
                  press();
                }}
              />
            </>
          ))}
        </MenuBox>
      ) : null}
    </div>
  );
}
