import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { MenuBox } from '../../ui/components/MenuBox.tsx';
import { OrgName } from '../../ui/components/OrgName.tsx';
import { connectUrl } from '../../ui/links.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useTags } from '../tags-context.ts';
import { useMenu } from '../../ui/use-menu.ts';

/** The org of the tags. With several connections, it leads to the others. */
export function OrgSwitch({ connection }: { connection: Connection }): JSX.Element {
  const { connections } = useTags();
  const { isOpen, close, opener } = useMenu();
  const all = connections.value;
  if (all.length < 2)
    return (
      <p class="org-line">
        <OrgName connection={connection} />
      </p>
    );
  return (
    <div class="switch">
      <button class="source" type="button" {...opener}>
        <OrgName connection={connection} />
        <Icon name="down" />
      </button>
      <output class="vh">{text('tags_doc_title', { org: shownName(connection.org.name) })}</output>
      {isOpen.value ? (
        <MenuBox label={text('tags_conn')} close={close}>
          {all.map((one) => (
            <Choice key={one.id} connection={one} isChosen={one.id === connection.id} close={close} />
          ))}
          <hr />
          <a role="menuitem" tabIndex={-1} href={connectUrl({ isFresh: true })}>
            <Icon name="plus" />
            <span class="grow">{text('tags_conn_new')}</span>
          </a>
        </MenuBox>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  readonly connection: Connection;
  readonly isChosen: boolean;
  readonly close: () => void;
}

function Choice({ connection, isChosen, close }: ChoiceProps): JSX.Element {
  const { showConnection } = useTags();
  const { id, org, environment, dataCentre, user, isSignedOut } = connection;
  const values = { dc: text(`dc_${dataCentre}`), user: shownName(user.name) };
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChosen}
      tabIndex={-1}
      onClick={() => {
        close();
        if (!isChosen) showConnection(id);
      }}
    >
      {isChosen ? <Icon name="check" /> : <span class="i" />}
      <span class="grow">
        <Name>{org.name}</Name>
        <span class="sub">{text(isSignedOut ? 'tags_conn_ended' : 'tags_conn_line', values)}</span>
      </span>
      <span class="env" data-env={environment}>
        {text(`env_${environment}`)}
      </span>
    </button>
  );
}
