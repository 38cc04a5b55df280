import type { Switches } from '../switches.ts';
import type { Org } from '../world/org.ts';
import { html, jsonBlock } from './html.ts';
import type { Html } from './html.ts';
import type { AppData } from './names.ts';
import { tabPath } from './paths.ts';
import type { Words } from './words.ts';

/** The origin that serves the app's assets. */
export const ASSETS = '/sim-assets/crm';

export interface Frame {
  readonly org: Org;
  /** `/crm/<segment>`, or `/crm`. */
  readonly path: string;
  /** Tab that is open, e.g. `Potentials`. */
  readonly tab: string;
  readonly title: string;
  readonly content: Html;
  readonly switches: Switches;
  readonly words: Words;
}

const SHEETS = ['frame', 'list', 'table', 'marks', 'views'];

const TOP_TABS = [
  'Home',
  'Leads',
  'Contacts',
  'Accounts',
  'Potentials',
  'Tasks',
  'Campaigns',
  'CustomModule5',
  'Reports',
];

/** The whole document of a CRM page: top bar, sidebar, content. */
export function page(frame: Frame): string {
  const { org, title, switches } = frame;
  const app: AppData = { navigation: switches.navigation, oldListStaysMs: switches.oldListStaysMs };
  return `<!doctype html>\n${
    html`<html lang="${switches.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${org.companyName} - CRM</title>
        <link rel="icon" href="data:," />
        ${SHEETS.map((name) => html`<link rel="stylesheet" href="${ASSETS}/styles/${name}.css" />`)}
        <script type="module" src="${ASSETS}/client/main.ts"></script>
      </head>
      <body>
        <div id="crmApp">
          ${topBar(frame)}
          <div class="crmStage">
            ${sidebar(frame)}
            <main class="crmMain">${frame.content}</main>
          </div>
          <script type="application/json" id="appData">
            ${jsonBlock(app)}
          </script>
        </div>
        <div id="crmNote" role="status" hidden></div>
      </body>
    </html>`.markup
  }`;
}

function topBar({ org, path, words }: Frame): Html {
  const user = org.users[0];
  const initials = (user?.fullName ?? '')
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  const badge =
    org.environment !== 'production' &&
    html`<span class="crmEnvironment crmEnvironment-${org.environment}">${org.environment}</span>`;
  return html`<header class="crmTop">
    <a class="crmBrand" href="${path}/tab/Home"
      ><span class="crmMark" aria-hidden="true"></span><b dir="auto">${org.companyName}</b></a
    >${badge}
    <form class="crmSearch" action="${path}/search">
      <input type="search" name="searchword" placeholder="${words.search}" aria-label="${words.search}" /><input
        type="hidden"
        name="isRelevance"
        value="false"
      />
    </form>
    <span class="crmUser" title="${user?.fullName}"
      ><span class="crmAvatar" aria-hidden="true">${initials}</span><span dir="auto">${user?.fullName}</span></span
    >
  </header>`;
}

function sidebar({ org, path, tab }: Frame): Html {
  const known = new Map(org.modules.map((module) => [module.tab, module.plural]));
  const others = org.modules.filter((module) => module.taggable && !TOP_TABS.includes(module.tab));
  const item = (name: string, label: string) =>
    html`<a
      class="crmTab crmTab-${name}"
      href="${tabPath(path, name)}"
      ${name === tab && html` aria-current="page"`}
      data-zcqa="appTopMenuTitle"
      >${label}</a
    >`;
  return html`<nav class="crmSide">
    ${TOP_TABS.map((name) => item(name, known.get(name) ?? name))}
    <hr />
    ${item('Activities', 'Activities')}${others.map((module) => item(module.tab, module.plural))}
  </nav>`;
}
