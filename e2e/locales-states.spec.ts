import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { type Messages, readMessages, shownMessages, TRANSLATIONS } from '../scripts/locales/messages-file.ts';
import { pseudoMessages } from '../scripts/locales/pseudo.ts';
import { textFaults } from './browser/text-faults.ts';
import { type Gallery, SCREENS, type Screen, serveGallery } from './gallery/serve.ts';
import { directionOf, speak } from './gallery/speak.ts';

const SIZES: Readonly<Record<Screen, readonly { width: number; height: number }[]>> = {
  popup: [
    { width: 380, height: 600 },
    { width: 320, height: 600 },
  ],
  report: [
    { width: 1280, height: 800 },
    { width: 320, height: 800 },
  ],
  options: [
    { width: 1280, height: 800 },
    { width: 320, height: 800 },
  ],
  connect: [
    { width: 1280, height: 800 },
    { width: 640, height: 800 },
    { width: 320, height: 800 },
  ],
  'tags-page': [
    { width: 1280, height: 800 },
    { width: 320, height: 800 },
  ],
};
const LANGUAGES: readonly (readonly [name: string, messages: Messages])[] = [
  ...TRANSLATIONS.map((language) => [language, shownMessages(language)] as const),
  ['the pseudo-locale', pseudoMessages(readMessages('en'))],
];

/**
 * Grammar that shows only once the placeholders are filled: a counter twice, a space after a Japanese sentence, a German
 * dative, an Arabic dual. After “bis zu” the noun keeps its case.
 */
const UNGRAMMATICAL: Readonly<Record<string, RegExp>> = {
  ja: /([件個日])\1|\S*[。！？：][ \u00a0]+\S*/g,
  de: /\b(?:von|bei|mit|aus|(?<!bis )zu) [\d.]+ (?:Datensätze|Module|Tage)\b/g,
  ar: /(?:من|على|في|إلى|إزالة|استعادة|حذف) (?:سجلان|وسمان|وحدتان|يومان|دقيقتان|ثانيتان)|(?:تحمله?|كان|فشلت?) سجلين/g,
};

let gallery: Gallery;
let browser: Browser;

test.beforeAll(async () => {
  gallery = await serveGallery();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
});

test.afterAll(async () => {
  await browser.close();
  await gallery.close();
});

for (const [name, messages] of LANGUAGES)
  for (const screen of SCREENS)
    test(`every state of ${screen} can be read in ${name} @long`, async () => {
      test.setTimeout(1_200_000);
      const page = await browser.newPage();
      await speak(page, messages);
      const scenes = await gallery.scenes(page, screen);
      expect(scenes.length).toBeGreaterThan(5);
      const query = directionOf(messages);
      const faults: Record<string, string[]> = {};
      for (const scene of scenes)
        for (const size of SIZES[screen]) {
          await page.setViewportSize(size);
          await gallery.show(page, screen, scene, query);
          // The toolbar popup chooses its width; in a window of its own it follows the window.
          if (screen === 'popup' && size.width === 320)
            await page.evaluate(() => document.documentElement.setAttribute('data-in-window', ''));
          const found = await textFaults(page);
          const shown = await readAndHeard(page);
          found.push(...(shown.match(UNGRAMMATICAL[messages.get('language_tag') ?? ''] ?? /^$/) ?? []));
          if (found.length > 0) faults[`${scene}, ${size.width} wide`] = found;
        }
      expect(faults).toEqual({});
      await page.close();
    });

/** The texts that a reader sees, and those of tooltips and screen readers. */
async function readAndHeard(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.body.innerText,
      ...[...document.querySelectorAll('[title], [aria-label]')].flatMap((element) =>
        ['title', 'aria-label'].map((name) => element.getAttribute(name) ?? ''),
      ),
    ].join('\n'),
  );
}
