import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { parseErrorData } from './error-data.ts';
import { request } from './messages.ts';
import { signInItem } from './stored-items.ts';

const OTHER = { code: 'code-of-another-version', details: { status: 400 } };

beforeEach(() => fakeBrowser.reset());

/** The worker's answer to the next request. */
function answerOnce(reply: unknown): void {
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage') as MockInstance<(message: unknown) => Promise<unknown>>;
  send.mockResolvedValueOnce(reply);
}

describe('an error code that this version does not know', () => {
  it('is unexpected, and keeps the details that are known', () => {
    expect(parseErrorData(OTHER)).toEqual({ code: 'unexpected', details: { status: 400 } });
  });

  it('is unexpected as the end of a sign-in', async () => {
    await fakeBrowser.storage.session.set({ signIn: { state: 'failed', dataCentre: 'us', at: 0, ...OTHER } });
    expect(await signInItem.get()).toMatchObject({ state: 'failed', code: 'unexpected' });
  });

  it('is unexpected in the answer of a worker', async () => {
    answerOnce({ ok: false, error: OTHER });
    await expect(request('sign-in.show')).rejects.toMatchObject({ code: 'unexpected', details: { status: 400 } });
  });
});

it.each([
  ['no error at all', null],
  ['one without details', { code: 'offline' }],
  ['one whose details are of another kind', { code: 'offline', details: { status: 'none' } }],
])('takes %s without a fault', (_, value) => {
  expect(parseErrorData(value).details).toEqual({});
});

it('takes an answer of a worker that is none for a fault', async () => {
  answerOnce('?');
  await expect(request('sign-in.show')).rejects.toMatchObject({ code: 'unexpected' });
});
