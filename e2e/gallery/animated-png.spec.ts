import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { writeAnimation } from './animated-png.ts';

const SIZE = { width: 41, height: 30 };
/** Colours that keep their value in five bits a channel. */
const RED = [224, 32, 40, 255];
const BLUE = [24, 64, 200, 255];

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'untag-png-'));

test.beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
});

test.afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** A picture of a red page with a blue box. */
async function box(page: Page, left: number): Promise<Buffer> {
  await page.setContent(`<body style="margin:0;background:rgb(${RED.slice(0, 3).join()})">
    <i style="position:absolute;left:${left}px;top:7px;width:5px;height:5px;background:rgb(${BLUE.slice(0, 3).join()})"></i>`);
  return page.screenshot();
}

test('a browser shows each frame as it was, for its time, and repeats them @long', async () => {
  const page = await browser.newPage({ viewport: SIZE });
  const [first, second] = [await box(page, 3), await box(page, 30)];
  const file = join(folder, 'boxes.png');
  const frames = [first, first, second, first].map((picture, n) => ({ picture, ms: 100 * (n + 1) }));
  await writeAnimation(browser, file, frames);

  // Only a secure page has the decoder.
  await page.route('https://pictures.test/', (route) => route.fulfill({ body: '' }));
  await page.goto('https://pictures.test/');
  const shown = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
    const decoder = new ImageDecoder({ data: bytes, type: 'image/png' });
    await decoder.tracks.ready;
    await decoder.completed;
    const track = decoder.tracks.selectedTrack;
    const images = [];
    for (let frameIndex = 0; frameIndex < (track?.frameCount ?? 0); frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
      const brush = canvas.getContext('2d');
      brush?.drawImage(image, 0, 0);
      const at = (x: number) => [...(brush?.getImageData(x, 8, 1, 1).data ?? [])];
      images.push({
        ms: (image.duration ?? 0) / 1000,
        size: [canvas.width, canvas.height],
        left: at(5),
        between: at(20),
        right: at(32),
      });
    }
    return { images, repeats: track?.repetitionCount };
  }, readFileSync(file).toString('base64'));

  const size = [SIZE.width, SIZE.height];
  expect(shown).toEqual({
    // Equal frames are one.
    images: [
      { ms: 300, size, left: BLUE, between: RED, right: RED },
      { ms: 300, size, left: RED, between: RED, right: BLUE },
      { ms: 400, size, left: BLUE, between: RED, right: RED },
    ],
    repeats: Number.POSITIVE_INFINITY,
  });
});
