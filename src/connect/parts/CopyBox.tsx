import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';

/** A value for Zoho's form, selectable as a whole. A significant slash at its end is marked. */
export function Value({ value, isSlashMarked = false }: { value: string; isSlashMarked?: boolean }): JSX.Element {
  const isMarked = isSlashMarked && value.endsWith('/');
  return (
    <code>
      {isMarked ? value.slice(0, -1) : value}
      {isMarked ? <mark>/</mark> : null}
    </code>
  );
}

/** The same with a button to copy it, outside the cards. */
export function CopyBox({
  value,
  what,
  isSlashMarked,
}: {
  value: string;
  what: string;
  isSlashMarked: boolean;
}): JSX.Element {
  return (
    <div class="copy-box">
      <Value value={value} isSlashMarked={isSlashMarked} />
      <CopyButton label={text('copy')} name={text('opt_copy_of', { what })} content={() => value} look="quiet" />
    </div>
  );
}
