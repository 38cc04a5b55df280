// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Scene } from './testing/scene.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, NOW, pageOf, previewOf, PRIME, runOf, tickedPage, unfinishedOf } from './testing/world.ts';
import '../ui/testing/patience.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const LOCKED = unfinishedOf({ name: 'Ada Byron', outcome: 'failed', reason: 'locked' });
const FAILED: NonNullable<Scene['failures']> = [
  { reason: 'locked', zohoCode: null, zohoMessage: null, records: 1, first: [LOCKED], retried: 1, continued: 0 },
];

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function ended(run: Parameters<typeof runOf>[0], more: Partial<Scene> = {}): Promise<void> {
  const popup = await openPopup({ ...LIST, runs: [runOf({ state: 'done', endedAt: NOW, ...run })], ...more });
  await act(() => popup.showRun('run'));
  await screen.findByRole('contentinfo');
}

/** The labels of the buttons at the foot, the main one first in brackets. */
function foot(): readonly string[] {
  const buttons = within(screen.getByRole('contentinfo')).getAllByRole('button');
  return buttons.map(({ textContent, classList }) =>
    classList.contains('primary') ? `[${textContent}]` : textContent,
  );
}

describe('the one main button of an ended run', () => {
  it.each([
    ['reloads the list', { counts: { removed: 9 } }, [], '[Reload the list]', 'Remove more tags'],
    ['tries again', { counts: { removed: 8, failed: 1 } }, FAILED, '[Try 1 again]', 'Reload the list'],
    ['checks first', { counts: { removed: 8, unknown: 1 } }, [], '[Check 1 unclear lead again]', 'Reload the list'],
    [
      'continues',
      { state: 'stopped', stopReason: 'user', counts: { removed: 6, 'not-sent': 3 } },
      [],
      '[Continue with the other 3]',
      'Reload the list',
    ],
  ] as const)('%s', async (_, run, failures, main, last) => {
    await ended(run, { failures });
    const [first, undo, ...rest] = foot();
    expect([first, rest]).toEqual([main, [last]]);
    expect(undo).toMatch(/^Undo until \d/);
  });

  it('reloads the list after an undo, and tries what was not restored beside it', async () => {
    await ended(
      { kind: 'undo', undoes: 'before', undoUntil: null, counts: { removed: 7, failed: 1 } },
      { failures: FAILED },
    );
    expect(foot()).toEqual(['[Reload the list]', 'Remove again', 'Try 1 again']);
  });

  it('is gone once the list was reloaded, which is said, and is not there on another page', async () => {
    await ended({ counts: { removed: 9 } });
    await act(() => screen.getByRole('button', { name: 'Reload the list' }).click());
    expect(await within(screen.getByRole('contentinfo')).findByText('List reloaded')).toBeTruthy();
    expect(foot().filter((label) => label.startsWith('['))).toEqual([]);
    cleanup();
    await ended({ counts: { removed: 9 } }, { page: pageOf({ moduleSlug: 'Contacts' }) });
    expect(foot().filter((label) => label.startsWith('['))).toEqual([]);
  });
});

it('an ended run has one sentence to pass on, with the time it took, and copies it as it is', async () => {
  await ended({ startedAt: NOW - 4_000, counts: { removed: 9, 'had-none': 3 } });
  const sentence = screen.getByText(
    /^\u2068?Prime\u2069? and \u2068?Cold lead\u2069? removed from 9 leads in 4 seconds\. Undo until \d/,
  );
  const writing = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await act(() => screen.getByRole('button', { name: 'Copy this sentence' }).click());
  expect(writing.mock.calls).toEqual([[sentence.textContent]]);
});

it('a run names its tags while it goes on', async () => {
  await openPopup({ ...LIST, runs: [runOf({ counts: { removed: 4, pending: 8 } })] });
  const tags = within(await screen.findByRole('list', { name: 'Tags' })).getAllByRole('listitem');
  expect(tags.map(({ textContent }) => textContent)).toEqual(['Prime', 'Cold lead']);
});

it('the second step keeps what can put the tag back', async () => {
  const adding = [{ kind: 'workflow', name: 'Score above 80' }] as const;
  const popup = await openPopup({
    ...LIST,
    preview: previewOf(1240, [[PRIME, 1104]]),
    use: { [PRIME.id]: { adding, views: ['Prime leads'], hasHidden: false } },
  });
  await act(() => popup.preview.toggle(PRIME.id));
  const said = (): string => document.querySelector('.adds')?.textContent ?? '';
  await waitFor(() => expect(said()).toMatch(/1 workflow rule can add .?Prime.? back/));
  await act(() => popup.remove());
  await screen.findByRole('heading', { name: 'Remove 1 tag from 1,104 leads?' });
  expect(said()).toMatch(/1 workflow rule can add .?Prime.? back/);
  expect(said()).toContain('Score above 80');
});
