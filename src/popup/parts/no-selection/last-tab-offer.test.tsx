// @vitest-environment happy-dom
import '../../../shared/testing/extension.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../App.tsx';
import { play } from '../../testing/play.ts';
import type { Scene } from '../../testing/scene.ts';
import { BRIGHTSIDE } from '../../testing/world.ts';
import '../../../ui/testing/patience.ts';

const LIST = 'https://crm.zoho.eu/crm/org1/tab/Leads';

afterEach(cleanup);

async function open(scene: Omit<Scene, 'name'>): Promise<void> {
  const popup = await play({ name: 'test', connections: [BRIGHTSIDE], ...scene });
  render(<App popup={popup} />);
  await act(() => popup.load());
}

describe('the way back', () => {
  it('is offered over another page in another tab', async () => {
    await open({ tabUrl: 'https://example.com/', lastTab: { tabId: 2, url: LIST } });
    expect(await screen.findByText('Go to Zoho CRM')).toBeTruthy();
  });

  it('offers nothing where that tab itself has moved on', async () => {
    await open({ tabUrl: 'https://example.com/', lastTab: { tabId: 1, url: LIST } });
    expect(await screen.findByRole('heading')).toBeTruthy();
    expect(screen.queryByText('Go to Zoho CRM')).toBeNull();
  });
});
