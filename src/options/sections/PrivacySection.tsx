import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';

/** What Untag does with what it sees. */
export function PrivacySection(): JSX.Element {
  return (
    <section id="privacy" aria-labelledby="h-privacy">
      <h2 id="h-privacy">{text('opt_priv_h')}</h2>
      <ul class="facts-list">
        <li>{text('opt_priv_1')}</li>
        <li>{text('opt_priv_2')}</li>
        <li>{text('opt_priv_3')}</li>
        <li>{text('opt_priv_4')}</li>
        <li>{text('opt_priv_5')}</li>
      </ul>
    </section>
  );
}
