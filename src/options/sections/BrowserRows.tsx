import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { language, sentenceGap, text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** The language, which is the browser's. */
export function LanguageRow(): JSX.Element {
  const tag = language();
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' });
  return (
    <div class="set">
      <div>
        <p class="label">{text('opt_language')}</p>
        <p class="hint">{text('opt_language_hint')}</p>
      </div>
      <p>{name.of(new Intl.Locale(tag).language) ?? tag}</p>
    </div>
  );
}

/** The keyboard shortcut, which only the browser can change. */
export function ShortcutRow(): JSX.Element {
  const { preferences } = useOptions();
  const keys = preferences.shortcut.value.split('+').filter((key) => key !== '');
  useEffect(() => {
    const look = (): void => inBackground(preferences.readShortcut(), 'BrowserRows.readShortcut');
    globalThis.addEventListener('focus', look);
    return () => globalThis.removeEventListener('focus', look);
  }, [preferences]);
  return (
    <div class="set">
      <div>
        <p class="label">{text('opt_shortcut')}</p>
        <p class="hint">
          {text('opt_shortcut_hint')}
          {sentenceGap()}
          <button
            class="link"
            type="button"
            onClick={() => inBackground(preferences.openShortcuts(), 'BrowserRows.openShortcuts')}
          >
            {text('opt_shortcut_change')}
          </button>
        </p>
      </div>
      <p class="keys">
        {keys.length === 0 ? text('opt_shortcut_none') : keys.map((key) => <kbd key={key}>{key}</kbd>)}
      </p>
    </div>
  );
}
