// @vitest-environment happy-dom
import { fakeBrowser } from '../../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import { clientItem, connectionsItem, signInItem } from '../../shared/stored-items.ts';
import { openOptions, REDIRECT_URI } from '../testing/open-options.tsx';

const ID = '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD';

beforeEach(() => {
  cleanup();
  fakeBrowser.reset();
  Element.prototype.scrollIntoView = () => undefined;
});

async function press(name: string): Promise<void> {
  const button = screen.getByRole('button', { name });
  await act(() => button.click());
}

function type(label: string, value: string): void {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
}

async function fail(code: ErrorCode, details: ErrorDetails = {}): Promise<void> {
  const failed = { state: 'failed', dataCentre: 'eu', code, details, at: Date.now() + 1_000 } as const;
  await act(() => signInItem.set(failed));
}

/** The headings of the step that an element stands in. */
function stepOf(element: HTMLElement): string | undefined {
  return element.closest('li')?.querySelector('h3')?.textContent ?? undefined;
}

describe('the guide', () => {
  it('opens the console of the tab’s data centre and shows the three values to the letter', async () => {
    await openOptions({ dataCentreOfTab: 'eu' });
    const link = screen.getByRole('link', { name: /Open api-console.zoho.eu/ });
    expect(link.getAttribute('href')).toBe('https://api-console.zoho.eu/');
    const values = [...document.querySelectorAll('.copy code')].map((code) => code.textContent);
    expect(values).toEqual([REDIRECT_URI.slice(0, -1), REDIRECT_URI, REDIRECT_URI.slice(0, -1)]);
    expect(screen.getByRole('button', { name: 'Copy: JavaScript domain' })).toBeTruthy();
  });

  it('keeps an id of the wrong form to itself and says so under the field', async () => {
    const { asked } = await openOptions();
    type('Client ID', '4QZ8');
    await press('Connect');
    expect(asked).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('A client ID begins with “1000.”');
    expect(screen.getByLabelText('Client ID').getAttribute('aria-invalid')).toBe('true');
    type('Client ID', ID);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('says so when the id cannot be kept, and asks Zoho nothing', async () => {
    const { asked } = await openOptions();
    type('Client ID', ID);
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('IO error'));
    await press('Connect');
    expect((await screen.findByRole('alert')).textContent).toContain('Untag can’t read its data');
    expect(asked).toEqual([]);
    set.mockRestore();
  });

  it('keeps the id and tries it at once', async () => {
    const { asked } = await openOptions({ dataCentreOfTab: 'eu' });
    type('Client ID', ` ${ID}\n`);
    await press('Connect');
    await waitFor(() =>
      expect(asked).toEqual([{ name: 'sign-in.start', data: { way: 'client', dataCentre: 'eu', clientId: ID } }]),
    );
    expect(await clientItem.get()).toEqual({ clientId: ID, dataCentre: 'eu' });
  });

  it.each([
    ['client-unknown', 'Paste the client ID that Zoho shows you', 'Zoho does not know this client ID'],
    ['redirect-refused', 'Copy these three values into the form', 'Zoho refused the redirect URI'],
    ['domain-refused', 'Copy these three values into the form', 'Zoho refused the JavaScript domain'],
    ['consent-refused', 'Paste the client ID that Zoho shows you', 'You did not allow Untag'],
    ['consent-closed', 'Paste the client ID that Zoho shows you', 'The Zoho window was closed'],
    ['sign-in-throttled', 'Paste the client ID that Zoho shows you', 'Too many sign-ins in a short time'],
    ['state-mismatch', 'Paste the client ID that Zoho shows you', 'The answer did not belong to this sign-in'],
    ['foreign-host', 'Paste the client ID that Zoho shows you', 'Zoho named an address Untag does not know'],
    ['no-org', 'Paste the client ID that Zoho shows you', 'This Zoho user has no CRM'],
    ['unexpected', 'Paste the client ID that Zoho shows you', 'Something went wrong in Untag'],
  ] as const)('says %s under the step it is about', async (code, step, words) => {
    await openOptions();
    await fail(code);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(words);
    expect(stepOf(alert)).toBe(step);
  });

  it('asks for a secret and a code where the way needs them, and sends them once', async () => {
    const { asked, page } = await openOptions();
    fireEvent.click(screen.getByLabelText('Client ID and secret'));
    type('Client ID', ID);
    await press('Connect');
    expect(screen.getByRole('alert').textContent).toContain('Paste the client secret');
    type('Client secret', 's3cret');
    await press('Connect');
    const secret = { way: 'server', dataCentre: 'us', clientId: ID, clientSecret: 's3cret' };
    await waitFor(() => expect(asked).toEqual([{ name: 'sign-in.start', data: secret }]));

    fireEvent.click(screen.getByLabelText('Self client'));
    type('Code', '1000.abc');
    await press('Connect');
    const pasted = { dataCentre: 'us', clientId: ID, clientSecret: 's3cret', code: '1000.abc' };
    await waitFor(() => expect(asked.at(-1)).toEqual({ name: 'sign-in.paste', data: pasted }));
    expect(await clientItem.get()).toEqual({ clientId: '', dataCentre: '' });
    await fail('code-spent');
    expect((await screen.findByRole('alert')).textContent).toContain('This code has run out');
    expect(page.guide.problem.value?.place).toBe('code');
  });

  it('says which org was connected, forgets the secret, and says when it lasts an hour only', async () => {
    const { page } = await openOptions();
    fireEvent.click(screen.getByLabelText('Client ID and secret'));
    type('Client secret', 's3cret');
    await act(async () => {
      await connectionsItem.set([BRIGHTSIDE]);
      await signInItem.set({
        state: 'connected',
        connectionId: BRIGHTSIDE.id,
        isLasting: false,
        at: Date.now() + 1_000,
      });
    });
    expect(await screen.findByText('Connected to Brightside Solar, Production.')).toBeTruthy();
    expect(screen.getByText('Connected, for one hour.')).toBeTruthy();
    expect(page.guide.fields.clientSecret.value).toBe('');
  });

  it('needs no guide where the company set the client id', async () => {
    const { asked } = await openOptions({
      client: { client: { clientId: ID, dataCentre: 'us', source: 'policy' }, refused: [] },
      policy: { values: { clientId: ID, confirmAbove: 200 }, refused: ['dataCentre'] },
      dataCentreOfTab: 'eu',
    });
    expect(screen.getByText('Your company set the client ID and when Untag asks before removing.')).toBeTruthy();
    expect(screen.getByText('A setting of your company is not valid (dataCentre).')).toBeTruthy();
    expect(screen.queryByLabelText('Client ID')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Ask before removing from more than').readOnly).toBe(true);
    await press('Connect');
    await waitFor(() =>
      expect(asked).toEqual([{ name: 'sign-in.start', data: { way: 'client', dataCentre: 'eu', clientId: ID } }]),
    );
  });

  it('does not call set what the company mistyped', async () => {
    await openOptions({
      client: { client: null, refused: ['clientId'] },
      policy: { values: { clientId: 'nonsense', confirmAbove: 200 }, refused: [] },
    });
    expect(screen.getByText('Your company set when Untag asks before removing.')).toBeTruthy();
    expect(screen.getByText('A setting of your company is not valid (clientId).')).toBeTruthy();
    expect(screen.getByLabelText('Client ID')).toBeTruthy();
  });
});

const BRIGHTSIDE: Connection = {
  id: 'eu-production-20087145332-1',
  dataCentre: 'eu',
  environment: 'production',
  org: { zgid: '20087145332', domainName: 'org20087145332', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '1', name: 'Mira Okafor', profile: 'Standard' },
  way: 'server',
  clientId: ID,
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 1,
};
