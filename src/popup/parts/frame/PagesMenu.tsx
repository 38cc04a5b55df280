import type { JSX } from 'preact';
import type { Connection } from '../../../shared/connection.ts';
import { text } from '../../../shared/i18n.ts';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';
import { MenuBox } from '../../../ui/components/MenuBox.tsx';
import { OPTIONS_URL, reportUrl, tagsUrl } from '../../../ui/links.ts';
import { usePopup } from '../../popup-context.ts';

interface Props {
  /** The org in the bar. */
  readonly connection: Connection | null;
  readonly close: () => void;
}

/** Links to the pages of Untag. The page of tags opens at the org and module in front. */
export function PagesMenu({ connection, close }: Props): JSX.Element {
  const { page, selection } = usePopup();
  const module = selection.selection.value?.module ?? selection.pageModule.value;
  const tab = page.place.value;
  const tags = tagsUrl({ connectionId: connection?.id ?? null, module: module?.apiName ?? null, tab });
  return (
    <MenuBox label={text('menu_pages')} close={close}>
      <PageLink icon="tags" label={text('page_tags')} href={tags} close={close} />
      <PageLink icon="history" label={text('past_runs')} href={reportUrl(null)} close={close} />
      <PageLink icon="gear" label={text('settings')} href={OPTIONS_URL} close={close} />
    </MenuBox>
  );
}

interface LinkProps {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  readonly close: () => void;
}

function PageLink({ icon, label, href, close }: LinkProps): JSX.Element {
  return (
    <a role="menuitem" tabIndex={-1} href={href} target="_blank" rel="noopener" onClick={close}>
      <Icon name={icon} />
      <span class="grow">{label}</span>
    </a>
  );
}
