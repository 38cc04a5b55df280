// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, COLD, pageOf, previewOf, PRIME, tag, tickedPage } from './testing/world.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) };
const TWIN = tag('Рrіmе', null);

afterEach(cleanup);

function markOf(id: string): string | undefined {
  return document.querySelector(`label:has(#tag-${id}) .alike`)?.textContent;
}

describe('tags that look alike', () => {
  it('carry a mark that names the others, and no other tag does', async () => {
    await openPopup({
      ...LIST,
      preview: previewOf(12, [
        [PRIME, 8],
        [TWIN, 2],
        [COLD, 5],
      ]),
    });
    await screen.findAllByRole('checkbox');
    expect([PRIME, TWIN, COLD].map(({ id }) => markOf(id))).toEqual([
      'Looks like Рrіmе',
      'Looks like Prime',
      undefined,
    ]);
  });
});

describe('a name that hides something', () => {
  it('is shown with what it hides, and found as it is shown', async () => {
    const hidden = tag('Pri\u200Bme\u202E', null);
    const popup = await openPopup({ ...LIST, preview: previewOf(12, [[hidden, 8]]) });
    await screen.findAllByRole('checkbox');
    expect(screen.getByText('Pri[U+200B]me[U+202E]').tagName).toBe('BDI');
    await act(() => popup.filter.filter('[u+202e]'));
    expect(screen.getByText('[U+202E]').tagName).toBe('MARK');
  });
});

describe('a page that is refused', () => {
  const browser = pageOf({}).context;

  it('is shown beside what the browser says, and reloaded by the button', async () => {
    const page = { ...browser, host: 'crm.zoho.com', orgSegment: '\u202Eorg2' };
    await openPopup({ ...LIST, refused: { browser, page } });
    expect((await screen.findByRole('heading')).textContent).toBe('This page says it is somewhere else');
    const [first, second] = [...document.querySelectorAll('dd')].map((place) => place.textContent);
    expect([first, second]).toEqual([
      'crm.zoho.euorg20087145332Leads581200000000087501',
      'crm.zoho.com[U+202E]org2Leads581200000000087501',
    ]);
    expect(screen.getByRole('button', { name: 'Reload this tab' })).toBeTruthy();
  });

  it('says that its rows cannot be right where there is nothing to compare', async () => {
    await openPopup({ ...LIST, refused: { browser, page: null } });
    expect((await screen.findByRole('heading')).textContent).toBe('This page gives rows that can’t be right');
    expect(document.querySelector('dd')).toBeNull();
  });
});
