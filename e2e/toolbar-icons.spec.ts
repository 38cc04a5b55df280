import type { Page } from '@playwright/test';
import manifest from '../manifest.json' with { type: 'json' };
import { toFirefox } from '../scripts/manifest-variants.ts';
import { expect, test } from './fixtures.ts';

type Colour = readonly [number, number, number];

/** Toolbars of the browsers' own light and dark themes. */
const LIGHT: Colour = [0xff, 0xff, 0xff];
const DARK: Colour = [0x35, 0x36, 0x3a];
/** Source: WCAG 2.2, 1.4.11, for pictures. */
const ENOUGH = 3;

const SIZES = [16, 32];

test('the icons of the toolbar button read on light and dark toolbars, and differ in shape', async ({ untag }) => {
  const page = await untag.open('src/options/index.html');
  for (const size of SIZES) {
    const [active, inactive] = [`icons/icon-${size}.png`, `icons/icon-inactive-${size}.png`];
    for (const path of [active, inactive])
      for (const toolbar of [LIGHT, DARK])
        expect(await leastContrast(page, path, toolbar), path).toBeGreaterThan(ENOUGH);
    expect((await draw(page, inactive)).painted).toBeLessThan(0.75 * (await draw(page, active)).painted);
  }
});

test('in Firefox’s dark themes the icon that stands over other sites is lighter @long', async ({ untag }) => {
  const page = await untag.open('src/options/index.html');
  const { default_icon: icon, theme_icons: themed } = toFirefox(manifest).action;
  expect(themed.map(({ size, dark }) => [String(size), dark])).toEqual(Object.entries(icon));
  for (const { dark, light } of themed)
    expect(await leastContrast(page, light, DARK)).toBeGreaterThan(1.5 * (await leastContrast(page, dark, DARK)));
});

/** The lowest contrast with a toolbar among the pixels inside the shape. Pixels at its edge are mixed with the toolbar. */
async function leastContrast(page: Page, path: string, toolbar: Colour): Promise<number> {
  const { solid } = await draw(page, path);
  expect(solid.length, path).toBeGreaterThan(10);
  return Math.min(...solid.map((colour) => contrast(colour, toolbar)));
}

/** A picture of the package as the browser draws it: the painted area in pixels, and the colours of fully painted ones. */
function draw(page: Page, path: string): Promise<{ painted: number; solid: Colour[] }> {
  return page.evaluate(async (url) => {
    const image = await createImageBitmap(await (await fetch(url)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas?.drawImage(image, 0, 0);
    const pixels = [...(canvas?.getImageData(0, 0, image.width, image.height).data ?? [])];
    const solid: [number, number, number][] = [];
    let painted = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.slice(at, at + 4);
      painted += opacity / 255;
      if (opacity === 255) solid.push([red, green, blue]);
    }
    return { painted, solid };
  }, `/${path}`);
}

/** Source: WCAG 2.2, contrast ratio and relative luminance. */
function contrast(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
