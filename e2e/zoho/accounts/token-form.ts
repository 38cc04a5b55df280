import type { SimRequest } from '../http.ts';

/** The fields of a token request: form data of either kind, the query, or HTTP basic for the client. */
export type TokenForm = Record<string, string>;

/** Zoho's samples send a form or put everything into the query, its own SDK sends multipart. */
export function tokenForm(request: SimRequest): TokenForm {
  const fromQuery = Object.fromEntries(request.query);
  return { ...fromQuery, ...fromBody(request), ...fromBasic(request.headers['authorization'] ?? '') };
}

function fromBody({ headers, text }: SimRequest): TokenForm {
  const type = headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) return multipart(text, boundary);
  return Object.fromEntries(new URLSearchParams(text));
}

function multipart(text: string, boundary: string): TokenForm {
  const form: TokenForm = {};
  for (const part of text.split(`--${boundary}`)) {
    const [, head = '', value = ''] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(part) ?? [];
    const name = /name="([^"]*)"/i.exec(head)?.[1];
    if (name !== undefined) form[name] = value;
  }
  return form;
}

function fromBasic(authorization: string): TokenForm {
  const credentials = /^basic (.+)$/i.exec(authorization)?.[1];
  if (credentials === undefined) return {};
  const [id = '', secret = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) };
}
