import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly label: string;
  /** What it is called where the label alone does not say what is copied. */
  readonly name?: string;
  /** Made when it is pressed; null when there is nothing to copy. */
  readonly content: () => string | Promise<string | null>;
  readonly isQuiet?: boolean;
}

/** Copies a text and says that it did, in place and to screen readers. */
export function CopyButton({ label, name, content, isQuiet = false }: Props): JSX.Element {
  const isCopied = useSignal(false);
  const copy = async (): Promise<void> => {
    const copied = await content();
    if (copied !== null) await navigator.clipboard.writeText(copied);
    isCopied.value = copied !== null;
  };
  return (
    <button class={`btn ${isQuiet ? 'quiet' : ''}`} type="button" aria-label={name} onClick={() => void copy()}>
      <Icon name={isCopied.value ? 'check' : 'copy'} />
      <span aria-hidden={isCopied.value}>{isCopied.value ? text('copied') : label}</span>
      <output class="vh">{isCopied.value ? text('copied') : ''}</output>
    </button>
  );
}
