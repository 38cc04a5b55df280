import type { Switches } from '../switches.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Org } from '../world/org.ts';
import type { Ask } from './ask.ts';
import { document } from './notice-page.ts';
import type { Person } from './people.ts';
import { meaningOf } from './scope-names.ts';

/** Name of the parameter with the account that the person clicked. The real page keeps that in cookies. */
export const CHOSEN_ACCOUNT = 'sim_account';

const ENVIRONMENTS = { production: 'Production', sandbox: 'Sandbox', developer: 'Developer' } as const;

function addressWith(url: URL, zuid: string): string {
  const query = new URLSearchParams(url.search);
  query.set(CHOSEN_ACCOUNT, zuid);
  return `${url.pathname}?${query}`;
}

function account(person: Person, url: URL): Html {
  return html`<li>
    <a id="account-${person.zuid}" href="${addressWith(url, person.zuid)}"
      ><b dir="auto">${person.fullName}</b><span>${person.email}</span></a
    >
  </li>`;
}

/** Asks which account to use. */
export function signInPage(people: readonly Person[], url: URL): string {
  return document(
    'Sign in',
    html`<section id="signIn">
      <h1>Sign in</h1>
      <p>Choose an account to go on.</p>
      <ul class="accounts">
        ${people.map((person) => account(person, url))}
      </ul>
    </section>`,
  );
}

/** Asks the person whether to grant the client's request, and in which org. */
export function consentPage(ask: Ask, person: Person, others: readonly Person[], url: URL, switches: Switches): string {
  return document(
    `${ask.client.name} - permissions`,
    html`<section id="consent">
      <header>
        <span class="mark" aria-hidden="true">${ask.client.name.charAt(0)}</span>
        <div>
          <h1>${ask.client.name}</h1>
          <p>would like to access the following information of your CRM.</p>
        </div>
      </header>
      <ul class="scopes">
        ${ask.scopes.map((scope) => html`<li><span>${meaningOf(scope)}</span><code>${scope}</code></li>`)}
      </ul>
      <form method="post" action="/oauth/v2/auth/decide${url.search}">
        <input type="hidden" name="zuid" value="${person.zuid}" />
        ${orgChoice(person.orgs)}${ask.way === 'token' && switches.grantedForSession !== 'missing' && sessionBox(switches)}
        <div class="buttons">
          <button id="accept" name="decision" value="accept">Accept</button
          ><button id="refuse" name="decision" value="refuse">Reject</button>
        </div>
      </form>
      <footer>
        Signed in as
        <b dir="auto">${person.fullName}</b> (${person.email})${others.length > 0 && otherAccounts(others, url)}
      </footer>
    </section>`,
  );
}

function orgChoice(orgs: readonly Org[]): Html {
  return html`<fieldset>
    <legend>Organisation</legend>
    ${orgs.map(
      (org, place) =>
        html`<label class="tick"
          ><input type="radio" name="org" value="${org.zgid}" ${place === 0 && html` checked`} /><bdi
            >${org.companyName}</bdi
          >
          (${ENVIRONMENTS[org.environment]})</label
        >`,
    )}
  </fieldset>`;
}

function sessionBox(switches: Switches): Html {
  return html`<label class="tick session"
    ><input
      type="checkbox"
      id="session"
      name="session"
      value="true"
      ${switches.grantedForSession === 'ticked' && html` checked`}
    />
    Grant access for the entire session</label
  >`;
}

function otherAccounts(others: readonly Person[], url: URL): Html {
  return html`<details>
    <summary>Use another account</summary>
    <ul class="accounts">
      ${others.map((person) => account(person, url))}
    </ul>
  </details>`;
}
