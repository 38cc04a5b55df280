import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SignInWay } from '../../../shared/connection.ts';
import { number, text } from '../../../shared/i18n.ts';

interface Props {
  readonly way: SignInWay;
  /** A sentence that names the org to choose there. */
  readonly org: string;
}

/** The steps in Zoho's window. Zoho asks only client-based applications how long the access is to last. */
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

/** Words for the org of the tab in front; without a CRM tab, for any org that the user means. */
export function orgOfTab(place: { readonly isSandbox: boolean } | null): string {
  if (place === null) return text('consent_org_any');
  return text(place.isSandbox ? 'consent_sandbox' : 'consent_org');
}
