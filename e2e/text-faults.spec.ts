import { type Browser, chromium, expect, test } from '@playwright/test';
import { textFaults } from './browser/text-faults.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
});
test.afterAll(() => browser.close());

/** A fault that a reader meets, and the expected line about it. */
const FAULTS: readonly (readonly [name: string, html: string, words: RegExp])[] = [
  ['text beside its box', '<p style="width: 40px">Fehlgeschlagen</p>', /leaves the side of <p>/],
  ['text cut below', '<div style="height: 10px; overflow: hidden"><p>One</p></div>', /is cut above or below by <div>/],
  [
    'text to scroll to',
    '<div style="width: 60px; overflow: auto"><p style="width: 200px">Far away from here</p></div>',
    /scrolled to sideways|leaves the side/,
  ],
  ['a broken word', '<p style="width: 60px; overflow-wrap: anywhere">Fehlgeschlagen</p>', /“Fehlgeschlagen” is broken/],
  ['a wide page', '<div style="width: 3000px; height: 1px"></div>', /the page is \d+ wide/],
  ['an unfilled placeholder', '<p>Removed from {records}</p>', /is not filled/],
  ['an unfilled label', '<button type="button" aria-label="See {records}">x</button>', /aria-label .* is not filled/],
  ['a button without words', '<button type="button"></button>', /<button> is empty/],
  ['a cut placeholder', '<input style="width: 60px" placeholder="Find by name, ID or tag">', /is cut by <input>/],
];

for (const [name, html, words] of FAULTS)
  test(`${name} is told`, async () => {
    const page = await browser.newPage();
    await page.setContent(html);
    expect(await textFaults(page)).toEqual([expect.stringMatching(words)]);
    await page.close();
  });

test('what can be read, or is not meant to be seen, is not told', async () => {
  const page = await browser.newPage();
  await page.setContent(`
    <h1>Removed from 12 leads</h1>
    <p style="width: 120px">A sentence that wraps between its words</p>
    <p><span style="position: absolute; width: 1px; height: 1px; overflow: hidden">for screen readers only</span>Seen</p>
    <p hidden>Not there at all {yet}</p>
    <ul class="past"><ul style="width: 60px; overflow: auto"><li>An older run, far away</li></ul></ul>
    <p title="Follow-up after webinar A" style="width: 60px; overflow: hidden; white-space: nowrap">Follow-up after webinar A</p>
    <p title="\u2068Leads\u2069, \u2068Accounts\u2069" style="width: 60px; overflow: hidden; white-space: nowrap">\u2068Leads\u2069, \u2068Accounts\u2069</p>
  `);
  expect(await textFaults(page)).toEqual(['“Not there at all {yet}” is not filled']);
  await page.close();
});
