import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SignInWay } from '../../../shared/connection.ts';
import { number, text } from '../../../shared/i18n.ts';

interface Props {
  readonly way: SignInWay;
  /** Which org to choose there, as a sentence. */
  readonly org: string;
}

/** What to do in Zoho's window. Only client-based applications are asked for how long. */
export function InZoho({ way, org }: Props): JSX.Element {
  const id = useId();
  const steps = [org, ...(way === 'client' ? [text('consent_session')] : []), text('consent_accept')];
  return (
    <section class="in-zoho" aria-labelledby={id}>
      <h2 class="strong" id={id}>
        {text('consent_h')}
      </h2>
      <ol>
        {steps.map((step, place) => (
          <li key={step}>
            <span class="num" aria-hidden="true">
              {number(place + 1)}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The org that is in the tab in front; the one the user means where no CRM tab is. */
export function orgOfTab(place: { readonly isSandbox: boolean } | null): string {
  if (place === null) return text('consent_org_any');
  return text(place.isSandbox ? 'consent_sandbox' : 'consent_org');
}
