import type { Module } from '../../world/module.ts';
import type { Org } from '../../world/org.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { tabPath } from '../paths.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';

/** Home, or a tab that lists no records (Reports, Dashboards). */
export function homePage(org: Org, path: string, title: string): Html {
  const counted = org.modules.filter((module) => module.taggable && module.apiSupported).slice(0, 6);
  return html`<div class="lvToolbar"><h1 class="lvTitle">${title}</h1></div>
    <div class="hmCards">
      ${counted.map(
        (module) =>
          html`<a class="hmCard" href="${tabPath(path, module.tab)}"
            ><b>${module.count()}</b><span>${module.plural}</span></a
          >`,
      )}
    </div>`;
}

/** The form for a new record; it saves nothing. */
export function createPage(module: Module, words: Words): Html {
  return html`<div class="lvToolbar"><h1 class="lvTitle">${say(words.create, { module: module.singular })}</h1></div>
    <form class="dvCard dvForm">
      <label>${module.nameLabel}<input type="text" name="name" /></label
      ><label><input type="checkbox" name="optOut" /> Email Opt Out</label>
    </form>`;
}

/** The app's page for an address that leads nowhere. */
export function lostPage(words: Words): Html {
  return html`<div class="crmLost">
    <b>404</b>
    <p>${words.notFound}</p>
  </div>`;
}
