import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser } from '@playwright/test';

/** A PNG, and for how long it is shown. */
export interface Frame {
  readonly picture: Buffer;
  readonly ms: number;
}

/** The part of a frame that differs from the frame before. */
interface Change {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Its pixels, three bytes each, in base64. Those that did not change have the colour `SAME`. */
  readonly pixels: string;
}

/** Stands for a pixel that did not change. No pixel has it, because channels are rounded to multiples of 8 below white. */
const SAME = [1, 2, 3] as const;

/**
 * Writes the frames as one animated PNG that repeats for ever (https://www.w3.org/TR/png-3/). All frames have the size
 * of the first. Each channel keeps five of its eight bits, which no eye misses on a screen of the extension and which
 * makes the file a third smaller. The browser decodes the pictures, because it is there anyway.
 */
export async function writeAnimation(browser: Browser, file: string, frames: readonly Frame[]): Promise<void> {
  const page = await browser.newPage();
  const shown: { change: Change; ms: number }[] = [];
  for (const { picture, ms } of frames) {
    const change = await page.evaluate(changeOf, { png: picture.toString('base64'), same: SAME });
    const last = shown.at(-1);
    if (change !== null) shown.push({ change, ms });
    else if (last !== undefined) last.ms += ms;
  }
  await page.close();
  const [first] = shown;
  if (first === undefined) throw new Error('An animation needs a frame.');
  const { width, height } = first.change;
  // Eight bits a channel, no alpha, the usual compression and filters, not interlaced.
  const head = chunk('IHDR', numbers(width, height), Buffer.from([8, 2, 0, 0, 0]));
  const key = chunk('tRNS', Buffer.from(SAME.flatMap((value) => [0, value])));
  const animation = chunk('acTL', numbers(shown.length, 0));
  // Control chunks and later frames share one sequence of numbers.
  let sequence = 0;
  const parts = shown.flatMap(({ change, ms }, n) => {
    const control = chunk('fcTL', numbers(sequence++), placeOf(change), timeOf(ms));
    const data = rowsOf(change);
    return [control, n === 0 ? chunk('IDAT', data) : chunk('fdAT', numbers(sequence++), data)];
  });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  writeFileSync(file, Buffer.concat([signature, head, key, animation, ...parts, chunk('IEND')]));
}

/** Runs in the page, which keeps the frame before. Null if nothing has changed. */
async function changeOf({ png, same }: { png: string; same: typeof SAME }): Promise<Change | null> {
  const kept = globalThis as unknown as { before?: Uint8ClampedArray };
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = bitmap;
  const brush = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (brush === null) throw new Error('This browser draws no pictures.');
  brush.drawImage(bitmap, 0, 0);
  const { data: now } = brush.getImageData(0, 0, width, height);
  for (let place = 0; place < now.length; place += 1) {
    const value = now[place] ?? 0;
    if (value < 248) now[place] = Math.round(value / 8) * 8;
  }
  const { before } = kept;
  kept.before = now;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let place = 0; place < now.length; place += 4) {
    if (
      now[place] === before?.[place] &&
      now[place + 1] === before?.[place + 1] &&
      now[place + 2] === before?.[place + 2]
    )
      continue;
    const x = (place / 4) % width;
    const y = (place / 4 - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return null;
  const size = { width: right - left + 1, height: bottom - top + 1 };
  const pixels = new Uint8Array(size.width * size.height * 3);
  let next = 0;
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1) {
      const place = (y * width + x) * 4;
      const isSame =
        now[place] === before?.[place] &&
        now[place + 1] === before?.[place + 1] &&
        now[place + 2] === before?.[place + 2];
      for (let channel = 0; channel < 3; channel += 1)
        pixels[next++] = (isSame ? same[channel] : now[place + channel]) ?? 0;
    }
  let text = '';
  for (let place = 0; place < pixels.length; place += 8192)
    text += String.fromCharCode(...pixels.subarray(place, place + 8192));
  return { ...size, left, top, pixels: btoa(text) };
}

function placeOf({ width, height, left, top }: Change): Buffer {
  return numbers(width, height, left, top);
}

/** A time in thousandths; the frame stays, and the next one is drawn over it. */
function timeOf(ms: number): Buffer {
  const time = Buffer.alloc(6);
  time.writeUInt16BE(ms, 0);
  time.writeUInt16BE(1000, 2);
  time[5] = 1;
  return time;
}

/** The compressed rows of a frame, each without a filter. */
function rowsOf({ width, height, pixels }: Change): Buffer {
  const bytes = Buffer.from(pixels, 'base64');
  const rows = Array.from({ length: height }, (_, y) => bytes.subarray(y * width * 3, (y + 1) * width * 3));
  return deflateSync(Buffer.concat(rows.flatMap((row) => [Buffer.from([0]), row])), { level: 9 });
}

function chunk(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), ...content]);
  return Buffer.concat([numbers(body.length - 4), body, numbers(crc32(body))]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value, n * 4);
  return bytes;
}
