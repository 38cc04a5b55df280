// @vitest-environment happy-dom
import { fakeBrowser } from '../shared/testing/extension.ts';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../shared/connection.ts';
import { connectionsItem, settingsItem } from '../shared/stored-items.ts';
import { diagnosis } from './diagnosis.ts';
import { openOptions } from './testing/open-options.tsx';

const BRIGHTSIDE: Connection = {
  id: 'eu-production-20087145332-1',
  dataCentre: 'eu',
  environment: 'production',
  org: { zgid: '20087145332', domainName: 'org20087145332', name: 'Brightside Solar', edition: 'enterprise' },
  user: { id: '581200000000000001', name: 'Mira Okafor', profile: 'Standard' },
  way: 'client',
  clientId: '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD',
  missingScopes: ['ZohoCRM.org.READ'],
  isSignedOut: true,
  connectedAt: 1,
};

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  Element.prototype.scrollIntoView = () => undefined;
});

beforeEach(() => {
  cleanup();
  fakeBrowser.reset();
});

async function press(name: string): Promise<void> {
  const button = screen.getByRole('button', { name });
  await act(() => button.click());
}

it('leads to the page of tags', async () => {
  await openOptions();
  expect(screen.getByRole('link', { name: 'Tags' }).getAttribute('href')).toBe('/src/tags-page/index.html');
});

describe('connections', () => {
  it('says that there is none', async () => {
    await openOptions();
    expect(screen.getByText('No org connected')).toBeTruthy();
  });

  it('says whose, where and what is missing, and signs in to the same org again', async () => {
    await connectionsItem.set([BRIGHTSIDE]);
    const { asked } = await openOptions();
    expect(screen.getByText('Europe, crm.zoho.eu, org20087145332')).toBeTruthy();
    expect(screen.getByText(/ZohoCRM.org.READ/)).toBeTruthy();
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
    await press('Sign in to Brightside Solar, Production');
    const { id, dataCentre, clientId } = BRIGHTSIDE;
    const wanted = { orgSegment: 'org20087145332', isSandbox: false };
    expect(asked).toEqual([{ name: 'sign-in.start', data: { way: 'client', dataCentre, clientId, wanted } }]);
    // What to do in Zoho's window is said there, and what comes of it.
    await waitFor(() => expect(assign).toHaveBeenCalledWith(`/src/connect/index.html?connection=${id}`));
    assign.mockRestore();
  });

  it('says why Zoho asks so often, where the session was not ticked and the sign-in has ended', async () => {
    const hint = /“for the entire session” in Zoho’s window, and this happens less often/;
    await connectionsItem.set([{ ...BRIGHTSIDE, isLasting: false }]);
    await openOptions();
    expect(screen.getByText(hint)).toBeTruthy();
    cleanup();
    await connectionsItem.set([BRIGHTSIDE]);
    await openOptions();
    expect(screen.queryByText(hint)).toBeNull();
  });

  it('leads to the page Connect for the first org and for another', async () => {
    await openOptions();
    expect(screen.getByRole('link', { name: 'Connect to Zoho CRM' }).getAttribute('href')).toBe(
      '/src/connect/index.html',
    );
    cleanup();
    await connectionsItem.set([BRIGHTSIDE]);
    await openOptions();
    expect(screen.getByRole('link', { name: 'Connect another org' }).getAttribute('href')).toBe(
      '/src/connect/index.html?new=1',
    );
    expect(screen.queryByLabelText('Client ID')).toBeNull();
  });

  it('says what the company has set, and what it mistyped', async () => {
    await openOptions({
      client: { client: null, refused: ['clientId'] },
      policy: { values: { clientId: 'nonsense', confirmAbove: 200 }, refused: [] },
    });
    expect(screen.getByText(/^Your company set when Untag asks before removing/)).toBeTruthy();
    expect(screen.getByText('A setting of your company is not valid (clientId).')).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>('Ask before removing from more than');
    expect(field.readOnly).toBe(true);
  });

  it('says what disconnecting has left, in this browser and at Zoho', async () => {
    await connectionsItem.set([BRIGHTSIDE]);
    await openOptions({ left: ['runs', 'sign-in', 'zoho'] });
    await press('Disconnect Brightside Solar, Production');
    await press('Disconnect');
    const said = (await screen.findByRole('alert')).textContent;
    expect(said).toContain('Untag could not erase: sign-in data. To erase the rest, remove Untag from this browser.');
    expect(said).toContain('removals in this org could not be stopped');
    expect(said).toContain('End it in your Zoho account under Connected apps.');
  });

  it('ends a connection only after asking', async () => {
    await connectionsItem.set([BRIGHTSIDE]);
    const { asked } = await openOptions();
    await press('Disconnect Brightside Solar, Production');
    expect(screen.getByRole('heading', { name: 'Disconnect Brightside Solar, Production?' })).toBeTruthy();
    await press('Keep it');
    expect(asked).toEqual([]);
    await press('Disconnect Brightside Solar, Production');
    await press('Disconnect');
    await waitFor(() => expect(asked).toEqual([{ name: 'connection.remove', data: { connectionId: BRIGHTSIDE.id } }]));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('preferences', () => {
  it('keeps a number that may be, and says what is wrong with another', async () => {
    await openOptions();
    const field = screen.getByLabelText('Keep the history for');
    fireEvent.input(field, { target: { value: '7' } });
    fireEvent.change(field);
    await waitFor(async () => expect((await settingsItem.get()).historyDays).toBe(7));
    for (const wrong of ['0', '91', '1.5', '']) {
      fireEvent.input(field, { target: { value: wrong } });
      fireEvent.change(field);
      expect((await screen.findByRole('alert')).textContent).toBe('A whole number from 1 to 90.');
    }
    expect((await settingsItem.get()).historyDays).toBe(7);
  });

  it('says so when a setting cannot be stored, and goes back to the one that holds', async () => {
    await openOptions();
    const theme = screen.getByLabelText<HTMLSelectElement>('Appearance');
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('IO error'));
    fireEvent.change(theme, { target: { value: 'dark' } });
    expect((await screen.findByRole('alert')).textContent).toContain('Untag can’t read its data');
    await waitFor(() => expect(theme.value).toBe('system'));
    set.mockRestore();
    fireEvent.change(theme, { target: { value: 'dark' } });
    await waitFor(async () => expect((await settingsItem.get()).theme).toBe('dark'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('asks the browser for notifications when they are switched on, and stays off when it refuses', async () => {
    const { notifyAsks } = await openOptions({ isNotifyAllowed: false });
    expect(notifyAsks()).toBe(0);
    const box = screen.getByLabelText<HTMLInputElement>('Notify me when a long removal ends');
    await act(() => box.click());
    expect(notifyAsks()).toBe(1);
    expect(await screen.findByText(/did not allow notifications/)).toBeTruthy();
    await waitFor(() => expect(box.checked).toBe(false));
    expect((await settingsItem.get()).notify).toBe(false);
  });
});

describe('data', () => {
  it('saves all as JSON that can be read again', async () => {
    await connectionsItem.set([BRIGHTSIDE]);
    const { saved } = await openOptions();
    await press('Save as a file');
    await waitFor(() => expect(saved).toHaveLength(1));
    const content = JSON.parse((await saved[0]?.content.text()) ?? '') as Record<string, unknown>;
    expect(saved[0]?.name).toMatch(/^untag-data-\d{4}-\d\d-\d\d\.json$/);
    expect(content).toMatchObject({ untag: '1.0.0', connections: [{ id: BRIGHTSIDE.id }], runs: [] });
  });

  it('deletes everything only after asking, and says that it did', async () => {
    const { asked } = await openOptions();
    await press('Delete everything…');
    expect(asked).toEqual([]);
    await press('Delete everything');
    await waitFor(() => expect(asked).toEqual([{ name: 'data.deleteAll', data: undefined }]));
    expect(await screen.findByText('Everything is deleted.')).toBeTruthy();
  });

  it('never says that everything is deleted where something is left', async () => {
    await openOptions({ left: ['runs', 'settings'] });
    await press('Delete everything…');
    await press('Delete everything');
    const said = (await screen.findByRole('alert')).textContent;
    expect(said).toContain('Untag could not erase: the history and the settings with the connections.');
    expect(said).not.toContain('Zoho account');
    expect(screen.queryByText('Everything is deleted.')).toBeNull();
  });

  it('says what went wrong when deleting is refused', async () => {
    await openOptions({ refuse: { 'data.deleteAll': 'storage-broken' } });
    await press('Delete everything…');
    await press('Delete everything');
    expect((await screen.findByRole('alert')).textContent).toContain('Untag can’t read its data');
  });
});

describe('diagnosis', () => {
  it('holds no name, no id and no sign-in data', async () => {
    await connectionsItem.set([BRIGHTSIDE]);
    const { page } = await openOptions();
    const words = diagnosis(page);
    expect(words).toContain('Connection: eu production enterprise client, signed out, without ZohoCRM.org.READ');
    for (const secret of ['Brightside', 'Mira', '20087145332', '581200000000000001', '1000.4QZ8'])
      expect(words).not.toContain(secret);
  });

  it('copies how the last CRM tab is built, and says so when there is none', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (words: string) => void copied.push(words) },
    });
    await openOptions();
    await press('Show page diagnosis');
    expect(await screen.findByText(/No CRM tab could be read/)).toBeTruthy();
    expect(copied).toEqual([]);
    cleanup();
    await openOptions({ pageDiagnosis: 'Page: list' });
    expect(screen.queryByText('Copy page diagnosis')).toBeNull();
    await press('Show page diagnosis');
    const shown = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Page diagnosis' });
    expect(shown.value).toBe('Page: list');
    expect(copied).toEqual([]);
    const refused = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Document is not focused.'));
    await press('Copy page diagnosis');
    expect(await screen.findByText('Could not copy', { selector: 'output' })).toBeTruthy();
    refused.mockRestore();
    await press('Could not copy');
    await waitFor(() => expect(copied).toEqual(['Page: list']));
    expect(screen.queryByText(/No CRM tab could be read/)).toBeNull();
  });
});
