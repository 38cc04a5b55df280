import type { JSX } from 'preact';
import { type MessageKey, text } from '../../shared/i18n.ts';
import type { Card } from '../models/console-cards.ts';

const OTHER_KINDS: readonly MessageKey[] = ['conn_z_server', 'conn_z_mobile', 'conn_z_self'];
const FORM: readonly (readonly [MessageKey, Card])[] = [
  ['conn_z_name', 'name'],
  ['conn_z_home', 'home'],
  ['conn_z_redirect', 'redirect'],
  ['conn_z_domain', 'domain'],
];

interface Props {
  readonly card: Card;
  readonly done: (card: Card) => boolean;
}

/**
 * A drawing of Zoho's screen for the current card, for a client-based application. The cards have the same content, so
 * it is hidden from screen readers.
 */
export function ZohoForm({ card, done }: Props): JSX.Element {
  return (
    <aside class="zform" aria-hidden="true">
      <p class="muted small">{text('conn_see')}</p>
      <div class="draw form">
        <span class="draw-bar">
          <i />
          <i />
          <i />
        </span>
        <Screen card={card} done={done} />
      </div>
    </aside>
  );
}

function Screen({ card, done }: Props): JSX.Element {
  if (card === 'open' || card === 'kind')
    return (
      <span class="big">
        <span class="kind on">
          <b>{text('conn_z_client')}</b>
          <span class="cr">{text('conn_z_create_now')}</span>
        </span>
        {OTHER_KINDS.map((key) => (
          <span key={key} class="kind">
            <b>{text(key)}</b>
          </span>
        ))}
      </span>
    );
  if (card === 'paste')
    return (
      <>
        <Line label="conn_z_id" state="on" isFilled />
        <Line label="conn_z_secret" state="off" isFilled />
      </>
    );
  return (
    <>
      {FORM.map(([key, each]) => (
        <Line key={key} label={key} state={each === card ? 'on' : ''} isFilled={done(each)} />
      ))}
      <span class="acts">
        <span class={`bt ${card === 'create' ? 'on' : ''}`}>{text('conn_z_create')}</span>
      </span>
    </>
  );
}

function Line({ label, state, isFilled }: { label: MessageKey; state: string; isFilled: boolean }): JSX.Element {
  return (
    <span class={`fl ${state}`}>
      <b>{text(label)}</b>
      <i>{isFilled ? <span class="l w80 thin" /> : null}</i>
    </span>
  );
}
