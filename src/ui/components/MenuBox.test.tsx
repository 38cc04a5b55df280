// @vitest-environment happy-dom
import '../../shared/testing/extension.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { MenuBox, MenuItem } from './MenuBox.tsx';

afterEach(cleanup);

const LABELS = ['Open the leads in Zoho', 'Copy as one sentence', 'Delete from history…'] as const;

/** A menu of three items, one of them a choice, with a log of its presses and of its closing. */
function open({ chosen }: { chosen?: string } = {}): readonly string[] {
  const log: string[] = [];
  render(
    <MenuBox label="More" close={() => log.push('left')}>
      {LABELS.map((label) => (
        <MenuItem
          key={label}
          label={label}
          isChosen={chosen === undefined ? undefined : chosen === label}
          onPress={() => log.push(label)}
        />
      ))}
    </MenuBox>,
  );
  return log;
}

async function press(...keys: readonly string[]): Promise<string> {
  for (const key of keys)
    await act(() => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    });
  return document.activeElement?.textContent ?? '';
}

it('has the focus on its first item, and arrows lead round', async () => {
  open();
  expect(await press()).toBe(LABELS[0]);
  expect(await press('ArrowDown')).toBe(LABELS[1]);
  expect(await press('ArrowDown', 'ArrowDown')).toBe(LABELS[0]);
  expect(await press('ArrowUp')).toBe(LABELS[2]);
  expect(await press('Home')).toBe(LABELS[0]);
  expect(await press('End')).toBe(LABELS[2]);
});

it('has the focus on the item that is chosen', async () => {
  open({ chosen: LABELS[1] });
  expect(await press()).toBe(LABELS[1]);
  expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toBe(LABELS[1]);
});

it('goes to the item that begins with a letter', async () => {
  open();
  expect(await press('d')).toBe(LABELS[2]);
  expect(await press('c')).toBe(LABELS[1]);
});

it.each(['Escape', 'Tab'])('is left with %s, and nothing is pressed', async (key) => {
  const log = open();
  await press('ArrowDown', key);
  expect(log).toEqual(['left']);
});
