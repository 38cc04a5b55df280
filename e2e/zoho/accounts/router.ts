import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DCS, accountsHost } from '../hosts.ts';
import { html, json } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import { authorise, decide } from './consent.ts';
import { noticePage } from './notice-page.ts';
import { renew } from './renewal.ts';
import { revoke } from './revoke.ts';
import { selfClientCode } from './self-client.ts';
import { token } from './token.ts';

/** As strict as possible. There is no `form-action`, because it would also block the redirect after the form. */
const POLICY = {
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'",
};

/** Answers for the accounts servers of all data centres. */
export async function accounts(request: SimRequest, context: Context): Promise<SimAnswer> {
  const answer = await answerOf(request, context);
  if (typeof answer === 'string') return answer;
  const isPage = (answer.headers?.['content-type'] ?? '').includes('text/html');
  return isPage ? { ...answer, headers: { ...answer.headers, ...POLICY } } : answer;
}

function answerOf(request: SimRequest, context: Context): SimAnswer | Promise<SimAnswer> {
  switch (`${request.method} ${request.path}`) {
    case 'GET /oauth/v2/auth':
      return authorise(request, context);
    case 'POST /oauth/v2/auth/decide':
      return decide(request, context);
    case 'GET /oauth/v2/auth/refresh':
      return renew(request, context);
    case 'POST /sim/self-client-code':
      return selfClientCode(request, context);
    case 'GET /oauth/serverinfo':
      return serverInfo();
    case 'GET /sim-assets/accounts.css':
      return styles();
  }
  if (request.path === '/oauth/v2/token') return token(request, context);
  if (request.path === '/oauth/v2/token/revoke') return revoke(request, context);
  return html(404, noticePage('Not found', 'There is no such page.'));
}

/** `GET /oauth/serverinfo`: the accounts server of every data centre. Source: Zoho accounts docs, multi-dc. */
function serverInfo(): SimAnswer {
  const locations = Object.fromEntries(DCS.map((dc) => [dc, `https://${accountsHost(dc)}`]));
  return json(200, { result: 'success', locations });
}

/** The style of the accounts server's pages. */
export async function styles(): Promise<SimAnswer> {
  const body = await readFile(path.join(import.meta.dirname, 'accounts.css'));
  return { status: 200, headers: { 'content-type': 'text/css;charset=UTF-8' }, body };
}
