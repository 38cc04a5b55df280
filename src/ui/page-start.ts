import { effect } from '@preact/signals';
import { direction, language } from '../shared/i18n.ts';
import { DEFAULT_SETTINGS, type Settings, settingsItem } from '../shared/stored-items.ts';
import { storedSignal } from './models/stored-signal.ts';
import { isBrowserNative } from '../shared/browser.ts';
import { noteStrayFailures } from '../shared/notes.ts';

/** Sets the language, the direction and the chosen theme of a page, and follows changes of the theme. */
export async function prepareDocument(): Promise<void> {
  const { documentElement: root } = document;
  root.lang = language();
  root.dir = direction();
  const wear = ({ theme }: Settings): void => {
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  };
  const settings = storedSignal(settingsItem, DEFAULT_SETTINGS);
  effect(() => wear(settings.value));
  await settings.load();
}

/** A page awaits it before any other code. From then on, uncaught failures are noted. */
export async function browserReady(): Promise<void> {
  if (!isBrowserNative) await import('../shared/polyfill.ts');
  noteStrayFailures();
}
