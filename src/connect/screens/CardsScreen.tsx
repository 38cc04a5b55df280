import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SignInWay } from '../../shared/connection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { adminMessage } from '../../ui/admin-message.ts';
import { useConnect } from '../connect-context.ts';
import { CARDS, currentCard, doneWith } from '../models/console-cards.ts';
import { AdminNote } from '../parts/AdminMessage.tsx';
import { CardsFoot } from '../parts/CardsFoot.tsx';
import { ConsoleCard, touchId, zohoName } from '../parts/ConsoleCard.tsx';
import { Headline } from '../parts/Headline.tsx';
import { PasteForm } from '../parts/PasteForm.tsx';
import { PolicyNotes } from '../parts/PolicyNotes.tsx';
import { RegionLine } from '../parts/RegionLine.tsx';
import { ZohoForm } from '../parts/ZohoForm.tsx';

const HEADINGS: Readonly<Record<SignInWay, readonly [heading: MessageKey, about: MessageKey]>> = {
  client: ['conn_own_h', 'conn_own_p'],
  server: ['conn_way_secret_h', 'conn_way_secret_p'],
  self: ['conn_way_self_h', 'conn_way_self_p'],
};

/** Zoho's console card by card, in its order and words, for the user's own client. */
export function CardsScreen({ way, error }: { way: SignInWay; error: ErrorData | null }): JSX.Element {
  const { connect, redirectUri } = useConnect();
  const { guide, region } = connect;
  const count = guide.done.value[way];
  const known = region.value;
  const cards = CARDS[way];
  // A refusal by Zoho is shown in the last card.
  const now = error === null ? currentCard(way, count) : 'paste';
  const [heading, about] = HEADINGS[way];
  const message = known === null ? null : adminMessage('client', { dataCentre: known.dataCentre, redirectUri });
  const before = useRef(guide.copied.peek());
  useSignalEffect(() => {
    const copied = guide.copied.value;
    if (copied !== null && copied !== before.current) document.getElementById(touchId(copied.next))?.focus();
  });
  return (
    <>
      <main class={`connect own ${way === 'client' ? 'two' : ''}`}>
        <header>
          <Headline>{text(heading)}</Headline>
          <p class="muted">{text(about)}</p>
        </header>
        <PolicyNotes />
        <RegionLine />
        {message === null ? null : <AdminNote message={message} isClientAsked />}
        <div class="two">
          <ol class="cards" aria-label={text('conn_steps')}>
            {cards.map((card, place) => (
              <ConsoleCard
                key={card}
                way={way}
                card={card}
                place={place}
                state={card === now ? 'now' : place < cards.indexOf(now) ? 'done' : 'later'}
              >
                {card === 'paste' ? <PasteForm way={way} error={error} /> : undefined}
              </ConsoleCard>
            ))}
          </ol>
          {way === 'client' ? <ZohoForm card={now} done={(card) => doneWith(way, card, 0) <= count} /> : null}
        </div>
        <Copied />
      </main>
      <CardsFoot way={way} count={Math.min(cards.indexOf(now), cards.length)} message={message} />
    </>
  );
}

/** Tells screen readers that a value was copied, and what comes next. */
function Copied(): JSX.Element {
  const { connect } = useConnect();
  const copied = connect.guide.copied.value;
  return <output class="vh">{copied === null ? '' : text('conn_copied_next', { what: zohoName(copied.next) })}</output>;
}
