import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from './errors.ts';
import { inBackground, note, noteStrayFailures, notesText, withNotes } from './notes.ts';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useRealTimers();
});

/** The notes once all of them are stored. */
async function stored(): Promise<string> {
  await vi.waitFor(async () => {
    const { notes = [] } = (await fakeBrowser.storage.session.get('notes')) as { notes?: unknown[] };
    expect(notes).not.toEqual([]);
  });
  return notesText();
}

describe('notes', () => {
  it('tell what failed and where, for a task that nobody waits for', async () => {
    inBackground(
      Promise.reject(new AppError('zoho-down', { status: 503, zohoCode: 'INTERNAL_ERROR' })),
      'menu.lay-out',
    );
    expect(await stored()).toMatch(/^\d{4}-\d\d-\d\dT\S+Z menu\.lay-out: zoho-down \(503, INTERNAL_ERROR\)$/);
  });

  it('tell the kind and the place of a fault of our own, and nothing of its words', async () => {
    note('report.load', new TypeError('Ada Lovelace <ada@example.com> is not a function'));
    expect(await stored()).toMatch(/report\.load: unexpected \(TypeError at notes\.test\.ts:\d+:\d+\)$/);
  });

  it.each([
    ['a message of Zoho', new AppError('zoho-other', { zohoMessage: 'Ada Lovelace', zohoCode: 'Ada Lovelace' })],
    ['an id of a record', new AppError('record-locked', { recordId: '5725767000000411001' })],
    ['the name of an org', new AppError('other-org', { name: 'Northwind', host: 'northwind.example' })],
    [
      'a token in the name of an error',
      new AppError('unexpected', {}, { cause: Object.assign(new Error(''), { name: '1000.aa bb' }) }),
    ],
  ])('hold nothing of %s', async (_, error) => {
    note('place', error);
    expect(await stored()).not.toMatch(/Ada|5725767|orthwind|1000\./);
  });

  it('are the last hundred, and repeats of one are counted', async () => {
    for (let n = 0; n < 103; n += 1) note(`place-${n}`, new AppError('timeout'));
    for (let n = 0; n < 3; n += 1) note('again', new AppError('timeout'));
    await vi.waitFor(async () => expect(await stored()).toMatch(/again: timeout \(3 times\)$/));
    const lines = (await stored()).split('\n');
    expect(lines).toHaveLength(100);
    expect(lines[0]).toMatch(/place-4: timeout$/);
  });

  it('are known to the page that made them where the store fails, and are stored when it works again', async () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('IO error'));
    note('first', new AppError('timeout'));
    await vi.waitFor(() => expect(set).toHaveBeenCalled());
    await vi.waitFor(async () => expect(await notesText()).toMatch(/first: timeout$/));
    set.mockRestore();
    note('second', new AppError('offline'));
    expect((await stored()).split('\n')).toHaveLength(2);
  });

  it('go along with the details of a fault', async () => {
    expect(await withNotes('code: timeout')).toBe('code: timeout');
    note('menus.lay-out', new AppError('timeout'));
    expect(await stored()).not.toBe('');
    expect(await withNotes('code: timeout')).toMatch(/^code: timeout\n\n\S+ menus\.lay-out: timeout$/);
  });

  it('tell of rejections and errors that reach nobody', async () => {
    const heard = new EventTarget();
    vi.stubGlobal('addEventListener', heard.addEventListener.bind(heard));
    noteStrayFailures();
    vi.unstubAllGlobals();
    heard.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new AppError('storage-full') }));
    heard.dispatchEvent(Object.assign(new Event('error'), { error: new RangeError('x') }));
    await vi.waitFor(async () =>
      expect(await stored()).toMatch(/unhandled: storage-full\n.*uncaught: unexpected \(RangeError/),
    );
  });
});
