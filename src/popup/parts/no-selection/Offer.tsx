import type { JSX } from 'preact';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';
import { useFocusOnArrival } from '../../../ui/use-focus.ts';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly isFocused?: boolean;
  readonly onPress: () => void;
}

/** One option in a list of next steps. */
export function Offer({ icon, label, hint, isFocused = false, onPress }: Props): JSX.Element {
  const ref = useFocusOnArrival<HTMLButtonElement>(isFocused);
  return (
    <li>
      <button class="offer" type="button" ref={ref} onClick={onPress}>
        <Icon name={icon} />
        <span>
          <b>{label}</b>
          {hint === '' ? null : <span>{hint}</span>}
        </span>
        <Icon name="next" isFlipped />
      </button>
    </li>
  );
}
