import { readFileSync } from 'node:fs';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { Frame } from './animated-png.ts';

/** Pixels of the list's part of the window, and of the bars above and below it. */
export const LIST = { width: 1120, height: 640 } as const;
const BAR = 44;
const FOOT = 48;
const POPUP = { right: 12, top: 2 } as const;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * A browser window for a film: the bar with Untag's button, the list, the popup and the pointer. Screenshots show
 * neither of the first and the last, so they are drawn. List and popup are screenshots of the real ones.
 */
export interface FilmStage {
  readonly frames: readonly Frame[];
  /** The words under the window, from the next frame on. */
  say(caption: string): void;
  /** Adds a frame that shows the window as it is now, for so many milliseconds. */
  hold(ms: number): Promise<void>;
  /** Moves the pointer to the middle of a part of the list or of the popup. */
  moveTo(part: Locator): Promise<void>;
  /** The same without frames on the way. */
  jumpTo(part: Locator): Promise<void>;
  /** Moves the pointer to Untag's button in the bar. */
  moveToButton(): Promise<void>;
  /** The popup that is open from now on; null for none. */
  usePopup(popup: Page | null): void;
  close(): Promise<void>;
}

/** The stage in a page of `browser`, at `scale` pixels of the picture for a pixel of the window. */
export async function createFilmStage(
  browser: Browser,
  list: Page,
  address: string,
  icon: string,
  scale: number,
): Promise<FilmStage> {
  const size = { width: LIST.width, height: BAR + LIST.height + FOOT };
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  await page.setContent(markup(address, icon));
  const button = await middleOf(page.locator('#button'));
  const frames: Frame[] = [];
  let popup: Page | null = null;
  let caption = '';
  let pointer: Spot = { x: LIST.width * 0.42, y: BAR + LIST.height * 0.9 };

  async function hold(ms: number): Promise<void> {
    if (popup !== null) await grown(popup);
    const pictures = [await list.screenshot(), popup === null ? null : await popup.screenshot()];
    const width = popup === null ? 0 : await popup.evaluate(() => document.documentElement.clientWidth);
    const [under, over = null] = pictures.map(
      (picture) => picture && `data:image/png;base64,${picture.toString('base64')}`,
    );
    await page.evaluate(draw, { under: under ?? '', over, width, pointer, caption });
    frames.push({ picture: await page.screenshot(), ms });
  }

  async function spotOf(part: Locator): Promise<Spot> {
    if (popup !== null) await grown(popup);
    const { x, y } = await middleOf(part);
    if (part.page() === list) return { x, y: BAR + y };
    const width = await part.evaluate(() => document.documentElement.clientWidth);
    return { x: LIST.width - width - POPUP.right + x, y: BAR + POPUP.top + y };
  }

  async function move(to: Spot): Promise<void> {
    const from = pointer;
    const STEPS = 6;
    for (let step = 1; step <= STEPS; step += 1) {
      const part = (1 - Math.cos((Math.PI * step) / STEPS)) / 2;
      pointer = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await hold(40);
    }
  }

  return {
    frames,
    hold,
    say: (words) => (caption = words),
    usePopup: (opened) => (popup = opened),
    moveToButton: () => move(button),
    moveTo: async (part) => move(await spotOf(part)),
    jumpTo: async (part) => void (pointer = await spotOf(part)),
    close: () => page.close(),
  };
}

/** Waits until the browser has given the popup the height of its content, 600 pixels at most. */
async function grown(popup: Page): Promise<void> {
  const missing = () => Math.min(600, document.documentElement.getBoundingClientRect().height) - window.innerHeight;
  await expect.poll(async () => Math.floor(Math.abs(await popup.evaluate(missing)))).toBe(0);
}

async function middleOf(part: Locator): Promise<Spot> {
  const box = await part.boundingBox();
  if (box === null) throw new Error(`Not on the screen: ${String(part)}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

interface Drawn {
  readonly under: string;
  readonly over: string | null;
  readonly width: number;
  readonly pointer: Spot;
  readonly caption: string;
}

/** Runs in the stage's page, without functions of its own: tsx would give them names by a helper that is not there. */
async function draw({ under, over, width, pointer, caption }: Drawn): Promise<void> {
  const list = document.querySelector<HTMLImageElement>('#list');
  const popup = document.querySelector<HTMLImageElement>('#popup');
  const button = document.querySelector<HTMLElement>('#button');
  const arrow = document.querySelector<HTMLElement>('#pointer');
  const foot = document.querySelector<HTMLElement>('#caption');
  if (list === null || popup === null || button === null || arrow === null || foot === null)
    throw new Error('A part of the stage is missing.');
  list.src = under;
  popup.hidden = over === null;
  popup.src = over ?? '';
  popup.style.width = `${width}px`;
  button.classList.toggle('pressed', over !== null);
  arrow.style.translate = `${pointer.x}px ${pointer.y}px`;
  foot.textContent = caption;
  await list.decode();
  if (over !== null) await popup.decode();
}

function markup(address: string, icon: string): string {
  const mark = `data:image/svg+xml;base64,${readFileSync(icon).toString('base64')}`;
  return `<style>
    body { margin: 0; display: grid; grid-template-rows: ${BAR}px ${LIST.height}px ${FOOT}px; background: #fff;
      font: 14px/1 Inter, system-ui, sans-serif; color: #2b2430; overflow: hidden; }
    #bar { display: flex; align-items: center; gap: 10px; padding: 0 12px; background: #e9e5ec; }
    #bar i { inline-size: 11px; block-size: 11px; border-radius: 50%; background: #c6bfcc; }
    #address { flex: 1; margin-inline-start: 8px; padding: 7px 14px; border-radius: 14px; background: #fff; color: #5d5464; }
    #button { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 50%; }
    #button.pressed { background: #d3cbd8; }
    #list { inline-size: 100%; block-size: 100%; }
    #popup { position: absolute; inset: ${BAR + POPUP.top}px ${POPUP.right}px auto auto; border-radius: 10px;
      box-shadow: 0 3px 10px #0004, 0 0 0 1px #0003; }
    #popup[hidden] { display: none; }
    #caption { display: grid; place-content: center; background: #7a2f8c; color: #fff; font-size: 19px; font-weight: 600; }
    #pointer { position: absolute; inset: 0 auto auto 0; filter: drop-shadow(0 1px 2px #0007); }
  </style>
  <div id="bar"><i></i><i></i><i></i><span id="address">${address}</span>
    <span id="button"><img src="${mark}" width="20" height="20" alt=""></span></div>
  <img id="list" alt=""><div id="caption"></div><img id="popup" alt="" hidden>
  <svg id="pointer" width="20" height="26" viewBox="0 0 20 26">
    <path d="M1 1v20l5-4.6 3.4 8 3.6-1.6-3.4-7.8H17z" fill="#111" stroke="#fff" stroke-width="1.6" stroke-linejoin="round"/></svg>`;
}
