import { styles } from '../accounts/router.ts';
import { document } from '../accounts/notice-page.ts';
import { html as page } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import type { Dc } from '../hosts.ts';
import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Client } from '../world/clients.ts';

/** The clients registered in the console of one data centre since the start. */
interface Registered {
  clients: Client[];
}

const KINDS = [
  ['client-based', 'Client-based Applications'],
  ['server-based', 'Server-based Applications'],
  ['mobile', 'Mobile-based Applications'],
  ['self', 'Self Client'],
] as const;
type Kind = (typeof KINDS)[number][0];

/**
 * The API console: an application is registered screen by screen. Its fields, their order and its buttons are the
 * console's; the looks are not. Source: Zoho accounts docs, oauth-setup.
 */
export function apiConsole(request: SimRequest, context: Context): SimAnswer | Promise<SimAnswer> {
  const registered = registeredIn(request.dc, context);
  switch (`${request.method} ${request.path}`) {
    case 'GET /':
      return shown('API Console', start(registered));
    case 'GET /add':
      return shown('Choose a client type', kinds());
    case 'GET /form':
      return shown('Create New Client', form(kindOf(request.query.get('kind'))));
    case 'POST /form':
      return create(request, context, registered);
    case 'GET /sim-assets/accounts.css':
      return styles();
  }
  return page(404, document('Not found', html`<section class="notice"><h1>Not found</h1></section>`));
}

function registeredIn(dc: Dc, context: Context): Registered {
  return context.memory(`console of ${dc}`, () => ({ clients: [] }));
}

function shown(title: string, content: Html): SimAnswer {
  return page(200, document(title, html`<section class="notice">${content}</section>`));
}

/** A person without a client sees another button than one with clients. */
function start({ clients }: Registered): Html {
  return html`<h1>API Console</h1>
    <ul>
      ${clients.map((client) => html`<li>${client.name}: ${client.clientId}</li>`)}
    </ul>
    <a href="/add" role="button">${clients.length === 0 ? 'GET STARTED' : 'ADD CLIENT'}</a>`;
}

function kinds(): Html {
  return html`<h1>Choose a client type</h1>
    <ul>
      ${KINDS.map(
        ([kind, name]) =>
          html`<li>
            <b>${name}</b> <a href="/form?kind=${kind}" role="button" aria-label="CREATE NOW: ${name}">CREATE NOW</a>
          </li>`,
      )}
    </ul>`;
}

function kindOf(text: string | null): Kind {
  return KINDS.find(([kind]) => kind === text)?.[0] ?? 'client-based';
}

function form(kind: Kind, refusal = ''): Html {
  const fields = [
    ['name', 'Client Name'],
    ['homepage', 'Homepage URL'],
    ['redirect', 'Authorized Redirect URIs'],
    ...(kind === 'client-based' ? ([['domain', 'JavaScript Domain']] as const) : []),
  ] as const;
  return html`<h1>Create New Client</h1>
    <p role="alert">${refusal}</p>
    <form method="post" action="/form?kind=${kind}">
      ${fields.map(
        ([name, label]) =>
          html`<p>
            <label>${label} <input name="${name}" required /></label>
          </p>`,
      )}
      <button>CREATE</button>
    </form>`;
}

function create(request: SimRequest, context: Context, registered: Registered): SimAnswer {
  const kind = kindOf(request.query.get('kind'));
  const given = new URLSearchParams(request.text);
  const [name, redirect, domain] = ['name', 'redirect', 'domain'].map((field) => given.get(field)?.trim() ?? '');
  const refusal = refusalOf(name ?? '', redirect ?? '', kind === 'client-based' ? (domain ?? '') : null);
  if (refusal !== '') return shown('Create New Client', form(kind, refusal));
  const number = registered.clients.length + 1;
  const secret = `${'0123456789abcdef'.repeat(3)}`.slice(0, 41) + String(number % 10);
  const client = context.world.clients.register({
    clientId: `1000.CONSOLE${request.dc.toUpperCase()}${String(number).padStart(21, '0')}`,
    type: kind,
    name: name ?? '',
    secrets: kind === 'client-based' ? {} : { [request.dc]: secret },
    redirectUris: [redirect ?? ''],
    javascriptDomains: domain === undefined || domain === '' ? [] : domain.split(',').map((one) => one.trim()),
    acceptsExtensions: false,
    homeDc: request.dc,
    dcs: [request.dc],
  });
  registered.clients.push(client);
  return shown(
    'Client Secret',
    html`<h1>${client.name}</h1>
      <dl>
        <dt>Client ID</dt>
        <dd id="client-id">${client.clientId}</dd>
        <dt>Client Secret</dt>
        <dd id="client-secret">${secret}</dd>
      </dl>`,
  );
}

/**
 * Zoho allows letters, digits, "_" and "&" in the name, and requires addresses that begin with http. Source: Zoho
 * community, Kaizen 4.
 */
function refusalOf(name: string, redirect: string, domain: string | null): string {
  if (!/^[\w& ]+$/.test(name)) return 'Enter a valid client name.';
  if (!/^https?:\/\//.test(redirect)) return 'Enter a valid redirect URI.';
  return domain === null || /^https?:\/\//.test(domain) ? '' : 'Enter a valid JavaScript domain.';
}
