import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import { MenuBox } from '../../../ui/components/MenuBox.tsx';
import { usePopup } from '../../popup-context.ts';

/** Chooses all tags, none, or all but the chosen ones. With a filter it changes only matching tags. */
export function ChooseMenu({ close }: { close: () => void }): JSX.Element {
  const { filter, preview } = usePopup();
  const all = preview.choices.value.map(({ tag }) => tag.id);
  const picked = preview.picked.value;
  const matching = filter.matches.value.map(({ tag }) => tag.id);
  const others = all.length - picked.size;
  const isFiltered = filter.hasText.value;
  return (
    <MenuBox label={text('pick_label')} close={close}>
      <Item
        label={isFiltered ? plural('pick_match', matching.length) : plural('pick_all', all.length)}
        close={close}
        onPress={() => preview.pick([...picked, ...matching], false)}
      />
      <Item
        label={text('pick_none')}
        isIdle={picked.size === 0}
        close={close}
        onPress={() => preview.pick([], false)}
      />
      <Item
        label={picked.size === 0 ? text('pick_keep_none') : plural('pick_keep', picked.size)}
        hint={picked.size === 0 ? text('pick_keep_first') : plural('pick_keep_p', others)}
        isIdle={picked.size === 0 || others === 0}
        close={close}
        onPress={() =>
          preview.pick(
            all.filter((id) => !picked.has(id)),
            true,
          )
        }
      />
    </MenuBox>
  );
}

interface ItemProps {
  readonly label: string;
  readonly hint?: string;
  /** A press would change nothing. */
  readonly isIdle?: boolean;
  readonly close: () => void;
  readonly onPress: () => void;
}

function Item({ label, hint, isIdle = false, close, onPress }: ItemProps): JSX.Element {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={isIdle || undefined}
      onClick={() => {
        if (isIdle) return;
        onPress();
        close();
      }}
    >
      <span class="grow">{label}</span>
      {hint === undefined ? null : <span class="sub">{hint}</span>}
    </button>
  );
}
