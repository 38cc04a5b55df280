// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { Intent } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import { BRIGHTSIDE, COLD, NOW, previewOf, PRIME, tag, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

const NOTE: Intent = { tabId: 1, frameId: 0, url: '', ids: [], source: 'clicked', tagId: null, at: NOW };

afterEach(cleanup);

async function open(tagId: string | null): Promise<void> {
  const popup = await play({
    name: 'test',
    connections: [BRIGHTSIDE],
    page: tickedPage(12),
    intent: { ...NOTE, tagId },
    preview: previewOf(12, [
      [COLD, 5],
      [PRIME, 8],
    ]),
  });
  render(<App popup={popup} />);
  await act(() => popup.load());
  await screen.findAllByRole('checkbox');
}

it('has the tag of a menu click picked, and the focus on Remove, whatever is drawn first', async () => {
  await open(PRIME.id);
  const remove = await screen.findByRole('button', { name: /Remove 1 tag from 8 leads/ });
  await waitFor(() => expect(document.activeElement).toBe(remove));
});

it.each([
  ['a tag that none of the records carries', tag('Gone', null).id],
  ['no tag', null],
])('leaves the focus in the filter after a menu click on %s', async (_what, tagId) => {
  await open(tagId);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
  expect(screen.queryByRole('checkbox', { checked: true })).toBeNull();
});
