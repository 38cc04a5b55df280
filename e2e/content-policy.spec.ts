import { launchChromium } from './browser/launch.ts';
import { Untag } from './browser/Untag.ts';
import { hostOf, stoppedIn, tryWaysOut, WAYS_OUT, type WayOut } from './browser/ways-out.ts';
import { expect, test as base } from './fixtures.ts';
import type { Zoho } from './zoho/simulator.ts';

/** Foreign hosts lead to the simulator too, so that it sees every request to them. */
const test = base.extend<{ untag: Untag }>({
  untag: async ({ zoho }, use) => {
    const resolverRules = () => `MAP *.example:443 127.0.0.1:${zoho.port}, ${zoho.resolverRules()}`;
    const untag = new Untag(await launchChromium({ spki: zoho.spki, resolverRules }));
    await use(untag);
    await untag.close();
  },
});

const strangersAsked = (zoho: Zoho): string[] => [
  ...new Set(zoho.requests.flatMap(({ host }) => (host.endsWith('.example') ? [host] : []))),
];
const hostsOf = (ways: readonly WayOut[], from: string): string[] => ways.map((way) => hostOf(way, from)).toSorted();

test('six ways to a foreign host are seen when a page without the policy takes them', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  await page.goto('https://start.example/');
  await page.evaluate(tryWaysOut('window', 'page'));
  const all = [...hostsOf(WAYS_OUT, 'page'), 'start.example'].toSorted();
  await expect.poll(() => strangersAsked(zoho).toSorted()).toEqual(all);
});

for (const [name, title] of [
  ['popup', 'popup'],
  ['options', 'options @long'],
  ['report', 'report @long'],
  ['tags-page', 'tags-page @long'],
] as const)
  test(`nothing gets out, in any of six ways, of the page ${title}`, async ({ untag, zoho }) => {
    const page = await untag.open(`src/${name}/index.html`);
    await page.evaluate(tryWaysOut('window', name));
    await expect.poll(() => page.evaluate(stoppedIn('window'))).toEqual(hostsOf(WAYS_OUT, name));
    expect(strangersAsked(zoho)).toEqual([]);
  });

test('nothing gets out of the worker, in either of the ways that it has', async ({ untag, zoho }) => {
  const ways = ['fetch', 'socket'] as const;
  await untag.worker.evaluate(tryWaysOut('self', 'worker', ways));
  await expect.poll(() => untag.worker.evaluate(stoppedIn('self'))).toEqual(hostsOf(ways, 'worker'));
  expect(strangersAsked(zoho)).toEqual([]);
});

test('no page of the extension makes markup of text', async ({ untag }) => {
  const page = await untag.open('src/report/index.html');
  const made = page.evaluate(() => {
    document.body.innerHTML = '<b>made</b>';
  });
  await expect(made).rejects.toThrow(/TrustedHTML/);
  const policy = page.evaluate(() =>
    (
      globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }
    ).trustedTypes.createPolicy('any', {}),
  );
  await expect(policy).rejects.toThrow(/disallowed|createPolicy/);
});
