import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { MenuBox, MenuItem } from '../../ui/components/MenuBox.tsx';
import type { TagAction } from './tag-actions.ts';
import { useMenu } from '../../ui/use-menu.ts';

/** The rarer actions of a narrow window, in a menu. Those that cannot be done now are left out: the bar says why. */
export function MoreActions({ actions }: { actions: readonly TagAction[] }): JSX.Element | null {
  const { isOpen, close, opener } = useMenu();
  const possible = actions.filter(({ refusal }) => refusal === null);
  if (possible.length === 0) return null;
  return (
    <div class="more">
      <button class="btn" type="button" {...opener}>
        {text('act_more')}
        <Icon name="up" />
      </button>
      {isOpen.value ? (
        <MenuBox label={text('act_more')} close={close}>
          {possible.map(({ key, label, open }) => (
            <MenuItem
              key={key}
              label={label}
              onPress={() => {
                close();
                open();
              }}
            />
          ))}
        </MenuBox>
      ) : null}
    </div>
  );
}
