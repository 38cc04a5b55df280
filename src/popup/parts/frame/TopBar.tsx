import type { JSX } from 'preact';
import type { Connection } from '../../../shared/connection.ts';
import { text } from '../../../shared/i18n.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { OrgName } from '../../../ui/components/OrgName.tsx';
import { later } from '../../later.tsx';
import { useMenu } from '../../../ui/use-menu.ts';

/** Loaded with the other screens. */
const PagesMenu = later(() => import('../../screens/OtherScreen.tsx'), 'PagesMenu');

/** The bar: the current org, and the menu of Untag's pages. Without a connection it shows Untag's name. */
export function TopBar({ connection }: { connection: Connection | null }): JSX.Element {
  const { isOpen, close, opener } = useMenu();
  return (
    <header class="top">
      <p class="org">
        <Icon name="mark" />
        {connection === null ? <span class="org-name">{text('app_short')}</span> : <OrgName connection={connection} />}
      </p>
      <div>
        <button
          class="icon-btn"
          type="button"
          {...opener}
          aria-label={text('menu_pages')}
          title={text('menu_pages_title')}
        >
          <Icon name="menu" />
        </button>
        {isOpen.value ? <PagesMenu connection={connection} close={close} /> : null}
      </div>
    </header>
  );
}
