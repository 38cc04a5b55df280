import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { everythingStored } from '../browser/everything-stored.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { pick } from '../journey.ts';

test('what pages and content scripts can read during a run holds no token and no secret', async ({ untag, zoho }) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const { context, worker } = untag;
  const said = listen(context);
  const workerSaid = await listenToWorker(untag.context, untag.url(''));

  await worker.evaluate(() => console.log('the worker is heard'));

  const connect = await ConnectPage.open(untag, 'server');
  await connect.page.evaluate(() => console.log('a page is heard'));
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');

  const page = await context.newPage();
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    addEventListener('message', ({ data }) => heard.push(data));
  });
  const list = await CrmList.open(page, listAddress(zoho));
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads, ids);
  const content = await contentScript(page, untag.url(''));
  await content.evaluate(`globalThis.heard = [];
    chrome.runtime.onMessage.addListener((message) => { heard.push(message); });
    chrome.storage.onChanged.addListener((changes, area) => { heard.push([area, changes]); });
    chrome.runtime.onConnect.addListener((port) => { heard.push(['port', port.name, port.sender]); port.onMessage.addListener((message) => { heard.push(message); }); });`);

  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await zoho.arrived('actions/remove_tags');
  await expect(popup.getByRole('heading', { name: /^Removing/ })).toBeVisible();
  const popupDocument = await documentOf(popup);
  const report = await untag.open('src/report/index.html');
  await expect(report.getByText(/^Removing/).first()).toBeVisible();

  const read: Record<string, string> = {
    'document of the popup': popupDocument,
    'storage.local in a content script': await content.evaluate('chrome.storage.local.get(null)'),
    'storage.session in a content script': await content.evaluate('chrome.storage.session.get(null)'),
    'storage.managed in a content script': await content.evaluate('chrome.storage.managed.get(null)'),
    'databases in a content script': await content.evaluate('indexedDB.databases()'),
    'messages to a content script': await content.evaluate('heard'),
    'answers to a content script': await content.evaluate(ASK_EVERYTHING),
    'messages to the page': JSON.stringify(await page.evaluate('heard')),
    'storage of the page': await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    ),
    cookies: JSON.stringify(await page.evaluate('document.cookie')),
  };
  for (const [name, each] of Object.entries({ report, connect: connect.page, page })) {
    read[`document of the ${name}`] = await documentOf(each);
    read[`address of the ${name}`] = each.url();
  }
  zoho.release();
  await expect(report.getByRole('heading', { name: /^Removed/ }).first()).toBeVisible();
  read['document of the report, at the end'] = await documentOf(report);
  read['messages to a content script, at the end'] = await content.evaluate('heard');
  // Firefox cannot close this area to content scripts.
  read['storage.local, as content scripts of Firefox can read it'] = await worker.evaluate(async () =>
    JSON.stringify(await chrome.storage.local.get(null)),
  );
  read['logs of pages'] = JSON.stringify(said);
  read['logs of the worker'] = JSON.stringify(workerSaid);

  expect(read['answers to a content script']).toBe('[]');
  expect(read['logs of the worker']).toContain('the worker is heard');
  expect(read['logs of pages']).toContain('a page is heard');
  expect(read['messages to a content script']).toContain('port');
  expect(read['storage.local, as content scripts of Firefox can read it']).toContain('us-production-808232144');
  expect(read['storage.local in a content script']).toMatch(/refused/);
  expect(read['storage.session in a content script']).toMatch(/refused/);
  const stored = await everythingStored(worker);
  const secrets = secretsOf(zoho.requests.map(({ body, headers, answer = '' }) => [body, headers, answer]));
  expect(secrets).toContain(clientSecret);
  expect(secrets.filter((secret) => stored.includes(secret)).length).toBeGreaterThanOrEqual(3);
  for (const [what, text] of Object.entries(read))
    for (const secret of secrets) expect(text, what).not.toContain(secret);
});

/** Every request of Untag's own pages, sent by a content script. */
const ASK_EVERYTHING = `Promise.all(
  ['sign-in.start', 'sign-in.show', 'connection.remove', 'module.resolve', 'view.name', 'tag.use', 'run.read', 'run.goOn'].map(
    (name) => chrome.runtime.sendMessage({ type: 'request', name, data: {} }),
  ),
).then((answers) => answers.filter((answer) => answer !== undefined))`;

interface ContentScript {
  /** The value of an expression as JSON, or the error that refuses it. */
  evaluate(expression: string): Promise<string>;
}

/** The world of Untag's content script in a page. */
async function contentScript(page: Page, origin: string): Promise<ContentScript> {
  const cdp = await page.context().newCDPSession(page);
  const found = new Promise<number>((resolve) => {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (`${context.origin}/` === origin) resolve(context.id);
    });
  });
  await cdp.send('Runtime.enable');
  const contextId = await found;
  return {
    evaluate: async (expression) => {
      const guarded = `Promise.resolve().then(() => (${wrapped(expression)})).then((value) => JSON.stringify(value) ?? 'nothing', (error) => 'refused: ' + error)`;
      const { result } = await cdp.send('Runtime.evaluate', { contextId, expression: guarded, awaitPromise: true });
      return String(result.value);
    },
  };
}

function wrapped(expression: string): string {
  return expression.includes(';') ? `(() => { ${expression} })()` : expression;
}

/** Everything that the browser logs about its pages, as it comes. */
function listen(context: BrowserContext): string[] {
  const said: string[] = [];
  context.on('console', (message) => said.push(message.text()));
  context.on('weberror', (error) => said.push(String(error.error())));
  context.on('page', (page) => page.on('framenavigated', (frame) => void said.push(frame.url())));
  return said;
}

/** Everything that the worker logs, as it comes. */
async function listenToWorker(context: BrowserContext, origin: string): Promise<unknown[]> {
  const said: unknown[] = [];
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (cdp === undefined) throw new Error('This context has no browser to ask.');
  const { targetInfos } = await cdp.send('Target.getTargets');
  const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  if (target === undefined) throw new Error('There is no worker.');
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
  cdp.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId === sessionId && /consoleAPICalled|exceptionThrown|entryAdded/.test(event.message))
      said.push(event.message);
  });
  for (const [id, method] of ['Runtime.enable', 'Log.enable'].entries()) await tell(cdp, sessionId, id, method);
  return said;
}

async function tell(cdp: CDPSession, sessionId: string, id: number, method: string): Promise<void> {
  await cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
}

/** A document with the content of its fields. */
function documentOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
    return [document.documentElement.outerHTML, ...fields.map(({ value }) => value), document.title].join('\n');
  });
}

/** Tokens, codes, proofs and secrets in all requests and answers. */
function secretsOf(traffic: unknown): string[] {
  const text = JSON.stringify(traffic);
  const tokens = text.match(/1000\.[0-9a-f]{32}\.[0-9a-f]{32}/g) ?? [];
  const named = [...text.matchAll(/(?:client_secret|code_verifier|code)=([^&"\\]{20,})/g)].map(
    ([, value = '']) => value,
  );
  return [...new Set([...tokens, ...named])];
}
