// @vitest-environment happy-dom
import { fakeBrowser } from '../shared/testing/extension.ts';
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../shared/client-id.ts';
import type { Connection, SignInAttempt } from '../shared/connection.ts';
import { ERROR_CODES, type ErrorCode, type ErrorDetails } from '../shared/errors.ts';
import { clientItem, connectionsItem, signInItem } from '../shared/stored-items.ts';
import { ID, LIST, openConnect, REDIRECT_URI } from './testing/open-connect.tsx';

const ATTEMPT: SignInAttempt = {
  way: 'client',
  dataCentre: 'eu',
  clientId: ID,
  wanted: { orgSegment: 'org20087145332', isSandbox: false },
};
const BRIGHTSIDE: Connection = {
  id: 'eu-production-20087145332-1',
  dataCentre: 'eu',
  environment: 'production',
  org: { zgid: '20087145332', domainName: 'org20087145332', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '1', name: 'Mira Okafor', profile: 'Standard' },
  way: 'client',
  clientId: ID,
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 1,
};
const NORTHGATE: Connection = {
  ...BRIGHTSIDE,
  id: 'eu-production-700632918-1',
  org: { ...BRIGHTSIDE.org, zgid: '700632918', domainName: 'org700632918', name: 'Northgate Roofing' },
};

function given(source: Client['source']) {
  return { client: { clientId: ID, dataCentre: 'us', source } as const, refused: [] };
}

beforeEach(() => {
  cleanup();
  fakeBrowser.reset();
});

function fails(code: ErrorCode, details: ErrorDetails = {}, attempt: SignInAttempt = ATTEMPT): Promise<unknown> {
  return signInItem.set({ state: 'failed', dataCentre: 'eu', code, details, attempt, at: Date.now() });
}

async function connects(connection: Connection, isLasting = true): Promise<void> {
  await connectionsItem.set([connection]);
  await signInItem.set({ state: 'connected', connectionId: connection.id, isLasting, at: Date.now() });
}

async function press(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await act(() => button.click());
}

function headline(): string {
  return screen.getByRole('heading', { level: 1 }).textContent ?? '';
}

const AGAIN = { name: 'sign-in.start', data: ATTEMPT };

describe('with a client id from the build or the company', () => {
  it('says what to do in Zoho’s window before the one button, and asks for the org of the tab', async () => {
    const { asked } = await openConnect({ client: given('build') });
    const words = document.querySelector('main')?.textContent ?? '';
    const order = [
      'Your CRM tab',
      'open in your CRM tab',
      'for the entire session',
      'Press Accept',
      'full access',
      'Connect',
    ];
    const places = order.map((part) => words.lastIndexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(screen.queryByRole('radio')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await press('Connect');
    expect(asked).toEqual([AGAIN]);
  });

  it('offers one’s own client for the publisher’s, and not for the company’s', async () => {
    await openConnect({ client: given('policy'), policy: { values: { dataCentre: 'eu' }, refused: [] } });
    expect(screen.getByText('Your company has set Untag up.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Use your own client ID' })).toBeNull();
    cleanup();
    await openConnect({ client: given('build') });
    await press('Use your own client ID');
    expect(headline()).toBe('Connect with your own client ID');
  });

  it('asks for the region where nothing tells it, with nothing chosen in advance', async () => {
    const { asked } = await openConnect({ client: given('build'), tab: null });
    expect(screen.getAllByRole<HTMLInputElement>('radio').some(({ checked }) => checked)).toBe(false);
    await press('Choose the address of your CRM');
    expect(asked).toEqual([]);
    await act(() => screen.getByLabelText(/Another one/).click());
    await act(() => screen.getByLabelText(/crm\.zohocloud\.ca/).click());
    await press('Connect');
    expect(asked).toEqual([{ name: 'sign-in.start', data: { way: 'client', dataCentre: 'ca', clientId: ID } }]);
  });

  it('takes the region of the company’s policy where no tab tells another', async () => {
    const policy = { values: { dataCentre: 'us' }, refused: [] };
    const { asked } = await openConnect({ client: given('policy'), policy, tab: null });
    expect(screen.queryByRole('radio')).toBeNull();
    await press('Connect');
    expect(asked).toMatchObject([{ data: { dataCentre: 'us' } }]);
  });

  it('signs a connection in again with its own client, in its own place', async () => {
    const server = { ...BRIGHTSIDE, way: 'server', isSignedOut: true } as const;
    await connectionsItem.set([server]);
    const { asked } = await openConnect({ client: given('build'), tab: null, link: { connectionId: server.id } });
    expect(headline()).toBe('Sign in to Brightside Solar again');
    // Zoho's page asks for the duration only for a client without a secret.
    expect(document.body.textContent).not.toContain('for the entire session');
    await press('Connect');
    expect(asked).toMatchObject([{ data: { way: 'server', clientId: ID, wanted: { orgSegment: 'org20087145332' } } }]);
  });
});

describe('what the company’s policy mistyped', () => {
  it('is named, and the guide stands in', async () => {
    await openConnect({ client: { client: null, refused: ['clientId', 'dataCentre'] } });
    for (const key of ['clientId', 'dataCentre'])
      expect(screen.getByText(`A setting of your company is not valid (${key}).`)).toBeTruthy();
    expect(screen.getByLabelText('Client ID')).toBeTruthy();
  });
});

describe('a failure', () => {
  it.each(ERROR_CODES)('%s is said with a cure to press, whoever set the client', async (code) => {
    for (const source of ['policy', 'build', 'user'] as const) {
      cleanup();
      await fails(code, { retryAfterMs: 600_000 });
      await openConnect({ client: given(source) });
      expect(document.body.textContent).not.toMatch(/[{}]|undefined|stays done|still have/);
      const presses = document.querySelectorAll('.problem button, .problem a.btn, form button');
      expect(presses.length, `${code} of ${source}`).toBeGreaterThan(0);
    }
  });

  it.each(['consent-refused', 'consent-closed', 'consent-busy'] as const)('%s is not red', async (code) => {
    await fails(code);
    await openConnect({ client: given('build') });
    expect(document.querySelector('.problem.info')).not.toBeNull();
  });

  it('of an own id that Zoho does not know leaves the id to be compared, with both causes', async () => {
    await clientItem.set({ clientId: ID, dataCentre: 'eu' });
    await fails('client-unknown');
    const { asked, opened } = await openConnect({ client: given('user') });
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe(ID);
    expect(screen.getByRole('alert').textContent).toContain('Zoho does not know this client ID in this region: Europe');
    expect(document.querySelector('.causes')?.textContent).toContain('turn on EU');
    await press('Open the client in Zoho');
    expect(opened).toEqual(['beside https://api-console.zoho.eu/']);
    await press('Try again');
    await waitFor(() => expect(asked).toMatchObject([{ name: 'sign-in.start', data: { clientId: ID } }]));
  });

  it.each([
    ['redirect-refused', REDIRECT_URI],
    ['domain-refused', REDIRECT_URI.slice(0, -1)],
  ] as const)('%s shows what the address must be, and asks the same again', async (code, address) => {
    await fails(code);
    const { asked } = await openConnect({ client: given('user') });
    expect(document.querySelector('.problem code')?.textContent).toBe(address);
    await press('Try again');
    expect(asked).toEqual([AGAIN]);
  });

  it('of the company’s client goes to its admin, with the region and the id', async () => {
    await fails('client-unknown');
    const { copied } = await openConnect({ client: given('policy') });
    expect(screen.getByRole('alert').textContent).toContain(
      'Zoho does not know Untag’s client ID in this region: Europe',
    );
    await press('Copy a message to your admin');
    await waitFor(() => expect(copied[0]).toContain(`${ID} in the region Europe`));
  });

  it('asks what the closed window showed, and each answer leads to its cure', async () => {
    await clientItem.set({ clientId: ID, dataCentre: 'eu' });
    await fails('consent-closed');
    await openConnect({ client: given('user') });
    expect(screen.getByRole('link', { name: /A sign-in or a question of Zoho/ }).getAttribute('href')).toBe(
      'https://crm.zoho.eu/crm/',
    );
    await press(/^An error about the redirect URI or the domain/);
    expect([...document.querySelectorAll('.problem code')].map((code) => code.textContent)).toEqual([
      REDIRECT_URI,
      REDIRECT_URI.slice(0, -1),
    ]);
    cleanup();
    await openConnect({ client: given('user') });
    await press(/^An error about the client/);
    expect(document.querySelector('.causes')).not.toBeNull();
  });

  it('too many sign-ins: the button says the time, does nothing before it, and comes back by itself', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-28T14:36:00') });
    await fails('sign-in-throttled', { retryAfterMs: 600_000 });
    const { asked } = await openConnect({ client: given('build') });
    const button = screen.getByRole('button', { name: 'Try again at 14:46' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    button.click();
    expect(asked).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(600_000).then(() => undefined));
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(asked).toEqual([AGAIN]);
    vi.useRealTimers();
  });

  it('a window that is open already can be shown, or cancelled', async () => {
    const { asked } = await openConnect({ client: given('build'), refuse: { 'sign-in.start': 'consent-busy' } });
    await press('Connect');
    await press('Show the Zoho window');
    expect(asked.at(-1)?.name).toBe('sign-in.show');
    cleanup();
    const other = await openConnect({ client: given('build'), refuse: { 'sign-in.start': 'consent-busy' } });
    await press('Connect');
    await press('Cancel it');
    expect(other.asked.at(-1)?.name).toBe('sign-in.cancel');
  });

  it('another org than the wanted one: both ways on, the wanted one first', async () => {
    await connectionsItem.set([NORTHGATE, BRIGHTSIDE]);
    await fails('other-org', { connectionId: NORTHGATE.id, name: NORTHGATE.org.name, environment: 'production' });
    const { asked } = await openConnect({ client: given('build') });
    expect(headline()).toBe('Connected Northgate Roofing, not Brightside Solar');
    await press('Disconnect Northgate Roofing');
    expect(asked).toEqual([{ name: 'connection.remove', data: { connectionId: NORTHGATE.id } }]);
    cleanup();
    await fails('other-org', { connectionId: NORTHGATE.id, name: NORTHGATE.org.name, environment: 'production' });
    const other = await openConnect({ client: given('build') });
    await press('Connect Brightside Solar');
    expect(other.asked).toEqual([AGAIN]);
  });

  it('is put away by a press, by an hour, and by opening the page for something new', async () => {
    await fails('consent-refused');
    const { connect } = await openConnect({ client: given('build') });
    await act(() => connect.useOwn('client'));
    expect(headline()).toBe('Connect with your own client ID');
    cleanup();
    await openConnect({ client: given('build'), link: { isFresh: true } });
    expect(screen.queryByRole('alert')).toBeNull();
    cleanup();
    await signInItem.set({
      state: 'failed',
      dataCentre: 'eu',
      code: 'consent-refused',
      details: {},
      at: Date.now() - 3_600_001,
    });
    await openConnect({ client: given('build') });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('connected', () => {
  it('ends at the list that the page was opened from, in the module’s own words', async () => {
    await connects(BRIGHTSIDE);
    const { shown, asked } = await openConnect({ client: given('build') });
    expect(headline()).toBe('Connected to Brightside Solar');
    expect(asked).toEqual([{ name: 'module.resolve', data: { connectionId: BRIGHTSIDE.id, moduleSlug: 'Leads' } }]);
    await waitFor(() => expect(screen.getByText('Select some leads in the list.')).toBeTruthy());
    await press('Go to your Leads');
    expect(shown).toEqual([LIST.id]);
  });

  it('opens Zoho CRM of the region where no list is there, or it is another org’s', async () => {
    await connects(BRIGHTSIDE);
    const closed = await openConnect({ isTabGone: true });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Go to your Leads' })).toBeTruthy());
    await press('Go to your Leads');
    await waitFor(() => expect(closed.opened).toEqual(['tab https://crm.zoho.eu/crm/']));
    cleanup();
    const tab = { id: 9, url: 'https://crm.zoho.eu/crm/org700632918/tab/Leads' };
    const { opened, shown } = await openConnect({ tab });
    await press('Open Zoho CRM');
    await waitFor(() => expect(opened).toEqual(['tab https://crm.zoho.eu/crm/']));
    expect(shown).toEqual([]);
  });

  it('says once that it is for an hour, and how to tick what was not ticked', async () => {
    await connects(BRIGHTSIDE, false);
    const { asked } = await openConnect();
    expect(screen.getByText('Connected for one hour.')).toBeTruthy();
    await press('Connect again and tick it');
    expect(asked.at(-1)).toMatchObject({ name: 'sign-in.start', data: { clientId: ID, dataCentre: 'eu' } });
    cleanup();
    await connects(BRIGHTSIDE);
    await openConnect();
    expect(screen.queryByText('Connected for one hour.')).toBeNull();
  });

  it('names the permission that Zoho did not give, and what does not work without it', async () => {
    await connects({ ...BRIGHTSIDE, missingScopes: ['ZohoCRM.settings.custom_views.READ'] });
    const { asked } = await openConnect();
    const note = document.querySelector('.note.warn')?.textContent ?? '';
    expect(note).toContain('one permission: views. Untag can’t show the names of your views. Everything else works.');
    await press('Connect again and allow everything');
    expect(asked.at(-1)?.name).toBe('sign-in.start');
  });

  it('keeps no secret in its fields', async () => {
    const { connect } = await openConnect();
    connect.guide.edit('server', 'clientSecret', 's3cret', true);
    await act(() => connects(BRIGHTSIDE));
    await screen.findByText('You can remove tags in this org now.');
    expect(connect.guide.fields.clientSecret.value).toBe('');
  });
});

describe('waiting', () => {
  it('keeps what to do in sight, whoever began it', async () => {
    await signInItem.set({ state: 'waiting', dataCentre: 'eu', way: 'client', startedAt: 1 });
    const { asked } = await openConnect();
    expect(headline()).toBe('Waiting for Zoho');
    expect(screen.getByText('Press Accept')).toBeTruthy();
    await press('Show the Zoho window');
    await press('Cancel');
    expect(asked.map(({ name }) => name)).toEqual(['sign-in.show', 'sign-in.cancel']);
  });
});
