import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

interface Layer {
  readonly picture: Buffer;
  /** Position and width in pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** A separate window with a shadow. */
  readonly isWindow?: boolean;
}

/** Draws pictures over each other, and saves them as one. */
export async function compose(
  browser: Browser,
  file: string,
  size: { readonly width: number; readonly height: number },
  layers: readonly Layer[],
): Promise<void> {
  const page = await browser.newPage({ viewport: size });
  const images = layers.map(({ picture, left, top, width, isWindow = false }) => {
    const window = isWindow ? 'border-radius:10px;box-shadow:0 10px 40px #0006,0 0 0 1px #0002;' : '';
    const source = `data:image/png;base64,${picture.toString('base64')}`;
    return `<img src="${source}" style="position:absolute;left:${left}px;top:${top}px;width:${width}px;${window}">`;
  });
  await page.setContent(`<body style="margin:0;background:#f6f4f7">${images.join('')}</body>`);
  writeFileSync(file, await page.screenshot());
  await page.close();
}

/** The promotional tile of a store: mark, name, and purpose. */
export async function tile(browser: Browser, file: string, icon: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 440, height: 280 } });
  await page.setContent(`<body style="margin:0;height:280px;display:grid;place-content:center;justify-items:center;gap:14px;
    background:#7a2f8c;color:#fff;font-family:Inter,system-ui,sans-serif;text-align:center">
    <span style="display:grid;place-items:center;width:88px;height:88px;border-radius:20px;background:#fff">
    <img src="data:image/svg+xml;base64,${readFileSync(icon).toString('base64')}" width="60" height="60" alt=""></span>
    <strong style="font-size:26px">Untag for Zoho CRM</strong>
    <span style="font-size:17px;padding:0 40px;text-wrap:balance">Remove tags from many records, see each result, undo it</span></body>`);
  writeFileSync(file, await page.screenshot());
  await page.close();
}
