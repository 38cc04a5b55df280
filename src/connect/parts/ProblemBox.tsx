import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';

interface Props {
  /** Red only for faults. */
  readonly tone: 'bad' | 'warn' | 'info';
  readonly icon: IconName;
  readonly level: 'h2' | 'h3';
  readonly heading: string;
  readonly words: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions: ComponentChildren;
}

/** A problem: one strong line, its meaning, and the cure as a button. */
export function ProblemBox({ tone, icon, level: Heading, heading, words, children, actions }: Props): JSX.Element {
  return (
    <div class={`problem ${tone}`} role="alert">
      <div class="p-head">
        <Icon name={icon} />
        <div>
          <Heading>{heading}</Heading>
          {words}
        </div>
      </div>
      {children}
      <div class="row">{actions}</div>
    </div>
  );
}
