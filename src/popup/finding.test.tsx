// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { recentTagsItem } from '../shared/stored-items.ts';
import { openPopup } from './testing/open-popup.tsx';
import type { Scene } from './testing/scene.ts';
import { BRIGHTSIDE, COLD, LEADS, offerOf, pageOf, previewOf, PRIME, SCAN_OFFER, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

type Sent = [name: string, data: unknown];
const sent: Sent[] = [];
const asked = (name: string) => sent.filter(([each]) => each === name).map(([, data]) => data);

const LIST: Omit<Scene, 'name'> = {
  connections: [BRIGHTSIDE],
  page: tickedPage(12),
  preview: previewOf(12, [
    [COLD, 5],
    [PRIME, 8],
  ]),
  offer: offerOf({}),
  onRequest: (name, data) => void sent.push([name, data]),
};

afterEach(() => {
  cleanup();
  sent.length = 0;
});

const click = (element: HTMLElement): Promise<void> => act(() => element.click());

/** Picks Prime, and asks for all leads that have it. */
async function findPrime(scene: Omit<Scene, 'name'> = LIST) {
  const popup = await openPopup(scene);
  await click(await screen.findByRole('checkbox', { name: /Prime/ }));
  await click(screen.getByRole('button', { name: /Selected rows/ }));
  await click(await screen.findByRole('menuitemradio', { name: /All leads that have “Prime”/ }));
  await screen.findByRole('heading', { name: 'All leads that have “Prime”' });
  return popup;
}

describe('all records that have a tag', () => {
  it('are offered for the picked tag, with the way, its reason and its price, before anything is read', async () => {
    await findPrime();
    expect(asked('cleanup.offer')).toEqual([
      { connectionId: BRIGHTSIDE.id, steps: [{ module: 'Leads', tagIds: [PRIME.id] }] },
    ]);
    const { textContent } = screen.getByRole('main');
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Zoho counts 1,104 leads.'));
    expect(screen.getByRole('main').textContent).toContain('With Zoho’s search Costs less than reading all leads.');
    expect(screen.getByRole('main').textContent).toContain('30 API credits');
    expect(screen.getByRole('main').textContent).toContain('About 23 API credits more');
    expect(screen.getByRole('main').textContent).toContain('About 9 seconds');
    expect(textContent).not.toContain('Untag can read up to');
    expect(asked('run.read')).toHaveLength(1);
  });

  it('are then a selection like any other, with the tag picked and nothing started', async () => {
    const popup = await findPrime();
    await click(await screen.findByRole('button', { name: 'Find these leads' }));
    await waitFor(() => expect(asked('run.read')).toHaveLength(2));
    const holders = { tags: [PRIME], way: 'search', counted: [1_104] };
    expect(asked('run.read')[1]).toMatchObject({
      ids: null,
      module: LEADS,
      source: { kind: 'tag', viewId: null, holders },
    });
    await waitFor(() => expect([...popup.preview.picked.value]).toEqual([PRIME.id]));
    expect(screen.getByRole('button', { name: /All leads that have “Prime”/ })).toBeTruthy();
    expect(asked('run.start')).toEqual([]);
  });

  it('say in numbers that fewer were found than Zoho counts', async () => {
    await findPrime();
    await click(await screen.findByRole('button', { name: 'Find these leads' }));
    expect(await screen.findByText(/Found 8 of the 1,104 that Zoho counts/)).toBeTruthy();
  });

  it.each([8, null])('say nothing of it where as many were found, or Zoho gives no number: %s', async (counted) => {
    await findPrime({ ...LIST, offer: offerOf({ counted: [counted] }) });
    await click(await screen.findByRole('button', { name: 'Find these leads' }));
    await screen.findByRole('checkbox', { name: /Prime/ });
    expect(screen.queryByText(/that Zoho counts/)).toBeNull();
  });

  it('need the second, explicit step above the threshold, which repeats the count', async () => {
    const many = previewOf(1_104, [[PRIME, 1_104]]);
    await findPrime({ ...LIST, preview: many });
    await click(await screen.findByRole('button', { name: 'Find these leads' }));
    await click(await screen.findByRole('button', { name: /Remove 1 tag from 1,104 leads/ }));
    expect(await screen.findByRole('heading', { name: /Remove 1 tag from 1,104 leads\?/ })).toBeTruthy();
    expect(screen.queryByText(/filters and search on the page/)).toBeNull();
    expect(asked('run.start')).toEqual([]);
    await click(screen.getByRole('button', { name: /Remove from 1,104 leads/ }));
    await waitFor(() => expect(asked('run.start')).toHaveLength(1));
  });

  it('lead back to the rows as they were', async () => {
    await findPrime();
    await click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('heading', { name: '12 leads selected' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /Prime/ }).checked).toBe(true);
    expect(asked('run.read')).toHaveLength(1);
  });

  it('of a module of unknown size say how far Untag reads, and that the right to search may save credits', async () => {
    await findPrime({ ...LIST, offer: SCAN_OFFER });
    const main = screen.getByRole('main');
    await waitFor(() => expect(main.textContent).toContain('8 to 501 API credits'));
    expect(main.textContent).toContain('Zoho’s search may cost less here, but needs one more permission.');
    expect(main.textContent).toContain('Untag can read up to 100,000 leads. If there are more, it stops');
    const way = screen.getByRole('link', { name: /^Allow searching on the page Tags/ });
    expect(way.getAttribute('href')).toBe(`/src/tags-page/index.html?connection=${BRIGHTSIDE.id}&ask=search`);
  });

  it('do not lead to a permission that is there already', async () => {
    await findPrime({ ...LIST, offer: { ...SCAN_OFFER, canSearch: true } });
    await waitFor(() => expect(screen.getByRole('main').textContent).toContain('8 to 501 API credits'));
    expect(screen.queryByRole('link', { name: /^Allow searching/ })).toBeNull();
  });

  it('of a module beyond that cannot be found', async () => {
    const { steps } = SCAN_OFFER;
    await findPrime({ ...LIST, offer: offerOf({ ...steps[0], records: 412_000, isWhole: false }) });
    expect(await screen.findByText(/There are more than 100,000 leads/)).toBeTruthy();
    await click(screen.getByRole('button', { name: 'Find these leads' }));
    expect(asked('run.read')).toHaveLength(1);
  });

  it('whose price cannot be had can be asked for again', async () => {
    let isRefused = true;
    await findPrime({
      ...LIST,
      onRequest: (name) => {
        if (name === 'cleanup.offer' && isRefused) throw new AppError('storage-broken');
      },
    }).catch(() => undefined);
    isRefused = false;
    await click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Zoho counts 1,104 leads.')).toBeTruthy();
  });

  it('are offered for the tags used last where nothing is ticked', async () => {
    const popup = await openPopup({ ...LIST, page: pageOf({}) });
    await act(() => popup.choose({ from: 'page' }));
    expect(screen.queryByRole('button', { name: /All leads that have/ })).toBeNull();
    cleanup();
    const scene = { ...LIST, page: pageOf({}), recent: [PRIME, COLD] };
    await openPopup(scene);
    await click(await screen.findByRole('button', { name: /All leads that have “Prime”/ }));
    expect(await screen.findByText('Zoho counts 1,104 leads.')).toBeTruthy();
    expect(await recentTagsItem.get()).not.toEqual({});
  });
});
