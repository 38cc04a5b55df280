import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';

/** A value for Zoho's form, to be copied to the letter. */
export function CopyValue({ label, value }: { label: string; value: string }): JSX.Element {
  return (
    <div class="copy">
      <span class="label">{label}</span>
      <div class="copy-box">
        <code>{value}</code>
        <CopyButton label={text('copy')} name={text('opt_copy_of', { what: label })} content={() => value} isQuiet />
      </div>
    </div>
  );
}
