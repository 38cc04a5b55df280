import { fakeBrowser } from './testing/extension.ts';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from './errors.ts';
import { answerRequest, type Handlers } from './messages.ts';
import { notesText } from './notes.ts';

const OWN = 'chrome-extension://untag/';
fakeBrowser.runtime.getURL = (path: string) => OWN + path;

fakeBrowser.runtime.id = 'untag';

const PAGE = { id: 'untag', url: `${OWN}src/popup/index.html`, origin: 'chrome-extension://untag' };
const ASK = { type: 'request', name: 'run.stop', data: { runId: 'one' } };

function handlersThat(stop: Handlers['run.stop']): Handlers {
  return { 'run.stop': stop } as Partial<Handlers> as Handlers;
}

describe('who may ask', () => {
  const asked: unknown[] = [];
  const handlers = handlersThat(async (data) => {
    asked.push(data);
  });

  it('answers a page of this extension', async () => {
    expect(await answerRequest(handlers, ASK, PAGE)).toEqual({ ok: true, value: undefined });
    expect(asked).toEqual([{ runId: 'one' }]);
  });

  it.each([
    ['a page of Zoho', { id: 'untag', url: 'https://crm.zoho.com/crm/org1/tab/Leads' }],
    ['another extension', { id: 'other', url: PAGE.url }],
    ['nobody that says its address', { id: 'untag' }],
  ])('leaves %s without an answer', (_who, sender) => {
    expect(answerRequest(handlers, ASK, sender)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('leaves what is no request to others', () => {
    for (const message of [null, 'run.stop', { type: 'menu.report' }, { type: 'request' }])
      expect(answerRequest(handlers, message, PAGE)).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  it('answers with the error, whether the handler rejects or throws at once', async () => {
    const throwing = handlersThat(() => {
      throw new AppError('signed-out');
    });
    const rejecting = handlersThat(() => Promise.reject(new AppError('busy')));
    expect(await answerRequest(throwing, ASK, PAGE)).toMatchObject({ ok: false, error: { code: 'signed-out' } });
    expect(await answerRequest(rejecting, ASK, PAGE)).toMatchObject({ ok: false, error: { code: 'busy' } });
  });

  it('keeps a note of a fault of its own, whose kind the page is not told', async () => {
    const failing = handlersThat(() => Promise.reject(new RangeError('too deep')));
    expect(await answerRequest(failing, ASK, PAGE)).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    await vi.waitFor(async () => expect(await notesText()).toMatch(/run\.stop: unexpected \(RangeError/));
  });

  it.each(['run.unheard-of', 'toString'])('knows no request %s', async (name) => {
    const handlers = handlersThat(() => Promise.resolve());
    const error = { code: 'unexpected', details: { name } };
    expect(await answerRequest(handlers, { ...ASK, name }, PAGE)).toEqual({ ok: false, error });
  });
});
