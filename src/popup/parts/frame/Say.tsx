import type { ComponentChildren, JSX } from 'preact';
import type { Tone } from '../../../ui/outcome-words.ts';
import { useFocusOnArrival } from '../../../ui/use-focus.ts';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';

interface Props {
  readonly heading: ComponentChildren;
  readonly tone?: Tone;
  readonly icon?: IconName | null;
  /** Whether the heading takes the focus when the screen appears and nothing else has it. */
  readonly isFocused?: boolean;
  /** Screen readers announce it at once. Only where the user must act. */
  readonly isAlert?: boolean;
  readonly children?: ComponentChildren;
}

/** The headline of a screen and the text below it. */
export function Say({
  heading,
  tone = '',
  icon = null,
  isFocused = false,
  isAlert = false,
  children,
}: Props): JSX.Element {
  const ref = useFocusOnArrival<HTMLHeadingElement>(isFocused);
  return (
    <div class={`say ${tone}`} role={isAlert ? 'alert' : undefined}>
      <h1 ref={ref} tabIndex={isFocused ? -1 : undefined}>
        {icon === null ? null : <Icon name={icon} />}
        <span>{heading}</span>
      </h1>
      {children}
    </div>
  );
}
