import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from './Icon.tsx';
import { inBackground } from '../../shared/notes.ts';

interface Props {
  readonly label: string;
  /** Its accessible name, where the label does not name the copied text. */
  readonly name?: string;
  /** Makes the text when the button is pressed; null when there is nothing to copy. */
  readonly content: () => string | Promise<string | null>;
  /** `link`: the button is part of a sentence. */
  readonly look?: 'quiet' | 'primary' | 'link';
}

/** Copies a text and reports the result, in place and to screen readers. */
export function CopyButton({ label, name, content, look }: Props): JSX.Element {
  const outcome = useSignal<'copied' | 'failed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      const copied = await content();
      if (copied !== null) await navigator.clipboard.writeText(copied);
      outcome.value = copied === null ? null : 'copied';
    } catch {
      outcome.value = 'failed';
    }
  };
  const said = outcome.value === null ? '' : text(outcome.value === 'copied' ? 'copied' : 'copy_failed');
  return (
    <button
      class={look === 'link' ? look : `btn ${look ?? ''}`}
      type="button"
      aria-label={said === '' ? name : undefined}
      onClick={() => inBackground(copy(), 'CopyButton.copy')}
    >
      {look === 'link' ? null : (
        <Icon name={outcome.value === 'copied' ? 'check' : outcome.value === null ? 'copy' : 'x'} />
      )}
      <span aria-hidden={said !== ''}>{said === '' ? label : said}</span>
      <output class="vh">{said}</output>
    </button>
  );
}
