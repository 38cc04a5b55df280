import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Notifications. The browser is asked only when they are switched on. */
export function NotifyRow(): JSX.Element {
  const { preferences } = useOptions();
  const id = useId();
  const isOn = preferences.settings.value.notify;
  const isRefused = preferences.isNotifyRefused.value;
  return (
    <div class="set">
      <div>
        <label class="label" for={id}>
          {text('opt_notify')}
        </label>
        <p class="hint" id={`${id}-d`} role={isRefused ? 'alert' : undefined}>
          {text(isRefused ? 'opt_notify_refused' : 'opt_notify_hint')}
        </p>
      </div>
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-describedby={`${id}-d`}
        onChange={(event) => {
          const box = event.currentTarget;
          inBackground(
            preferences.setNotify(box.checked).then(() => (box.checked = preferences.settings.peek().notify)),
            'NotifyRow.setNotify',
          );
        }}
      />
    </div>
  );
}
