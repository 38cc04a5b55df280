import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { direction, number, text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { CHIPS, type Chip } from '../lines/lines.ts';
import { useTags } from '../tags-context.ts';
import { CHIP_WORDS } from '../words/chip-words.ts';

/** The filters of the list: toggle buttons, one stop for Tab, arrows inside. */
export function Chips(): JSX.Element {
  const { list } = useTags();
  const box = useRef<HTMLFieldSetElement>(null);
  const at = useSignal<Chip>(list.chip.peek() ?? 'none');
  const move = (event: KeyboardEvent): void => {
    const forward = direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.key === forward ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : 0;
    const next = CHIPS[(CHIPS.indexOf(at.peek()) + step + CHIPS.length) % CHIPS.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    at.value = next;
    box.current?.querySelector<HTMLElement>(`[data-chip="${next}"]`)?.focus();
  };
  return (
    <fieldset class="chips" aria-label={text('tags_only')} ref={box}>
      {CHIPS.map((chip) => (
        <ChipButton key={chip} chip={chip} isStop={at.value === chip} onFocus={() => (at.value = chip)} onKey={move} />
      ))}
    </fieldset>
  );
}

interface Props {
  readonly chip: Chip;
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function ChipButton({ chip, isStop, onFocus, onKey }: Props): JSX.Element {
  const { list } = useTags();
  const { n, unknown } = list.counts.value[chip];
  const isOn = list.chip.value === chip;
  const { label, help } = CHIP_WORDS[chip];
  // Zero known tags do not mean zero tags, because others may belong to it.
  const isUnknown = n === 0 && unknown > 0;
  const title = unknown === 0 ? text(help) : text('chip_partly', { help: text(help), n });
  return (
    <button
      class="chip"
      type="button"
      data-chip={chip}
      aria-pressed={isOn}
      title={title}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKey}
      onClick={() => (list.chip.value = isOn ? null : chip)}
    >
      {isOn ? <Icon name="check" /> : null}
      {text(label)}{' '}
      {isUnknown ? (
        <span class="n">
          <span aria-hidden="true">—</span>
          <span class="vh">{text('not_known')}</span>
        </span>
      ) : (
        <span class="n">{unknown > 0 ? text('at_least', { n }) : number(n)}</span>
      )}
    </button>
  );
}
