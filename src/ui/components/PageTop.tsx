import type { ComponentChildren, JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  /** The other page. */
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  /** Whose data the page shows; Untag's name where it is nobody's. */
  readonly children?: ComponentChildren;
}

/** The bar of a whole page: the mark, and the way to the other page. */
export function PageTop({ href, icon, label, children }: Props): JSX.Element {
  return (
    <header class="page-top">
      <p class="org">
        <Icon name="mark" />
        {children ?? <span class="strong">{text('app_short')}</span>}
      </p>
      <nav aria-label={text('pages_label')}>
        <a class="btn quiet" href={href}>
          <Icon name={icon} />
          {label}
        </a>
      </nav>
    </header>
  );
}
