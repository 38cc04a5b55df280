import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  /** The other page. */
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
}

/** The bar of a whole page: the mark, and the way to the other page. */
export function PageTop({ href, icon, label }: Props): JSX.Element {
  return (
    <header class="page-top">
      <p class="org">
        <Icon name="mark" />
        <span class="strong">{text('app_short')}</span>
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
