import type { ComponentChildren, JSX } from 'preact';
import type { SignInWay } from '../../shared/connection.ts';
import { consoleUrl } from '../../shared/data-centres.ts';
import { type MessageKey, number, template, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useConnect } from '../connect-context.ts';
import { PageIcon } from './PageIcon.tsx';
import { type Card, isValueCard, type ValueCard } from '../models/console-cards.ts';
import { Value } from './CopyBox.tsx';
import { TabLink } from './ConsoleLink.tsx';

/** Labels in Zoho's console, by card. */
const ZOHO: Readonly<Record<ValueCard, MessageKey>> = {
  name: 'conn_z_name',
  home: 'conn_z_home',
  redirect: 'conn_z_redirect',
  domain: 'conn_z_domain',
  scope: 'conn_z_scope',
};
const KINDS: Readonly<Record<SignInWay, MessageKey>> = {
  client: 'conn_z_client',
  server: 'conn_z_server',
  self: 'conn_z_self',
};

/** Id of a card's button, which takes the focus. */
export function touchId(card: Card): string {
  return `card-${card}`;
}

export function zohoName(card: Card): string {
  if (card === 'minutes') return text('conn_z_minutes');
  if (card === 'paste') return text('conn_z_id');
  return text(isValueCard(card) ? ZOHO[card] : 'conn_z_create');
}

interface Props {
  readonly way: SignInWay;
  readonly card: Card;
  readonly place: number;
  readonly state: 'done' | 'now' | 'later';
  readonly children?: ComponentChildren;
}

/** One card: a headline in Zoho's words, with its content. Ticked cards are one line. */
export function ConsoleCard({ way, card, place, state, children }: Props): JSX.Element {
  return (
    <li class={`card ${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <span class="num" aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : number(place + 1)}
      </span>
      <div>
        <h2>
          <Heading way={way} card={card} />
          {state === 'done' ? <span class="vh">{text('conn_step_done')}</span> : null}
        </h2>
        <Body way={way} card={card} state={state} />
        {children === undefined ? null : <div class="card-body">{children}</div>}
      </div>
    </li>
  );
}

function Zoho({ name }: { name: MessageKey }): JSX.Element {
  return <b class="z">{text(name)}</b>;
}

function Heading({ way, card }: { way: SignInWay; card: Card }): JSX.Element {
  switch (card) {
    case 'open':
      return <>{text('conn_open')}</>;
    case 'kind':
      return (
        <RichText
          raw={template('conn_kind')}
          values={{
            start: <Zoho name="conn_z_start" />,
            create: <Zoho name="conn_z_create_now" />,
            kind: <Zoho name={KINDS[way]} />,
          }}
        />
      );
    case 'scope':
      return (
        <RichText
          raw={template('conn_self_scope')}
          values={{ generate: <Zoho name="conn_z_generate" />, scope: <Zoho name="conn_z_scope" /> }}
        />
      );
    case 'minutes':
      return (
        <RichText
          raw={template('conn_self_minutes')}
          values={{ minutes: <Zoho name="conn_z_minutes" />, create: <Zoho name="conn_z_create" /> }}
        />
      );
    case 'create':
      return <RichText raw={template('conn_create')} values={{ create: <Zoho name="conn_z_create" /> }} />;
    case 'paste':
      return way === 'client' ? (
        <RichText raw={template('conn_paste')} values={{ id: <Zoho name="conn_z_id" /> }} />
      ) : (
        <>{text(way === 'server' ? 'conn_both' : 'conn_all3')}</>
      );
    case 'name':
    case 'home':
    case 'redirect':
    case 'domain':
      return <Zoho name={ZOHO[card]} />;
  }
}

function Body({ way, card, state }: Pick<Props, 'way' | 'card' | 'state'>): JSX.Element | null {
  if (card === 'open') return state === 'now' ? <OpenConsole way={way} /> : null;
  if (card === 'kind' && state === 'now')
    return (
      <div class="card-body">
        <p>
          <RichText
            raw={template('conn_kind_p')}
            values={{ add: <Zoho name="conn_z_add" />, start: <Zoho name="conn_z_start" /> }}
          />
        </p>
      </div>
    );
  return isValueCard(card) ? <CopyValue way={way} card={card} state={state} /> : null;
}

function OpenConsole({ way }: { way: SignInWay }): JSX.Element {
  const { connect } = useConnect();
  const { region, guide } = connect;
  const known = region.value;
  const isKnown = known !== null;
  const open = (how: 'beside' | 'tab'): void => {
    if (isKnown) inBackground(guide.openConsole(way, how), 'ConsoleCard.openConsole');
  };
  return (
    <div class="card-body">
      <p>{text('conn_open_p')}</p>
      <div class="row">
        <button
          class={`btn ${isKnown ? 'primary' : ''}`}
          type="button"
          aria-disabled={!isKnown || undefined}
          onClick={() => open('beside')}
        >
          <PageIcon name="beside" />
          {text(isKnown ? 'conn_open_beside' : 'conn_region_first')}
        </button>
        {known === null ? null : (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- The click is the link's, also by keyboard.
          <span onClick={() => open('tab')}>
            <TabLink url={consoleUrl(known.dataCentre)} label={text('conn_open_tab')} />
          </span>
        )}
      </div>
    </div>
  );
}

function CopyValue({ way, card, state }: { way: SignInWay; card: ValueCard; state: Props['state'] }): JSX.Element {
  const { guide } = useConnect().connect;
  const hasFailed = guide.notCopied.value === card;
  const what = text(ZOHO[card]);
  const value = guide.values.value[card];
  const copy = (): void => inBackground(guide.copy(way, card), 'ConsoleCard.copy');
  if (state === 'done' && !hasFailed)
    return (
      <button
        class="btn quiet again"
        type="button"
        id={touchId(card)}
        aria-label={text('conn_copy_again_of', { what })}
        onClick={copy}
      >
        <Icon name="copy" />
        {text('conn_copy_again')}
      </button>
    );
  return (
    <div class="card-body">
      <div class="copy-box">
        <Value value={value} isSlashMarked={card === 'redirect'} />
        <button
          class={`btn ${state === 'now' ? 'primary' : 'quiet'}`}
          type="button"
          id={touchId(card)}
          aria-label={text('opt_copy_of', { what })}
          onClick={copy}
        >
          <Icon name="copy" />
          {text('copy')}
        </button>
      </div>
      {hasFailed ? (
        <p class="hint" role="alert">
          {text('conn_not_copied')}
        </p>
      ) : null}
      {card === 'redirect' ? <p class="hint">{text('conn_slash')}</p> : null}
      {card === 'domain' ? <p class="hint">{text('conn_no_slash')}</p> : null}
    </div>
  );
}
