import type { ComponentChildren, JSX } from 'preact';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { OPTIONS_URL, reportUrl, tagsUrl } from '../links.ts';
import { Icon, type IconName } from './Icon.tsx';

export type PageName = 'tags' | 'history' | 'settings';

const PAGES: Readonly<Record<PageName, { icon: IconName; label: MessageKey; href: string }>> = {
  tags: { icon: 'tags', label: 'page_tags', href: tagsUrl() },
  history: { icon: 'history', label: 'past_runs', href: reportUrl(null) },
  settings: { icon: 'gear', label: 'settings', href: OPTIONS_URL },
};

interface Props {
  readonly current: PageName;
  /** The org of the page, if it is about one. */
  readonly children?: ComponentChildren;
}

/** The bar of a whole page: the mark, the subject of the page, and links to the other pages. */
export function PageTop({ current, children }: Props): JSX.Element {
  return (
    <header class="page-top">
      <div class="org">
        <Icon name="mark" />
        {children ?? <span class="strong">{text('app_short')}</span>}
      </div>
      <nav class="pages" aria-label={text('pages_label')}>
        {Object.entries(PAGES).map(([name, { icon, label, href }]) => (
          <a key={name} class="btn quiet" href={href} aria-current={name === current ? 'page' : undefined}>
            <Icon name={icon} />
            {text(label)}
          </a>
        ))}
      </nav>
    </header>
  );
}
