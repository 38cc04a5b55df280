import { hostOf, stoppedIn, tryWaysOut, WAYS_OUT } from '../browser/ways-out.ts';
import { expect, test } from './fixtures.ts';
import type { FirefoxTab } from './FirefoxTab.ts';

const hostsOf = (from: string): string[] => WAYS_OUT.map((way) => hostOf(way, from)).toSorted();

/** A page of an add-on loads slowly, and nothing can be evaluated in it until then. */
async function evaluated<Value>(tab: FirefoxTab, expression: string): Promise<Value> {
  let value: Value | undefined;
  await expect(async () => {
    value = await tab.evaluate<Value>(expression);
  }).toPass();
  return value as Value;
}

test('six ways to a foreign host are seen when a page without the policy takes them', async ({ firefox }) => {
  const page = await firefox.openList();
  await page.goto('about:blank');
  await expect.poll(() => page.evaluate('location.href')).toBe('about:blank');
  await page.evaluate(tryWaysOut('window', 'page'));
  await expect.poll(() => firefox.strangersAsked()).toEqual(hostsOf('page'));
});

for (const name of ['popup', 'options', 'report', 'tags-page'] as const)
  test(`nothing gets out of the page ${name}, in any of six ways`, async ({ firefox }) => {
    const page = await firefox.open(name);
    await expect.poll(() => evaluated<string>(page, 'document.readyState')).toBe('complete');
    await page.evaluate(tryWaysOut('window', name));
    await expect.poll(() => page.evaluate(stoppedIn('window'))).toEqual(hostsOf(name));
    expect(firefox.strangersAsked()).toEqual([]);
  });

test('nothing gets out of the background, in any of six ways', async ({ firefox }) => {
  const page = await firefox.open('report');
  await expect.poll(() => evaluated<string>(page, 'document.readyState')).toBe('complete');
  const background = 'browser.runtime.getBackgroundPage()';
  await page.evaluate(`${background}.then((scope) => ${tryWaysOut('scope', 'background')})`);
  await expect
    .poll(() => page.evaluate(`${background}.then((scope) => ${stoppedIn('scope')})`))
    .toEqual(hostsOf('background'));
  expect(firefox.strangersAsked()).toEqual([]);
});
