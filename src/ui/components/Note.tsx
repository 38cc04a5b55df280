import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  readonly tone?: 'warn' | 'bad' | 'ok' | 'info' | '';
  readonly icon: IconName;
  /** `alert` only where the user must act. */
  readonly live?: 'status' | 'alert';
  readonly children: ComponentChildren;
}

/** A notice: an icon, one strong line, one plain line, at most two actions. */
export function Note({ tone = '', icon, live, children }: Props): JSX.Element {
  return (
    <div class={`note ${tone}`} role={live}>
      <Icon name={icon} />
      {children}
    </div>
  );
}
