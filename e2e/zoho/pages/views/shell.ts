import type { SimRequest } from '../../http.ts';
import { crmHost } from '../../hosts.ts';
import { ASSETS } from '../frame.ts';
import { html } from '../html.ts';
import { framedPath } from '../place.ts';

/** A page of Zoho One or CRM Plus: the CRM in an iframe on its own origin. Null for a path that no shell has. */
export function shellPage(request: SimRequest): string | null {
  const inner = framedPath(request.path);
  if (inner === null) return null;
  const source = `https://${crmHost(request.dc)}${inner}${request.url.search}`;
  const name = request.service === 'one' ? 'One' : 'CRM Plus';
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${ASSETS}/styles/shell.css" />
      </head>
      <body>
        <header>${name}</header>
        <div class="shBody">
          <nav><a href="#">CRM</a><a href="#">Desk</a><a href="#">Social</a></nav>
          <iframe id="crmLoadFrame" src="${source}" title="CRM"></iframe>
        </div>
      </body>
    </html>`.markup
  }`;
}
