import type { ComponentChildren, JSX } from 'preact';
import { number } from '../../shared/i18n.ts';

interface Props {
  readonly n: number;
  readonly heading: string;
  readonly children: ComponentChildren;
}

/** One step of the guide. */
export function Step({ n, heading, children }: Props): JSX.Element {
  return (
    <li class="step">
      <span class="num" aria-hidden="true">
        {number(n)}
      </span>
      <div>
        <h3>{heading}</h3>
        {children}
      </div>
    </li>
  );
}
