// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import '../ui/testing/patience.ts';
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, COLD, previewOf, PRIME, tag, tickedPage } from './testing/world.ts';

const WEB = tag('web', null);
const FOUR = [PRIME, COLD, WEB, tag('VIP', null)] as const;

afterEach(cleanup);

async function opened(): Promise<Awaited<ReturnType<typeof openPopup>>> {
  const popup = await openPopup({
    connections: [BRIGHTSIDE],
    page: tickedPage(12),
    preview: previewOf(
      12,
      FOUR.map((one, place) => [one, 8 - place] as const),
    ),
  });
  await screen.findAllByRole('checkbox');
  return popup;
}

async function choose(label: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: 'Choose' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${label}`) }));
}

function chosen(): readonly string[] {
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
  return boxes.filter(({ checked }) => checked).map(({ id }) => id.replace('tag-', ''));
}

describe('the menu that chooses tags', () => {
  it('chooses all, and none', async () => {
    await opened();
    await choose('All 4 tags');
    expect(chosen()).toHaveLength(4);
    await choose('None');
    expect(chosen()).toEqual([]);
  });

  it('chooses all that match a filter, and leaves the others as they are', async () => {
    const popup = await opened();
    await act(() => popup.preview.toggle(PRIME.id));
    await act(() => popup.filter.filter('web'));
    await choose('All that match|The one that matches');
    expect([...popup.preview.picked.value].toSorted()).toEqual([PRIME.id, WEB.id].toSorted());
  });

  it('chooses all but the chosen ones, and says under the button which stay', async () => {
    const popup = await opened();
    await act(() => popup.preview.toggle(PRIME.id));
    await act(() => popup.preview.toggle(COLD.id));
    await choose('Choose all except these 2');
    expect(chosen().toSorted()).toEqual([FOUR[2].id, FOUR[3].id].toSorted());
    expect(document.querySelector('.foot .side')?.textContent).toMatch(/^Prime and Cold lead stay/);
    await choose('All 4 tags');
    expect(document.querySelector('.foot .side')?.textContent).not.toContain('stay ·');
  });

  it('turns nothing round while nothing is chosen', async () => {
    await opened();
    fireEvent.click(screen.getByRole('button', { name: 'Choose' }));
    const item = await screen.findByRole('menuitem', { name: /^Choose all except the chosen ones/ });
    expect(item.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(item);
    expect(chosen()).toEqual([]);
  });
});

describe('the menu of pages', () => {
  it('leads to the tags of the org and the module in front', async () => {
    await opened();
    fireEvent.click(screen.getByRole('button', { name: 'Pages' }));
    const link = await screen.findByRole('menuitem', { name: 'Tags' });
    expect(link.getAttribute('href')).toBe(`/src/tags-page/index.html?connection=${BRIGHTSIDE.id}&module=Leads`);
    fireEvent.keyDown(link, { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Pages' }));
  });
});

it('offers all tags of the module in front where nothing is selected', async () => {
  await openPopup({ connections: [BRIGHTSIDE], page: tickedPage(0) });
  const open = vi.spyOn(globalThis, 'open').mockReturnValue(null);
  fireEvent.click(await screen.findByRole('button', { name: /^All tags of Leads/ }));
  const url = `/src/tags-page/index.html?connection=${BRIGHTSIDE.id}&module=Leads`;
  expect(open).toHaveBeenCalledExactlyOnceWith(url, '_blank', 'noopener');
  open.mockRestore();
});
