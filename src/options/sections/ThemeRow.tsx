import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import type { Settings } from '../../shared/stored-items.ts';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** Light or dark. */
export function ThemeRow(): JSX.Element {
  const { preferences } = useOptions();
  const id = useId();
  const chosen = preferences.settings.value.theme;
  const choose = (value: string): void => {
    const theme = THEMES.find((known) => known === value);
    if (theme !== undefined) inBackground(preferences.set({ theme }), 'ThemeRow.set');
  };
  return (
    <div class="set">
      <div>
        <label class="label" for={id}>
          {text('opt_theme')}
        </label>
        <p class="hint">{text('opt_theme_hint')}</p>
      </div>
      <div class="unit">
        <select class="field choice" id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {text(`opt_theme_${theme}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
