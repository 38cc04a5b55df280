import { browser } from '../shared/browser.ts';
import { readMirrors } from '../shared/run-mirrors.ts';
import { basketItem } from '../shared/stored-items.ts';
import { badgeFor, DONE_SHOWN_MS } from './badge.ts';

/** White on each background of a badge; left to itself a browser may take black for some of them. */
const BADGE_TEXT = '#ffffff';

/** Paints the toolbar button from what is stored. */
export async function paintToolbar(): Promise<void> {
  const [runs, basket] = await Promise.all([readMirrors(), basketItem.get()]);
  const badge = badgeFor(runs, basket, Date.now());
  await Promise.all([
    browser.action.setBadgeText({ text: badge.text }),
    browser.action.setBadgeBackgroundColor({ color: badge.background }),
    browser.action.setBadgeTextColor({ color: BADGE_TEXT }),
    browser.action.setTitle({ title: badge.title }),
  ]);
  if (badge.text === '✓') setTimeout(() => void paintToolbar(), DONE_SHOWN_MS);
}

/** Keeps the button in step with every run and with the basket. */
export function watchToolbar(): void {
  browser.storage.onChanged.addListener((changes, area) => {
    const keys = Object.keys(changes);
    const isRun = area === 'session' && keys.some((key) => key.startsWith('run:'));
    if (isRun || (area === 'local' && keys.includes('basket'))) void paintToolbar();
  });
}
