import { html as htmlReply, redirect } from '../http.ts';
import type { Context, SimAnswer, SimRequest } from '../http.ts';
import { crmHost, crmPlusHost, oneHost } from '../hosts.ts';
import type { Org } from '../world/org.ts';
import { asset } from './assets.ts';
import { page } from './frame.ts';
import type { Html } from './html.ts';
import { ACTIVITIES_VIEW, activitiesModel } from './list/activities.ts';
import { listModel, pageQuery } from './list/build.ts';
import { listPage } from './list/list-page.ts';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import { recordPath, tabPath, viewPath } from './paths.ts';
import { createPage, homePage, lostPage } from './views/plain.ts';
import { recordPage } from './views/record.ts';
import { searchPage } from './views/search.ts';
import { shapedPage } from './views/shapes.ts';
import { shellPage } from './views/shell.ts';
import { wordsOf } from './words.ts';

/** Content of one page of the app. */
interface Content {
  status: number;
  tab: string;
  title: string;
  html: Html;
}

/** Answers for the hosts of the CRM web app and of the shells around it. */
export async function pages(request: SimRequest, context: Context): Promise<SimAnswer> {
  const file = await asset(request.path);
  if (file !== null) return file;
  if (request.service === 'one' || request.service === 'crmplus') {
    const shell = shellPage(request);
    const frameSource = `https://${crmHost(request.dc)}`;
    return shell === null
      ? htmlReply(404, '<!doctype html><title>Not found</title>', policy(`frame-src ${frameSource}`))
      : htmlReply(200, shell, policy(`frame-src ${frameSource}`));
  }
  return crmPage(request, context);
}

function crmPage(request: SimRequest, context: Context): SimAnswer {
  const { world, switches } = context;
  const words = wordsOf(switches.language);
  const place = placeOf(request.url);
  if (place.kind === 'lost' && request.path === '/') return redirect('/crm/');
  if (place.kind === 'entityInfo') return deepLink(place, request, context);
  const segment = place.kind === 'lost' ? null : place.segment;
  const org = world.orgOfPage(request.dc, request.environment, segment ?? undefined);
  // Zoho's own pages are inside frames of the CRM too: the mail composer, widgets.
  const frames = `frame-src 'self'; frame-ancestors 'self' https://${oneHost(request.dc)} https://${crmPlusHost(request.dc)}`;
  if (org === undefined) return htmlReply(404, '<!doctype html><title>404</title><p>No such org.', policy(frames));
  const path = segment === null ? '/crm' : `/crm/${segment}`;
  const homeOnly = segment === null && switches.withoutOrg === 'home';
  const content = contentOf(homeOnly ? { kind: 'home', segment } : place, org, path, request, context);
  if ('address' in content) return redirect(content.address);
  const { tab, title, html } = content;
  return htmlReply(content.status, page({ org, path, tab, title, content: html, switches, words }), policy(frames));
}

/** The classic address of a record redirects to its page, in the org of the host. */
function deepLink(place: Extract<Place, { kind: 'entityInfo' }>, request: SimRequest, { world }: Context): SimAnswer {
  const org = world.orgs.find(
    (one) =>
      one.dc === request.dc &&
      one.environment === request.environment &&
      one.moduleByTab(place.module)?.find(place.recordId),
  );
  return redirect(org === undefined ? '/crm/' : recordPath(`/crm/${org.domainName}`, place.module, place.recordId));
}

function contentOf(
  place: Place,
  org: Org,
  path: string,
  request: SimRequest,
  { switches }: Context,
): Content | { address: string } {
  const words = wordsOf(switches.language);
  const lost: Content = { status: 404, tab: '', title: '404', html: lostPage(words) };
  if (place.kind === 'home') return { status: 200, tab: 'Home', title: 'Home', html: homePage(org, path, 'Home') };
  if (place.kind === 'search')
    return { status: 200, tab: '', title: 'Search', html: searchPage(org, path, place.word) };
  if (place.kind === 'lost' || place.kind === 'entityInfo') return lost;
  const query = pageQuery(request.query, switches);
  if (place.tab === 'Activities') {
    if (place.kind !== 'list') return lost;
    if (place.viewId === null) return { address: listAddress(path, 'Activities', ACTIVITIES_VIEW, query.perPage) };
    const html = listPage(activitiesModel(org, path, query, switches, words), switches, words);
    return { status: 200, tab: 'Activities', title: 'Activities', html };
  }
  const module = org.moduleByTab(place.tab);
  if (module === undefined) return lost;
  const { tab, plural: title } = module;
  if (place.kind === 'create') return { status: 200, tab, title, html: createPage(module, words) };
  if (place.kind === 'record') {
    const record = module.find(place.recordId);
    if (record === undefined) return lost;
    const html = recordPage({ org, path, module, record, switches, words }, place.action);
    return { status: 200, tab, title: record.name, html };
  }
  if (!module.taggable) return { status: 200, tab, title, html: homePage(org, path, title) };
  const view = place.viewId === null ? undefined : module.view(place.viewId);
  // The app puts the default view into an address that names none, or one that is gone.
  if (view === undefined)
    return { address: listAddress(path, tab, module.views.find((one) => one.isDefault)?.id ?? '', query.perPage) };
  const model = listModel(org, path, module, view, query, switches, words);
  const html = place.kind === 'view' ? shapedPage(model, place.shape, words) : listPage(model, switches, words);
  return { status: 200, tab, title, html };
}

function listAddress(path: string, tab: string, viewId: string, perPage: number): string {
  return viewId === '' ? tabPath(path, tab) : `${viewPath(path, tab, viewId)}?page=1&per_page=${perPage}`;
}

/** As strict as a real app's policy: scripts from its own origin only. Styles may be in the markup, as tags' colours are. */
function policy(more: string): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; ${more}`,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
