import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { FieldError } from '../../ui/components/FieldError.tsx';
import { type NumberSetting, RANGES } from '../models/PreferencesModel.ts';
import { useOptions } from '../options-context.ts';

interface Props {
  readonly name: NumberSetting;
  readonly label: string;
  /** The text under the label, for the number as it is typed. */
  readonly hint: (typed: number) => string;
  readonly unit: string;
  readonly isManaged?: boolean;
}

/** A setting that is a number. It takes effect as soon as it is in range. */
export function NumberRow({ name, label, hint, unit, isManaged = false }: Props): JSX.Element {
  const { preferences } = useOptions();
  const id = useId();
  const typed = useSignal<string | null>(null);
  const isWrong = useSignal(false);
  const value = preferences.effective.value[name];
  const shown = typed.value ?? String(value);
  const range = RANGES[name];
  const finish = (): void => {
    const written = typed.peek();
    if (written === null) return;
    isWrong.value = !preferences.setNumber(name, written);
    if (!isWrong.peek()) typed.value = null;
  };
  return (
    <div class="set">
      <div>
        <label class="label" for={id}>
          {label}
        </label>
        <p class="hint" id={`${id}-d`}>
          {isManaged ? text('opt_managed_field') : hint(Number(shown))}
        </p>
        {isWrong.value ? <FieldError id={`${id}-e`}>{text('opt_number_range', range)}</FieldError> : null}
      </div>
      <div class="unit">
        <input
          class="field n"
          id={id}
          type="number"
          inputMode="numeric"
          {...range}
          value={shown}
          readOnly={isManaged}
          aria-invalid={isWrong.value}
          aria-describedby={`${id}-d`}
          onInput={(event) => (typed.value = event.currentTarget.value)}
          onChange={finish}
        />
        <span class="muted">{unit}</span>
        {isManaged ? <Icon name="lock" /> : null}
      </div>
    </div>
  );
}
