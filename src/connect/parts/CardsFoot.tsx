import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SignInWay } from '../../shared/connection.ts';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useConnect } from '../connect-context.ts';
import { CARDS } from '../models/console-cards.ts';
import { AdminButton } from './AdminMessage.tsx';

interface Props {
  readonly way: SignInWay;
  readonly count: number;
  /** Absent while the region is unknown, because the console's address depends on it. */
  readonly message: string | null;
}

/** The progress and the ways out, at every step. */
export function CardsFoot({ way, count, message }: Props): JSX.Element {
  const { connect } = useConnect();
  const isOpen = useSignal(false);
  const id = useId();
  const areWaysShown = isOpen.value;
  const all = CARDS[way].length;
  return (
    <footer class="help">
      <p class="prog">
        <progress max={all} value={count} aria-label={text('conn_steps_done')} />
        <span class="n">{text('conn_progress', { n: count, all })}</span>
      </p>
      <div class="row">
        {message === null ? null : <AdminButton message={message} kind="quiet" />}
        {way === 'client' ? (
          <button
            class="link disclosure"
            type="button"
            aria-expanded={areWaysShown}
            aria-controls={id}
            onClick={() => (isOpen.value = !isOpen.peek())}
          >
            {text('conn_ways')}
            <Icon name="down" />
          </button>
        ) : (
          <button class="link" type="button" onClick={() => connect.useOwn('client')}>
            {text('conn_way_back')}
          </button>
        )}
      </div>
      {way === 'client' && areWaysShown ? (
        <section class="ways-list" id={id} aria-label={text('conn_ways')}>
          <p>
            <b>{text('conn_way_secret')}</b> <span class="muted">{text('conn_way_secret_p')}</span>
            {sentenceGap()}
            <button class="link" type="button" onClick={() => connect.useOwn('server')}>
              {text('conn_way_secret_btn')}
            </button>
          </p>
          <p>
            <b>{text('conn_way_self')}</b> <span class="muted">{text('conn_way_self_p')}</span>
            {sentenceGap()}
            <button class="link" type="button" onClick={() => connect.useOwn('self')}>
              {text('conn_way_self_btn')}
            </button>
          </p>
        </section>
      ) : null}
    </footer>
  );
}
