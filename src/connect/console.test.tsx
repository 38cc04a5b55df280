// @vitest-environment happy-dom
import { fakeBrowser } from '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientItem } from '../shared/stored-items.ts';
import { consoleStepsItem } from './models/console-steps.ts';
import { everythingStored } from './testing/everything-stored.ts';
import { ID, openConnect, REDIRECT_URI } from './testing/open-connect.tsx';

const SECRET = '0123456789abcdef0123456789abcdef0123456789';
const ORIGIN = REDIRECT_URI.slice(0, -1);

beforeEach(() => {
  cleanup();
  fakeBrowser.reset();
});

function current(): string {
  return document.querySelector('[aria-current="step"] h2')?.textContent ?? '';
}

async function press(name: string): Promise<void> {
  const button = screen.getByRole('button', { name });
  await act(() => button.click());
}

/** The ticked step must be stored before the page is opened again. */
async function expectCurrent(heading: string | RegExp): Promise<void> {
  await waitFor(() => expect(current()).toMatch(heading));
}

/** Puts a text into a field as a paste does. */
function paste(label: string, text: string): void {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  field.value = text;
  fireEvent(field, new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
}

describe('the cards', () => {
  it('stand in the order and the words of Zoho’s console, and open it in the tab’s region', async () => {
    const { opened } = await openConnect();
    const headings = [...document.querySelectorAll('.card h2')].map((heading) => heading.textContent);
    expect(headings).toEqual([
      'Open Zoho’s console',
      'Press Get started, then Create now under Client-based Applications',
      'Client Name',
      'Homepage URL',
      'Authorized Redirect URIs',
      'JavaScript Domain',
      'Press Create',
      'Copy the Client ID and paste it here',
    ]);
    expect([...document.querySelectorAll('.card code')].map((code) => code.textContent)).toEqual([
      'Untag',
      ORIGIN,
      REDIRECT_URI,
      ORIGIN,
    ]);
    expect(current()).toBe('Open Zoho’s console');
    await press('Open Zoho’s console beside this');
    await expectCurrent(/^Press Get started/);
    await waitFor(() => expect(opened).toEqual(['beside https://api-console.zoho.eu/']));
  });

  it('are ticked off by copying, the focus goes to the next, and it is said', async () => {
    const { copied } = await openConnect();
    await press('Copy: Homepage URL');
    await expectCurrent('Authorized Redirect URIs');
    expect(copied).toEqual([ORIGIN]);
    const next = screen.getByRole('button', { name: 'Copy: Authorized Redirect URIs' });
    await waitFor(() => expect(document.activeElement).toBe(next));
    expect(screen.getByText('Copied. Next: Authorized Redirect URIs')).toBeTruthy();
    await press('Copy: Authorized Redirect URIs');
    await expectCurrent('JavaScript Domain');
    await press('Copy: JavaScript Domain');
    await expectCurrent('Press Create');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Client ID')));
    await press('Copy again: Client Name');
    await waitFor(() => expect(copied.at(-1)).toBe('Untag'));
    expect(current()).toBe('Press Create');
    globalThis.dispatchEvent(new Event('focus'));
    await expectCurrent('Copy the Client ID and paste it here');
    expect(await consoleStepsItem.get()).toEqual({ client: 7, server: 0, self: 0 });
  });

  it('stay where they are when the browser does not copy', async () => {
    await openConnect({ isClipboardClosed: true });
    await press('Copy: Client Name');
    expect((await screen.findByRole('alert')).textContent).toBe('Could not copy. Select the text and copy it by hand.');
    expect(current()).toBe('Open Zoho’s console');
  });

  it('are where they were when the page is opened again', async () => {
    await consoleStepsItem.set({ client: 3, server: 0, self: 0 });
    await openConnect();
    expect(current()).toBe('Homepage URL');
    expect(screen.getByText('3 of 8')).toBeTruthy();
  });

  it('wait for the region where no tab tells it', async () => {
    const { opened } = await openConnect({ tab: null });
    await press('Choose the address of your CRM');
    expect(opened).toEqual([]);
    await act(() => screen.getByLabelText(/crm\.zoho\.in/).click());
    await press('Open Zoho’s console beside this');
    await waitFor(() => expect(opened).toEqual(['beside https://api-console.zoho.in/']));
  });

  it('ask an admin with this browser’s own addresses, at every step', async () => {
    const { copied } = await openConnect();
    await press('Copy a message to your admin');
    await waitFor(() => expect(copied).toHaveLength(1));
    const [message = ''] = copied;
    for (const part of [
      'https://api-console.zoho.eu and',
      `URIs: ${REDIRECT_URI}\n`,
      `Domain: ${ORIGIN}\n`,
      'Press Create',
    ])
      expect(message).toContain(part);
    expect(document.querySelector('.note')?.textContent).toContain('Message copied.');
    expect(document.querySelector('pre')?.textContent).toBe(message);
  });

  it('lead to the other ways and back', async () => {
    await openConnect();
    await press('Other ways');
    await press('Use a Self Client');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connect with a Self Client');
    expect(document.querySelector('.card code')?.textContent).toContain('ZohoCRM.modules.ALL,');
    await press('Back to the simple way');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connect with your own client ID');
  });
});

describe('what is pasted', () => {
  it('is tried by itself when it is a whole id, and kept', async () => {
    const { asked } = await openConnect();
    paste('Client ID', ` ${ID} `);
    expect(asked).toEqual([]);
    const data = {
      way: 'client',
      dataCentre: 'eu',
      clientId: ID,
      wanted: { orgSegment: 'org20087145332', isSandbox: false },
    };
    await waitFor(() => expect(asked).toEqual([{ name: 'sign-in.start', data }]));
    expect(await clientItem.get()).toEqual({ clientId: ID, dataCentre: 'eu' });
  });

  it('is not tried while it is still being typed', async () => {
    vi.useFakeTimers();
    const { asked, connect } = await openConnect();
    connect.guide.edit('client', 'clientId', ID, false);
    vi.advanceTimersByTime(299);
    connect.guide.edit('client', 'clientId', `${ID}X`, false);
    vi.advanceTimersByTime(299);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toMatchObject([{ data: { clientId: `${ID}X` } }]);
    vi.useRealTimers();
  });

  it('is recognised as the secret, taken away, and stored nowhere', async () => {
    const { asked, connect } = await openConnect();
    paste('Client ID', SECRET);
    expect((await screen.findByRole('alert')).textContent).toBe(
      'That is the Client Secret. The Client ID begins with “1000.” and is in the line above it in Zoho. Untag has not kept what you pasted.',
    );
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe('');
    await connect.guide.connect('client');
    expect(asked).toEqual([]);
    expect(await everythingStored()).not.toContain(SECRET);
  });

  it('stays in the field, to be compared, when it is only part of an id', async () => {
    const { asked } = await openConnect();
    paste('Client ID', ID.slice(0, 20));
    expect((await screen.findByRole('alert')).textContent).toContain('only part of a client ID');
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe(ID.slice(0, 20));
    paste('Client ID', 'something else');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('A client ID begins with “1000.”'));
    expect(asked).toEqual([]);
  });

  it('is tried all the same where the user insists, for Zoho knows best how long its ids are', async () => {
    const { asked } = await openConnect();
    paste('Client ID', '1000.SHORT0123456');
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(asked).toMatchObject([{ data: { clientId: '1000.SHORT0123456' } }]));
  });

  it('is asked for where it is missing, and the secret goes with it once', async () => {
    const { asked, connect } = await openConnect();
    await act(() => connect.useOwn('server'));
    paste('Client ID', ID);
    await press('Connect');
    expect((await screen.findByRole('alert')).textContent).toContain('Paste the client secret');
    paste('Client Secret', SECRET);
    await press('Connect');
    await waitFor(() => expect(asked).toHaveLength(1));
    const [{ data } = { data: null }] = asked;
    expect(data).toMatchObject({ way: 'server', clientId: ID, clientSecret: SECRET });
    expect(await clientItem.get()).toEqual({ clientId: '', dataCentre: '' });
    expect(await everythingStored()).not.toContain(SECRET);
  });

  it('is not lost when it cannot be kept, and Zoho is not asked', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('IO error'));
    const { asked } = await openConnect();
    paste('Client ID', ID);
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Untag can/);
    expect(asked).toEqual([]);
    set.mockRestore();
    await press('Try again');
    expect((await screen.findByLabelText<HTMLInputElement>('Client ID')).value).toBe(ID);
    expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy();
  });
});
