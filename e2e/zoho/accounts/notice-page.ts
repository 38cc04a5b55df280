import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';

/** The accounts server's own document around any of its pages. */
export function document(title: string, content: Html): string {
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sim-assets/accounts.css" />
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`.markup
  }`;
}

/** A page with a message and no way on. Errors of a sign-in are shown like this, without a redirect. */
export function noticePage(title: string, text: string): string {
  return document(
    title,
    html`<section class="notice">
      <h1>${title}</h1>
      <p>${text}</p>
    </section>`,
  );
}
